package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A presenter rehearses with simulated phones before people come. */
class RehearsalIT extends BrowserTest {
  private static final String CHECKS =
      """
      {"id":"joined","passed":true,"value":500,"limit":500,"unit":""},
      {"id":"lost","passed":true,"value":0,"limit":0,"unit":""},
      {"id":"doubled","passed":true,"value":0,"limit":0,"unit":""},
      {"id":"forgotten","passed":true,"value":0,"limit":0,"unit":""},
      {"id":"exports","passed":true,"value":0,"limit":0,"unit":""},
      {"id":"polls","passed":true,"value":1,"limit":1,"unit":""},
      {"id":"ack","passed":%s,"value":90,"limit":1000,"unit":"ms"},
      {"id":"tally","passed":true,"value":120,"limit":1500,"unit":"ms"},
      {"id":"join","passed":true,"value":60,"limit":3000,"unit":"ms"}""";

  private static String done(boolean passed) {
    return """
        {"state":"done","possible":true,"voters":500,"sheet":{"passed":%s,"voters":500,"checks":[%s],
        "capacity":{"certainty":"about","voters":16000,"fullFirst":"cpu"},"latencies":{}}}"""
        .formatted(passed, CHECKS.formatted(passed));
  }

  @Test
  void aPresenterFollowsARehearsalByKeyboardAndStopsIt() {
    fixture.open("Tea or coffee?", List.of("Tea", "Coffee"));
    AccessCheck access = new AccessCheck();
    // So high that nothing is scrolled half under the header, which would be too small to click.
    Page page = browsers.stillDesk(fixture.presenter(), 1280, 1800);
    Locator panel = page.getByTestId("rehearsal");
    panel.locator("summary").focus();
    page.keyboard().press("Enter");
    take(page, "rehearsal-form");
    access.check(page, "rehearsal");
    page.getByTestId("rehearsal-phones").selectOption("50");

    page.getByTestId("rehearsal-start").focus();
    page.keyboard().press("Enter");

    assertThat(panel).hasAttribute("data-state", "running");
    assertThat(page.getByText("phones have joined")).isVisible();
    take(page, "rehearsal-running");
    access.check(page, "rehearsal, running");
    page.getByTestId("rehearsal-stop").click();
    assertThat(panel).hasAttribute("data-state", "stopped");
    assertThat(page.getByText("The rehearsal was stopped.")).isVisible();
    access.assertAll();
  }

  @Test
  void howItWentIsSaidInPlainWordsOnDeskAndPhone() {
    AccessCheck access = new AccessCheck();
    Page desk = browsers.stillDesk(fixture.presenter(), 1280, 1000);
    open(desk, done(true));
    assertThat(desk.getByTestId("rehearsal-verdict")).hasText("Ready for 500 phones");
    take(desk, "rehearsal-ready");
    access.check(desk, "rehearsal, ready");
    desk.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(desk, "rehearsal-ready-dark");
    access.check(desk, "rehearsal, ready, dark");
    Page phone = browsers.phone(fixture.presenter());

    open(phone, done(false));

    assertThat(phone.getByTestId("rehearsal-verdict")).hasText("Not ready for 500 phones");
    take(phone, "rehearsal-phone");
    phone.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(phone, "rehearsal-phone-dark");
    access.check(phone, "rehearsal, not ready, dark");
    access.assertAll();
  }

  private static void open(Page page, String state) {
    page.route(
        "**/rehearsal",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(state)));
    page.getByTestId("rehearsal").locator("summary").click();
    page.getByTestId("rehearsal-verdict").scrollIntoViewIfNeeded();
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
