package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People react on their phones, and the big screen shows it. */
class ReactionsIT extends BrowserTest {
  @Test
  void reactionsRiseOnTheScreenAndOnPhonesOnlyWhereThePresenterSaysSo() {
    AccessCheck access = new AccessCheck();
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
    Page screen = browsers.desk(fixture.screen(), 1920, 1080);
    Page still = browsers.stillDesk(fixture.screen(), 1920, 1080);
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("react")).hasCount(5);
    take(phone, "reactions-phone-waiting");
    fixture.step(fixture.draft("Which way?", List.of("Left", "Right"), Map.of()), "open");
    assertThat(phone.getByTestId("poll-question")).isVisible();
    presenter.getByText("Reactions").click();
    for (int i = 0; i < 3; i++) {
      phone.getByTestId("react").first().click();
    }

    Locator claps = screen.getByTestId("shower-count");
    assertThat(claps).hasAttribute("data-n", "3");
    assertThat(screen.locator("vh-reaction-shower")).hasAttribute("data-drawn", "3");
    take(screen, "reactions-screen");
    assertThat(still.getByTestId("shower-count")).hasAttribute("data-n", "3");
    assertThat(still.locator("vh-reaction-shower").getAttribute("data-drawn")).isNull();
    assertThat(phone.getByTestId("react").first().getAttribute("data-n")).isNull();
    take(phone, "reactions-phone");
    take(presenter, "reactions-presenter");
    access.check(phone, "reactions on the phone");
    access.check(presenter, "reactions of the presenter");
    access.assertAll();

    presenter.getByTestId("reactions-emoji").fill("👍 👎");
    presenter.getByTestId("reactions-emoji").press("Enter");
    presenter.getByTestId("reactions-to-voters").check();
    assertThat(phone.getByTestId("react")).hasCount(2);
    Page other = browsers.phone(fixture.audience());
    assertThat(other.getByTestId("react").nth(1)).hasAttribute("aria-disabled", "false");
    other.getByTestId("react").nth(1).focus();
    other.keyboard().press("Enter");
    assertThat(presenter.getByTestId("reactions-now")).hasAttribute("data-n", "1");
    assertThat(phone.getByTestId("react").nth(1)).hasAttribute("data-n", "1");
    take(phone, "reactions-phone-counts");
    phone.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(phone, "reactions-phone-dark");
    phone.setViewportSize(320, 560);
    assertThat((int) phone.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    presenter.getByTestId("reactions-emoji").fill("well done");
    presenter.getByTestId("reactions-emoji").press("Enter");
    assertThat(presenter.locator("vh-reactions .field-error")).not().isEmpty();
    presenter.getByTestId("reactions-on").uncheck();
    assertThat(phone.getByTestId("reactions")).hasCount(0);
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
