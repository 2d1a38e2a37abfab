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
  private static final Map<String, Object> MODERATOR = Map.of("role", "moderator");

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
  void authorsAreRemovedAlsoWhereNobodyHasToApproveTexts() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      AccessCheck access = new AccessCheck();
      String poll = fixture.draft("text", "What next?", List.of(), Map.of());
      fixture.step(poll, "open");
      Page first = written(fixture, "Something rude");
      Page second = written(fixture, "Something worse");
      written(fixture, "More trees, please");
      Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);

      presenter.getByTestId("authors").click();
      remove(presenter, "Something rude");

      assertThat(first.getByTestId("gone")).hasAttribute("data-reason", "removed");
      assertThat(second.getByTestId("gone")).hasCount(0);
      take(presenter, "presenter-authors");
      access.check(presenter, "authors");
      Page moderator = browsers.phone(moderate(fixture));
      assertThat(moderator.getByLabel("Approve")).hasCount(0);
      take(moderator, "moderate-authors");
      access.check(moderator, "authors, moderator");
      remove(moderator, "Something worse");
      assertThat(second.getByTestId("gone")).hasAttribute("data-reason", "removed");
      assertThat(moderator.getByText("The author is out")).isVisible();

      String floor = fixture.draft("questions", "Your questions", List.of(), Map.of());
      fixture.step(floor, "open");
      ask(fixture, floor, "Why so rude?");
      moderator.getByTestId("moderate-" + floor).click();
      assertThat(moderator.getByText("Why so rude?")).isVisible();
      take(moderator, "moderate-questions-authors");
      remove(moderator, "Why so rude?");
      assertThat(presenter.getByTestId("admission-removed")).hasAttribute("data-n", "3");
      access.assertAll();
    }
  }

  private Page written(RoomFixture fixture, String text) {
    Page phone = browsers.phone(fixture.audience());
    phone.getByTestId("text").fill(text);
    phone.getByTestId("send").click();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    return phone;
  }

  /** The page of somebody who only moderates. */
  private static String moderate(RoomFixture fixture) {
    String code = fixture.room().code();
    Map<String, Object> key =
        fixture.hub().post("/api/v1/rooms/" + code + "/keys", fixture.room().token(), MODERATOR);
    return RoomFixture.address(
        fixture.hub().port(), "/moderate/" + code + "#key=" + key.get("token"));
  }

  private static void ask(RoomFixture fixture, String poll, String text) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object token = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    fixture
        .hub()
        .post(
            room + "/polls/" + poll + "/entries", (String) token, Map.of("slot", 1, "text", text));
  }

  private static void remove(Page page, String text) {
    page.locator("li", new Page.LocatorOptions().setHasText(text))
        .getByLabel("Remove the author from the room")
        .click();
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
