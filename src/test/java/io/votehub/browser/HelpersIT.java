package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The owner of a room lets others help, each with a link that can be revoked. */
class HelpersIT {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  @Test
  void aModeratorDecidesWhatIsShownUntilTheOwnerRevokesTheLink() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      AccessCheck access = new AccessCheck();
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      String link = invite(owner, "Ana at the door", "moderator");
      take(owner, "presenter-helpers");
      access.check(owner, "helpers");
      Page ana = browsers.phone(link);
      assertThat(ana.getByTestId("moderate-none")).isVisible();
      take(ana, "moderate-none");

      String first = moderated(fixture, "What next?");
      say(fixture, first, "More trees, please");
      say(fixture, first, "Something rude");
      entry(ana, "More trees, please").getByLabel("Approve", exact()).click();
      entry(ana, "Something rude").getByLabel("Hide").click();

      assertThat(ana.getByTestId("pending-count")).hasAttribute("data-n", "0");
      Page voter = browsers.phone(fixture.audience());
      assertThat(voter.getByTestId("text-card")).hasText(new String[] {"More trees, please"});
      assertThat(voter.getByText("Something rude")).hasCount(0);
      String second =
          moderated(fixture, "Which question should we ask the board at the end of the evening?");
      say(fixture, second, "Who pays for the new greenhouse?");
      ana.getByTestId("moderate-" + first).click();
      assertThat(entry(ana, "Something rude")).hasAttribute("data-state", "hidden");
      take(ana, "moderate");
      access.check(ana, "moderate");
      ana.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      ana.setViewportSize(1280, 800);
      take(ana, "moderate-desk-dark");
      access.check(ana, "moderate, dark");

      owner.getByLabel("Revoke: Ana at the door").click();

      assertThat(ana.getByTestId("key")).isVisible();
      assertThat(ana.getByText("The presenter has revoked this link.")).isVisible();
      take(ana, "moderate-revoked");
      access.check(ana, "moderate, revoked");
      access.assertAll();
    }
  }

  @Test
  void whoLeadsWithAKeyOfTheirOwnCanNeitherDeleteTheRoomNorLetOthersHelp() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      fixture.open("Tea or coffee?", List.of("Tea", "Coffee"));
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      assertThat(owner.getByTestId("room-end")).isVisible();

      Page helper = browsers.stillDesk(invite(owner, "Bo", "presenter"), 1280, 1000);

      helper.getByTestId("next-action").click();
      assertThat(owner.getByTestId("poll-state")).hasAttribute("data-state", "closed");
      for (String mayNot : List.of("room-end", "helpers", "renew-key")) {
        assertThat(helper.getByTestId(mayNot)).hasCount(0);
      }
    }
  }

  @Test
  void aViewerSeesDraftsAndHiddenResultsAndCanChangeNothing() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      AccessCheck access = new AccessCheck();
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      String link = invite(owner, "The board", "viewer");
      Page viewer = browsers.stillDesk(link, 1280, 1000);
      assertThat(viewer.getByTestId("viewer-none")).isVisible();
      take(viewer, "viewer-none");
      access.check(viewer, "viewer, no poll");

      String poll =
          fixture.draft("Tea or coffee?", List.of("Tea", "Coffee"), Map.of("results", "hidden"));
      String later =
          fixture.draft("Where shall we meet next year?", List.of("Here", "There"), Map.of());
      assertThat(viewer.getByTestId("poll-question")).hasText("Tea or coffee?");
      assertThat(viewer.getByTestId("poll-state")).hasAttribute("data-state", "draft");
      fixture.step(poll, "open");
      fixture.vote(poll, 3, 1);

      assertThat(viewer.getByTestId("votes-count")).hasAttribute("data-votes", "4");
      assertThat(viewer.getByTestId("seen-by")).hasText("◎ Voters do not see this result.");
      assertThat(viewer.getByText("75")).not().hasCount(0);
      for (String mayNot :
          List.of("next-action", "new-poll", "edit", "more", "reopen", "follow", "helpers")) {
        assertThat(viewer.getByTestId(mayNot)).hasCount(0);
      }
      assertThat(viewer.locator("input:visible")).hasCount(0);
      Download table = viewer.waitForDownload(() -> viewer.getByTestId("viewer-csv").click());
      Assertions.assertThat(table.suggestedFilename()).endsWith("-result.csv");
      lookEverywhere(viewer, "viewer");
      access.check(viewer, "viewer");

      // Whoever has not chosen another poll follows the presenter.
      fixture.step(poll, "close");
      fixture.step(later, "open");
      assertThat(viewer.getByTestId("poll-question")).hasText("Where shall we meet next year?");
      viewer.getByTestId("poll-item-" + poll).click();
      assertThat(viewer.getByTestId("poll-state")).hasAttribute("data-state", "closed");
      viewer.reload();
      assertThat(viewer.getByTestId("poll-question")).hasText("Where shall we meet next year?");

      owner.getByLabel("Revoke: The board").click();

      assertThat(viewer.getByTestId("key")).isVisible();
      assertThat(viewer.getByText("The presenter has revoked this link.")).isVisible();
      access.assertAll();
    }
  }

  @Test
  void aViewersLinkChangesNothingForWhoLeadsAndALeadersLinkTurnsAViewerIntoAPresenter() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      fixture.open("Tea or coffee?", List.of("Tea", "Coffee"));
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      String link = invite(owner, "The board", "viewer");
      Page viewer = browsers.stillDesk(link, 1280, 1000);
      assertThat(viewer.getByTestId("viewer")).isVisible();

      owner.navigate(link);
      assertThat(owner.getByText("only shows the results")).isVisible();
      assertThat(owner.getByTestId("next-action")).isVisible();

      viewer.navigate(fixture.presenter());
      assertThat(viewer.getByTestId("next-action")).isVisible();
      assertThat(viewer.getByTestId("viewer")).hasCount(0);
    }
  }

  @Test
  void aModeratorOnThePresentersPageSeesResultsAndTheWayToModerate() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      String poll = moderated(fixture, "What next?");
      say(fixture, poll, "More trees, please");
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      String link = invite(owner, "Ana", "moderator").replace("/moderate/", "/present/");
      Page ana = browsers.stillDesk(link, 1280, 1000);

      assertThat(ana.getByTestId("poll-question")).hasText("What next?");
      assertThat(ana.getByText("More trees, please")).hasCount(0);
      ana.getByTestId("viewer-moderate").click();

      assertThat(entry(ana, "More trees, please")).isVisible();
    }
  }

  private static void lookEverywhere(Page page, String name) {
    for (int[] size :
        List.of(
            new int[] {360, 740},
            new int[] {820, 1180},
            new int[] {1280, 1000},
            new int[] {1920, 1080})) {
      page.setViewportSize(size[0], size[1]);
      for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        take(page, name + "-" + size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT));
      }
    }
    page.setViewportSize(1280, 1000);
  }

  /** Makes a key on the owner's page, and returns its link. */
  private static String invite(Page owner, String label, String role) {
    owner.getByText("People who help").click();
    owner.getByTestId("helper-label").fill(label);
    owner.getByTestId("helper-role").selectOption(role);
    owner.getByTestId("helper-add").click();
    return owner.getByTestId("helper-link").getAttribute("data-link");
  }

  private static String moderated(RoomFixture fixture, String question) {
    String poll =
        fixture.draft("text", question, List.of(), Map.of("moderated", true, "peek", true));
    fixture.step(poll, "open");
    return poll;
  }

  private static Locator entry(Page page, String text) {
    return page.locator("li", new Page.LocatorOptions().setHasText(text));
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static void say(RoomFixture fixture, String poll, String text) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object token = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    fixture
        .hub()
        .post(
            room + "/polls/" + poll + "/ballots",
            (String) token,
            Map.of("ballot", Map.of("text", text)));
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
