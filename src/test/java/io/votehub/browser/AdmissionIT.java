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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A presenter decides who comes in; phones answer what the hub asks new voters. */
class AdmissionIT {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  @Test
  void thePresenterAsksForAPasscodeLocksTheRoomAndRemovesAnAuthor() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      AccessCheck access = new AccessCheck();
      Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      String poll =
          fixture.draft("text", "What next?", List.of(), Map.of("moderated", true, "peek", true));
      fixture.step(poll, "open");
      Page early = browsers.phone(fixture.audience());
      early.getByTestId("text").fill("Something rude");
      early.getByTestId("send").click();
      presenter.getByText("Who may come in").click();
      presenter.getByTestId("admission-passcode").check();
      String passcode = presenter.getByTestId("admission-code").getAttribute("data-passcode");
      take(presenter, "admission-presenter");
      access.check(presenter, "admission of the presenter");
      Page screen = presenter.context().newPage();
      screen.setViewportSize(1920, 1080);
      screen.navigate(fixture.screen());
      assertThat(screen.getByTestId("screen-passcode")).hasAttribute("data-passcode", passcode);
      take(screen, "admission-screen-poll");

      Page late = browsers.phone(fixture.audience());
      assertThat(late.getByTestId("passcode")).isVisible();
      take(late, "admission-phone");
      access.check(late, "passcode");
      late.getByTestId("passcode").fill("000 000");
      late.getByTestId("passcode-go").click();
      assertThat(late.getByTestId("passcode-error")).not().isEmpty();
      take(late, "admission-phone-wrong");
      late.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      take(late, "admission-phone-dark");
      late.setViewportSize(320, 560);
      assertThat((int) late.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
      late.getByTestId("passcode").fill(passcode);
      late.getByTestId("passcode-go").click();
      assertThat(late.getByTestId("poll-question")).isVisible();
      late.reload();
      assertThat(late.getByTestId("poll-question")).isVisible();

      presenter.getByTestId("admission-passcode").uncheck();
      presenter.getByTestId("admission-lock").check();
      assertThat(screen.getByTestId("screen-locked")).isVisible();
      Page latest = browsers.phone(fixture.audience());
      assertThat(latest.getByTestId("locked")).isVisible();
      access.check(latest, "locked");
      take(latest, "admission-locked");
      early.reload();
      assertThat(early.getByTestId("poll-question")).isVisible();
      presenter.getByTestId("admission-lock").uncheck();
      assertThat(latest.getByTestId("poll-question")).isVisible();

      Locator entry =
          presenter.locator("li", new Page.LocatorOptions().setHasText("Something rude"));
      entry.getByLabel("Remove the author from the room").click();
      assertThat(early.getByTestId("gone")).hasAttribute("data-reason", "removed");
      take(early, "admission-removed");
      early.reload();
      assertThat(early.getByTestId("gone")).hasAttribute("data-reason", "removed");
      assertThat(presenter.getByTestId("admission-removed")).hasAttribute("data-n", "1");
      take(presenter, "admission-presenter-removed");
      presenter.getByTestId("admission-readmit").click();
      assertThat(presenter.getByTestId("admission-removed")).hasCount(0);
      early.reload();
      assertThat(early.getByTestId("poll-question")).isVisible();
      access.assertAll();
    }
  }

  @Test
  void aPhoneProvesByItselfThatItIsNoFloodAndTellsWhatItWaitsFor() {
    Map<String, String> settings =
        Map.of("VOTEHUB_LIMITS_CHALLENGE", "on", "VOTEHUB_LIMITS_CHALLENGE_DIFFICULTY", "1000000");
    try (RoomFixture fixture = new RoomFixture(data, settings)) {
      fixture.open("Tea or coffee?", List.of("Tea", "Coffee"));

      Page phone = browsers.phone(fixture.audience());

      assertThat(phone.getByTestId("option-a")).isVisible();
      phone.getByTestId("option-a").click();
      assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    }
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
