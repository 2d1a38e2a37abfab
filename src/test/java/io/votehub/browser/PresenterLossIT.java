package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a presenter could lose: the room itself, in a browser without storage, and polls. */
class PresenterLossIT extends BrowserTest {
  private static final String NO_STORAGE =
      "Object.defineProperty(window, 'localStorage',"
          + " { get() { throw new DOMException('no', 'SecurityError'); } });";

  @Test
  void withoutBrowserStorageARoomCanBeReopenedByItsAddress() {
    Page page = browsers.desk("about:blank");
    page.addInitScript(NO_STORAGE);
    page.navigate(fixture.home());
    page.getByTestId("room-title").fill("A room of its own");
    page.getByTestId("make-room").click();

    assertThat(page.getByTestId("empty")).isVisible();
    assertThat(page.getByTestId("key-unkept")).isVisible();
    assertThat(page.url()).contains("#key=");
    picture(page, "key-unkept");
    page.reload();
    assertThat(page.getByTestId("empty")).isVisible();
    page.getByTestId("key-unkept-done").click();
    assertThat(page.getByTestId("key-unkept")).hasCount(0);
    Page later = browsers.phone("about:blank");
    later.addInitScript(NO_STORAGE);
    later.navigate(page.url());
    assertThat(later.getByTestId("empty")).isVisible();
    assertThat(later.getByTestId("title")).hasValue("A room of its own");
    picture(later, "key-unkept-phone");
  }

  @Test
  void withBrowserStorageTheKeyIsNotInTheAddress() {
    Page page = browsers.desk(fixture.presenter());
    assertThat(page.getByTestId("empty")).isVisible();

    assertThat(page.url()).doesNotContain("key=");
    assertThat(page.getByTestId("key-unkept")).hasCount(0);
  }

  @Test
  void leavingThePageCompletesADeletionUnlessThePollWasOpenedMeanwhile() {
    String first = fixture.draft("Which tree?", List.of("Ash", "Birch"), Map.of());
    String second = fixture.draft("Which herb?", List.of("Dill", "Mint"), Map.of());
    Page page = browsers.desk(fixture.presenter());

    delete(page, first);
    assertThat(page.getByTestId("undo")).isVisible();
    picture(page, "undo");
    fixture.step(first, "open");
    assertThat(page.getByText("Not deleted, for it has changed meanwhile")).isVisible();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "open");
    delete(page, second);
    assertThat(page.getByTestId("undo")).isVisible();
    page.waitForRequest(PresenterLossIT::isDeletion, () -> page.navigate(fixture.home()));

    page.navigate(fixture.presenter());
    assertThat(page.getByTestId("poll-item-" + first)).isVisible();
    assertThat(page.getByTestId("poll-item-" + second)).hasCount(0);
  }

  private static boolean isDeletion(Request request) {
    return request.method().equals("DELETE");
  }

  private static void delete(Page page, String poll) {
    page.getByTestId("poll-item-" + poll).click();
    page.getByTestId("more").click();
    page.getByTestId("delete").click();
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target/screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
