package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A presenter writes a running order, runs it, and may close the computer. */
class AgendaIT extends BrowserTest {
  private static final List<String> AB = List.of("Ash", "Birch");

  @Test
  void aRunningOrderIsWrittenRunAndGoesOnWithoutThePresenter() {
    fixture.draft("Which tree?", AB, Map.of());
    fixture.draft(
        "Which shrub grows best in the shade of the old wall by the river?", AB, Map.of());
    Page page = browsers.desk(fixture.presenter());
    page.getByTestId("agenda").locator("summary").click();
    shot(page, "agenda-empty");
    page.getByTestId("agenda-add-all").click();
    page.getByTestId("agenda-add-break").click();
    assertThat(page.getByTestId("agenda-step-2")).containsText("Coffee break");

    page.getByTestId("agenda-edit-2").focus();
    page.keyboard().press("Alt+ArrowUp");
    assertThat(page.getByTestId("agenda-step-1")).containsText("Coffee break");
    page.getByTestId("agenda-edit-0").click();
    page.getByTestId("agenda-seconds-0").fill("1:30");
    page.getByTestId("agenda-seconds-0").press("Tab");
    page.getByTestId("agenda-show-0").fill("9");
    page.getByTestId("agenda-show-0").press("Tab");
    assertThat(page.getByTestId("agenda-step-0")).containsText("1:30");
    page.getByTestId("agenda-step-2").dragTo(page.getByTestId("agenda-step-0"));
    assertThat(page.getByTestId("agenda-step-1")).containsText("Which tree?");
    page.getByTestId("agenda-step-0").dragTo(page.getByTestId("agenda-step-2"));
    assertThat(page.getByTestId("agenda-step-0")).containsText("Which tree?");
    assertThat(page.getByTestId("agenda-seconds-0")).hasValue("1:30");
    shot(page, "agenda-written");
    AccessCheck access = new AccessCheck();
    access.check(page, "the written order");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shot(page, "agenda-written-dark");
    page.reload();
    page.getByTestId("agenda").locator("summary").click();
    assertThat(page.getByTestId("agenda-step-0")).containsText("1:30");

    page.getByTestId("agenda-run").click();
    Page phone = browsers.phone(fixture.audience());
    Page screen = browsers.desk(fixture.screen(), 1920, 1080);
    Locator bar = page.getByTestId("agenda-bar");
    assertThat(bar).hasAttribute("data-phase", "open");
    assertThat(bar).containsText("Which tree?");
    assertThat(page.getByTestId("agenda-then")).containsText(Pattern.compile("\\d:\\d\\d.*Coffee"));
    assertThat(screen.getByTestId("poll-question")).hasText("Which tree?");
    shot(page, "agenda-open");
    assertThat(page.getByTestId("next-action")).hasText("Close voting");
    assertThat(bar.getByRole(AriaRole.BUTTON)).hasText(new String[] {"Pause", "End"});
    Page remote = browsers.phone(fixture.presenter());
    Locator main = remote.getByTestId("next-action");
    Locator now = remote.getByTestId("agenda-now");
    assertThat(now).containsText("Which tree?");
    assertThat(main).hasText("Close voting");
    assertThat(remote.getByTestId("agenda-bar")).hasCount(0);
    shot(remote, "agenda-remote");
    access.check(remote, "the remote control");
    access.assertAll();
    page.close();

    main.click();
    assertThat(main).hasText("Go on: Coffee break");
    shot(remote, "agenda-remote-result");
    assertThat(screen.getByTestId("screen-upcoming"))
        .hasText(Pattern.compile("Next in \\d s: Coffee break"));
    shot(screen, "agenda-screen-upcoming");
    screen.setViewportSize(3840, 2160);
    shot(screen, "agenda-screen-upcoming-4k");
    main.click();
    assertThat(screen.getByTestId("screen-upcoming")).hasCount(0);
    assertThat(now).hasAttribute("data-phase", "break");
    assertThat(main).hasText(Pattern.compile("Go on: .*shade of the old …"));
    assertThat(screen.getByTestId("break-left")).isVisible();
    assertThat(phone.getByTestId("break-left")).isVisible();
    shot(screen, "agenda-screen-break");
    shot(remote, "agenda-remote-break");
    remote.getByTestId("thumb-pause").click();
    assertThat(remote.getByTestId("thumb-resume")).isVisible();
    main.click();
    assertThat(remote.getByTestId("poll-question")).containsText("shrub");
    assertThat(main).hasText("Close voting");
    assertThat(phone.getByTestId("break-left")).hasCount(0);
    shot(remote, "agenda-remote-paused");
    remote.getByTestId("thumb-stop").click();
    assertThat(now).hasCount(0);
    assertThat(main).hasText("Close voting");
  }

  /** A screenshot for visual review. */
  private static void shot(Page page, String name) {
    Path file = Path.of("target/screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
