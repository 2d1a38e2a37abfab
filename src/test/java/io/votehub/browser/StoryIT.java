package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.votehub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in a room, from the first question to the exported result, through the pages. */
class StoryIT extends BrowserTest {
  private RunningHub hub;

  @BeforeEach
  void start() {
    hub = fixture.hub();
  }

  @Test
  void peopleCreateARoomVoteChangeTheirVotesAndSeeTheWinner() throws IOException {
    Page presenter = browsers.desk(fixture.home());
    String code = makeRoom(presenter, "Town hall");
    writePoll(presenter, "Where shall we eat?", List.of("Italian", "Thai", "Burgers"));
    Page screen =
        presenter.context().waitForPage(() -> presenter.getByTestId("link-screen").click());
    assertThat(screen.getByTestId("lobby")).isVisible();
    assertThat(screen.getByTestId("join-code")).hasAttribute("data-code", code);
    assertPictureLoaded(screen.getByTestId("qr"));

    Page first = joinFromHome(code);
    Page second =
        joinFromHome(code.substring(0, 3).toLowerCase(Locale.ROOT) + "-" + code.substring(3));
    Page third = joinFromHome(code.substring(0, 3) + " " + code.substring(3));
    assertThat(presenter.getByTestId("present-count")).hasAttribute("data-present", "3");
    assertThat(screen.getByTestId("present-count")).hasAttribute("data-present", "3");

    presenter.getByTestId("seconds-30").click();
    presenter.getByTestId("next-action").click();
    tapAndBeCounted(first, "a");
    tapAndBeCounted(second, "b");
    tapAndBeCounted(third, "c");

    assertThat(screen.getByTestId("poll-question")).hasText("Where shall we eat?");
    assertPictureLoaded(screen.getByTestId("qr"));
    assertThat(screen.getByTestId("countdown"))
        .hasAttribute("data-left-ms", Pattern.compile("[1-9]\\d{3,4}"));
    for (Page page : List.of(presenter, screen, first, second, third)) {
      assertThat(page.getByTestId("votes-count")).hasAttribute("data-votes", "3");
      assertBars(page, 1, 1, 1);
    }

    tapAndBeCounted(third, "b");
    for (Page page : List.of(presenter, screen, first, second, third)) {
      assertBars(page, 1, 2, 0);
    }

    assertThat(presenter.getByTestId("next-action")).hasAttribute("data-kind", "close");
    presenter.getByTestId("next-action").click();
    assertThat(presenter.getByTestId("poll-state")).hasAttribute("data-state", "closed");
    assertThat(screen.getByTestId("final")).isVisible();
    assertThat(screen.getByTestId("result-bar-b")).containsText("Winner");
    assertThat(screen.getByTestId("result-bar-a")).not().containsText("Winner");
    for (Page phone : List.of(first, second, third)) {
      assertThat(phone.getByText("final result")).isVisible();
      assertThat(phone.getByTestId("option-b")).containsText("Winner");
      assertBars(phone, 1, 2, 0);
    }

    assertReloadKeepsVoterAndBallot(third, code, "b");
    assertThat(presenter.getByTestId("present-count")).hasAttribute("data-present", "3");

    presenter.getByTestId("hide").click();
    assertThat(first.getByTestId("results-later")).isVisible();
    assertThat(first.getByTestId("result-bar-b")).hasCount(0);
    assertThat(screen.getByTestId("results-hidden")).isVisible();
    assertThat(screen.getByTestId("result-bar-b")).not().hasAttribute("data-votes", "2");
    presenter.getByTestId("reveal").click();
    assertBars(first, 1, 2, 0);
    assertBars(screen, 1, 2, 0);

    String csv = export(presenter, "export-result-csv");
    assertThat(csv).contains("Italian", "Thai", "Burgers");
    assertThat(csv.lines().filter(line -> line.contains("Thai")))
        .allMatch(line -> line.contains("2"));
    assertThat(export(presenter, "export-ballots-csv").lines().filter(line -> !line.isBlank()))
        .hasSize(4);
  }

  @Test
  void everyPageShowsThatATimedPollHasClosed() {
    String poll = fixture.draft("Tea or coffee?", List.of("Tea", "Coffee"), Map.of());
    Page phone = browsers.phone(fixture.audience());
    Page screen = browsers.desk(fixture.screen());
    assertThat(phone.getByTestId("waiting")).isVisible();

    hub.step(fixture.room(), poll, "open", Map.of("seconds", 4));
    assertThat(phone.getByTestId("countdown")).isVisible();
    tapAndBeCounted(phone, "a");

    assertThat(screen.getByTestId("final")).isVisible();
    assertThat(phone.getByText("final result")).isVisible();
    assertThat(phone.getByTestId("countdown")).hasCount(0);
    assertThat(phone.getByTestId("option-a")).containsText("Winner");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  @Test
  void severalChoicesAreSentTogetherAndCanBeChanged() {
    String poll =
        fixture.draft("multiple", "Which days?", List.of("Mon", "Tue", "Wed"), Map.of("max", 2));
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());

    phone.getByTestId("option-a").tap();
    phone.getByTestId("option-c").tap();
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertBars(phone, 1, 0, 1);

    phone.getByTestId("change").tap();
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("send")).hasAttribute("aria-disabled", "true");
    phone.getByTestId("option-c").tap();
    phone.getByTestId("send").tap();

    assertBars(phone, 1, 1, 0);
    assertThat(phone.getByTestId("votes-count")).hasAttribute("data-votes", "1");
  }

  @Test
  void hiddenResultsAreNotSentToVotersBeforeTheyAreShown() {
    String poll = fixture.draft("Who?", List.of("Ann", "Bea"), Map.of("results", "hidden"));
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());
    Page screen = browsers.desk(fixture.screen());
    Page presenter = browsers.desk(fixture.presenter());

    tapAndBeCounted(phone, "a");
    assertBars(presenter, 1, 0);
    assertThat(presenter.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    assertThat(phone.getByTestId("results-later")).isVisible();
    assertThat(phone.getByTestId("result-bar-a")).hasCount(0);
    assertThat(screen.getByTestId("results-hidden")).isVisible();

    presenter.getByTestId("reveal").click();
    assertBars(phone, 1, 0);
    assertBars(screen, 1, 0);
  }

  @Test
  void aDeletionCanBeUndone() {
    String poll = fixture.draft("Keep me?", List.of("Yes", "No"), Map.of());
    Page presenter = browsers.desk(fixture.presenter());

    presenter.getByTestId("more").click();
    presenter.getByTestId("delete").click();
    presenter.getByTestId("undo").click();

    assertThat(presenter.getByTestId("toast")).hasCount(0);
    assertThat(presenter.getByTestId("poll-item-" + poll)).isVisible();
    assertThat(presenter.getByTestId("next-action")).hasAttribute("data-kind", "open");
  }

  @Test
  void aWrongCodeIsReportedAndOpensNoRoom() {
    browsers.expectStatus(404);
    Page phone = browsers.phone(fixture.home());

    phone.getByTestId("join-code").fill("no!");
    phone.getByTestId("join-go").tap();
    assertThat(phone.getByTestId("join-error")).containsText("six letters and digits");
    phone.getByTestId("join-code").fill("ZZZZZZ");
    phone.getByTestId("join-go").tap();
    assertThat(phone.getByTestId("join-error")).containsText("There is no room ZZZ ZZZ");

    phone.navigate(RoomFixture.address(hub.port(), "/r/ZZZZZZ"));
    assertThat(phone.getByTestId("gone")).hasAttribute("data-reason", "unknown-room");
  }

  @Test
  void everyPageReportsThatTheRoomWasDeleted() {
    fixture.open("Still here?", List.of("Yes", "No"));
    Page phone = browsers.phone(fixture.audience());
    Page screen = browsers.desk(fixture.screen());
    assertThat(phone.getByTestId("poll-question")).isVisible();
    assertThat(screen.getByTestId("screen-poll")).isVisible();

    hub.call("DELETE", "/api/v1/rooms/" + fixture.room().code(), fixture.room().token(), null);

    assertThat(phone.getByTestId("gone")).hasAttribute("data-reason", "gone");
    assertThat(screen.getByTestId("gone")).hasAttribute("data-reason", "gone");
  }

  private static String makeRoom(Page page, String title) {
    page.getByTestId("room-title").fill(title);
    page.getByTestId("make-room").click();
    page.waitForURL("**/present/*");
    assertThat(page.getByTestId("title")).hasValue(title);
    return page.getByTestId("join-code").getAttribute("data-code");
  }

  private static void writePoll(Page page, String question, List<String> labels) {
    assertThat(page.getByTestId("empty")).isVisible();
    page.getByTestId("next-action").click();
    page.getByTestId("question").fill(question);
    for (int i = 0; i < labels.size(); i++) {
      if (i > 1) {
        page.getByTestId("add-option").click();
      }
      page.getByTestId("option-label-" + i).fill(labels.get(i));
    }
    page.getByTestId("save").click();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
  }

  private Page joinFromHome(String typed) {
    Page phone = browsers.phone(fixture.home());
    phone.getByTestId("join-code").fill(typed);
    phone.getByTestId("join-go").tap();
    phone.waitForURL("**/r/*");
    assertThat(phone.getByTestId("waiting")).isVisible();
    return phone;
  }

  private static void tapAndBeCounted(Page phone, String option) {
    phone.getByTestId("option-" + option).tap();
    assertThat(phone.getByTestId("option-" + option)).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(phone.getByTestId("vote-state")).containsText("Receipt");
  }

  private static void assertBars(Page page, int... votes) {
    for (int i = 0; i < votes.length; i++) {
      assertThat(page.getByTestId("result-bar-" + (char) ('a' + i)))
          .hasAttribute("data-votes", String.valueOf(votes[i]));
    }
  }

  private static void assertPictureLoaded(Locator picture) {
    assertThat(picture).isVisible();
    assertThat(picture).hasJSProperty("complete", true);
    assertThat((Integer) picture.evaluate("img => img.naturalWidth")).isPositive();
  }

  private static void assertReloadKeepsVoterAndBallot(Page phone, String code, String option) {
    Object before = voter(phone, code);
    phone.reload();
    assertThat(phone.getByTestId("option-" + option)).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(voter(phone, code)).isNotNull().isEqualTo(before);
  }

  /** The identity of the phone: the subject of its token, which is renewed at each join. */
  private static Object voter(Page phone, String code) {
    return phone.evaluate(
        """
        key => {
          const claims = localStorage.getItem(key).split('.')[1];
          return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).sub;
        }
        """,
        "votehub.voter." + code);
  }

  private static String export(Page presenter, String what) throws IOException {
    presenter.getByTestId("export").click();
    Download download = presenter.waitForDownload(() -> presenter.getByTestId(what).click());
    assertThat(download.suggestedFilename()).endsWith(".csv");
    return Files.readString(download.path());
  }
}
