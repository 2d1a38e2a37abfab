package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A presenter says what becomes of words that nobody wants, and it does. */
class WordRulesIT extends BrowserTest {
  private final AccessCheck access = new AccessCheck();

  @Test
  void thePresenterChoosesAndWhoWritesLosesNothingThatWasTyped() {
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
    choose(presenter);
    String poll = fixture.draft("text", "What next?", List.of(), Map.of());
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());

    phone.getByTestId("text").fill("More brexit, please");
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "refused");
    assertThat(phone.getByTestId("vote-state")).containsText("not wanted here");
    assertThat(phone.getByTestId("text")).hasValue("More brexit, please");
    take(phone, "words-refused");
    access.check(phone, "a text with an unwanted word");
    phone.getByTestId("text").fill("More of Scunthorpe, damn it");
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    presenter.reload();
    presenter.getByTestId("word-rules").locator("summary").click();
    assertThat(presenter.getByTestId("word-mode")).hasValue("refuse");
    assertThat(presenter.getByTestId("word-own")).hasValue("Brexit\nBackstop");
    assertThat(presenter.getByTestId("word-exceptions")).hasValue("damn");
    assertThat(presenter.getByTestId("word-language-fr")).isChecked();
    assertThat(presenter.getByTestId("word-language-de")).not().isChecked();
    fixture.step(poll, "close");
    heldTextsSayWhy(presenter);
    access.assertAll();
  }

  private void choose(Page presenter) {
    presenter.getByTestId("word-rules").locator("summary").click();
    presenter.getByTestId("word-mode").selectOption("refuse");
    assertThat(presenter.getByTestId("word-language-en")).isChecked();
    presenter.getByTestId("word-language-fr").check();
    presenter.getByTestId("word-own").fill("Brexit, Backstop");
    presenter.getByTestId("word-exceptions").fill("damn");
    presenter.getByTestId("word-save").click();
    assertThat(presenter.getByTestId("word-rules")).containsText("Saved");
    access.check(presenter, "rules for words");
    for (int[] size : new int[][] {{360, 740}, {820, 1180}, {1280, 1000}}) {
      presenter.setViewportSize(size[0], size[1]);
      presenter
          .getByTestId("word-rules")
          .screenshot(
              new com.microsoft.playwright.Locator.ScreenshotOptions()
                  .setPath(Path.of("target/screenshots/words-panel-" + size[0] + ".png")));
    }
  }

  private void heldTextsSayWhy(Page presenter) {
    presenter.getByTestId("word-mode").selectOption("hold");
    presenter.getByTestId("word-save").click();
    assertThat(presenter.getByTestId("word-rules")).containsText("Saved");
    String poll = fixture.draft("text", "And then?", List.of(), Map.of("moderated", true));
    fixture.step(poll, "open");
    fixture.cast(poll, Map.of("text", "Backst0p!"));
    presenter.reload();
    assertThat(presenter.getByTestId("pending-count")).hasAttribute("data-n", "1");
    assertThat(presenter.getByText("contains “backstop”")).isVisible();
    take(presenter, "words-held");
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots/" + name + ".png"))
            .setFullPage(true));
  }
}
