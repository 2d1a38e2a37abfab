package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A quiz in teams, from the lobby to the leaderboard. */
class QuizIT {
  private static final List<String> TREES =
      List.of("Larch", "Spruce", "Swamp cypress", "Dawn redwood");

  /** As long as a name may be. */
  private static final String LONGEST_NAME = "Bartholomew of the Hills";

  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  private final AccessCheck access = new AccessCheck();

  @Test
  void twoPhonesPlayTwoQuestionsInTeamsFromTheLobbyToTheLeaderboard() {
    // The question is saved once without a right answer, and one phone is offline for a while.
    browsers.expectStatus(422);
    browsers.expectLostConnections();
    try (RoomFixture fixture = new RoomFixture(data)) {
      Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      teams(presenter);
      Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
      Page ada = browsers.phone(fixture.audience());
      Page bob = browsers.phone(fixture.audience());
      names(ada, bob);

      question(presenter, "Which of these trees keeps its needles in winter?", 1);
      presenter.keyboard().press("Space");
      answer(ada, "b");
      answer(bob, "a");
      assertThat(screen.getByTestId("result-bar-b")).not().containsText("Right answer");
      take(screen, "quiz-screen-question");
      presenter.keyboard().press("Space");
      assertThat(ada.getByTestId("option-b")).containsText("Right answer");
      assertThat(screen.getByTestId("result-bar-b")).containsText("Right answer");
      assertThat(ada.getByTestId("score")).hasAttribute("data-points", "1000");
      assertThat(bob.getByTestId("score")).hasAttribute("data-points", "0");
      looks(ada, bob);
      take(screen, "quiz-screen-right");

      Page dropped = bob;
      dropped.context().setOffline(true);
      String second =
          fixture.draft("Which of these is an oak?", TREES, Map.of("quiz", Map.of("correct", "a")));
      fixture.step(second, "open");
      answer(ada, "a");
      dropped.context().setOffline(false);
      answer(dropped, "a");
      fixture.step(second, "close");
      assertThat(ada.getByTestId("score")).hasAttribute("data-total", "2000");
      assertThat(dropped.getByTestId("score")).hasAttribute("data-total", "1000");
      dropped.reload();
      assertThat(dropped.getByTestId("score")).hasAttribute("data-total", "1000");
      assertThat(dropped.getByTestId("player")).hasAttribute("data-name", LONGEST_NAME);

      presenter.getByTestId("stage-leaderboard").click();
      assertThat(screen.getByTestId("leader")).hasCount(2);
      assertThat(screen.getByTestId("leader").first()).hasAttribute("data-points", "2000");
      assertThat(screen.getByTestId("team")).hasCount(2);
      leaderboard(screen);
      take(presenter, "quiz-presenter");
      access.assertAll();
    }
  }

  @Test
  void membersOfARollPlayAQuizAndASecretBallotIsNoQuestionOfOne() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      String room = "/api/v1/rooms/" + fixture.room().code();
      String key = fixture.room().token();
      Object roll =
          fixture.hub().post(room + "/electorates", key, Map.of("title", "Members")).get("id");
      String link =
          (String)
              fixture
                  .hub()
                  .post(
                      room + "/electorates/" + roll + "/members",
                      key,
                      Map.of("label", "Ana", "weight", 3))
                  .get("link");
      Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      presenter.getByTestId("next-action").click();
      presenter.getByTestId("question").fill("Which of these trees is evergreen?");
      presenter.getByTestId("option-label-0").fill(TREES.get(0));
      presenter.getByTestId("option-label-1").fill(TREES.get(1));
      presenter.getByTestId("electorate").selectOption((String) roll);
      presenter.getByTestId("quiz").check();
      presenter.getByTestId("quiz-right-1").check();
      take(presenter, "quiz-editor-roll");
      presenter.getByTestId("secret").check();
      assertThat(presenter.getByTestId("quiz")).hasCount(0);
      access.check(presenter, "editor of a secret ballot");
      presenter.getByTestId("secret").uncheck();
      assertThat(presenter.getByTestId("quiz")).isChecked();
      assertThat(presenter.getByTestId("quiz-right-1")).isChecked();
      presenter.getByTestId("save").click();
      assertThat(presenter.getByTestId("question")).hasCount(0);

      Page ana = browsers.phone(fixture.audience() + link.substring(link.indexOf('#')));
      presenter.getByTestId("next-action").click();
      answer(ana, "b");
      presenter.getByTestId("next-action").click();
      assertThat(ana.getByTestId("score")).hasAttribute("data-right", "true");
      assertThat(ana.getByTestId("score")).hasAttribute("data-total", "1000");
      take(ana, "quiz-member");
      access.assertAll();
    }
  }

  /** Numbers, orders and words, whose right answer no bar of the chart tells. */
  @Test
  void theRightNumberOrderAndWordAreOnScreenAndPhonesOnceTheyAreRevealed() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      Page own = browsers.beside(presenter, fixture.screen());
      own.setViewportSize(1920, 1080);
      Page late = browsers.phone(fixture.audience());
      Page ada = browsers.phone(fixture.audience());
      String number = year(fixture);
      ada.getByTestId("number").fill("1830");
      ada.getByTestId("send").tap();
      assertThat(ada.getByTestId("vote-state").first()).hasAttribute("data-state", "counted");
      fixture.step(number, "close");
      assertThat(own.getByTestId("results-hidden")).isVisible();
      assertThat(own.getByTestId("right-answer")).hasCount(0);
      assertThat(ada.getByTestId("right-answer")).hasCount(0);
      fixture.step(number, "reveal");
      answered(own, "1824");
      assertThat(own.getByTestId("right")).hasAttribute("data-value", "1824");
      answered(ada, "1824");
      assertThat(ada.getByTestId("score")).hasAttribute("data-right", "false");
      answered(late, "1824");
      answered(presenter, "1824");
      looks("number", own, ada, late, presenter);

      fixture.step(words(fixture), "close");
      answered(own, "Beech\nCopper beech");
      assertThat(own.locator("vh-word-cloud .right")).hasCount(2);
      answered(late, "Beech\nCopper beech");
      looks("words", own, late, presenter);

      for (int options : new int[] {4, 20}) {
        List<String> labels = Labels.TWENTY.subList(0, options);
        List<String> order = new ArrayList<>();
        for (int i = options - 1; i >= 0; i--) {
          order.add(String.valueOf((char) ('a' + i)));
        }
        String ranked =
            fixture.draft(
                "ranked",
                "Which of these was planted first, and which last?",
                labels,
                Map.of("quiz", Map.of("correct", order)));
        fixture.step(ranked, "open");
        for (int i = 0; i < 7; i++) {
          Collections.rotate(order, 1);
          fixture.cast(ranked, Map.of("ranking", List.copyOf(order)));
        }
        fixture.step(ranked, "close");
        Collections.rotate(order, -7);
        answered(own, String.join(" ", order));
        answered(late, String.join(" ", order));
        looks("ranked-" + options, own, late, presenter);
        fixture.delete(ranked);
      }
      access.assertAll();
    }
  }

  private static String year(RoomFixture fixture) {
    String poll =
        fixture.draft(
            "number",
            "In which year was the great beech planted?",
            List.of(),
            Map.of("results", "hidden", "quiz", Map.of("correct", 1824, "tolerance", 5)));
    fixture.step(poll, "open");
    for (int i = 0; i < 30; i++) {
      fixture.cast(poll, Map.of("number", 1800 + i * i % 67));
    }
    return poll;
  }

  private static String words(RoomFixture fixture) {
    String poll =
        fixture.draft(
            "words",
            "Which tree is it?",
            List.of(),
            Map.of("quiz", Map.of("correct", List.of("Beech", "Copper beech"))));
    fixture.step(poll, "open");
    List.of("BEECH", "beech", "oak", "Oak", "lime", "copper beech", "hornbeam", "beech", "elm")
        .forEach(word -> fixture.cast(poll, Map.of("words", List.of(word))));
    return poll;
  }

  private static void answered(Page page, String answer) {
    assertThat(page.getByTestId("right-answer").first()).hasAttribute("data-answer", answer);
  }

  private void looks(String name, Page screen, Page... others) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      screen.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      take(screen, "quiz-answer-" + name + "-screen-" + scheme);
      for (Page page : others) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        take(page, "quiz-answer-" + name + "-" + List.of(others).indexOf(page) + "-" + scheme);
      }
    }
    access.check(screen, "right answer on the screen: " + name);
    access.check(others[0], "right answer on a phone: " + name);
  }

  private void teams(Page presenter) {
    presenter.getByText("Quiz: players and teams").click();
    presenter.getByTestId("players-teams").selectOption("2");
    presenter.getByTestId("team-name-0").fill("Foxes");
    presenter.getByTestId("team-name-0").press("Tab");
    assertThat(presenter.getByTestId("players")).hasAttribute("data-rev", "2");
    access.check(presenter, "players of the presenter");
    take(presenter, "quiz-presenter-teams");
    presenter.getByText("Quiz: players and teams").click();
  }

  private void names(Page ada, Page bob) {
    access.check(ada, "name in the lobby");
    take(ada, "quiz-phone-lobby");
    named(ada, "Ada");
    bob.getByTestId("player-name").fill("ADA");
    bob.getByTestId("player-save").click();
    assertThat(bob.getByTestId("player-error")).not().isEmpty();
    take(bob, "quiz-phone-taken");
    named(bob, LONGEST_NAME);
    assertThat(ada.getByTestId("player").getAttribute("data-team"))
        .isNotEqualTo(bob.getByTestId("player").getAttribute("data-team"));
  }

  private static void named(Page phone, String name) {
    phone.getByTestId("player-name").fill(name);
    phone.getByTestId("player-name").press("Enter");
    assertThat(phone.getByTestId("player")).hasAttribute("data-name", name);
  }

  /** Writes a question with the keyboard's help, and marks one option as right. */
  private void question(Page presenter, String text, int right) {
    presenter.keyboard().press("n");
    presenter.getByTestId("question").fill(text);
    presenter.getByTestId("option-label-0").fill(TREES.get(0));
    presenter.getByTestId("option-label-1").fill(TREES.get(1));
    presenter.getByTestId("quiz").check();
    presenter.getByTestId("save").click();
    assertThat(presenter.getByTestId("quiz-error")).not().isEmpty();
    presenter.getByTestId("quiz-right-" + right).check();
    access.check(presenter, "editor of a question of a quiz");
    take(presenter, "quiz-editor");
    presenter.getByTestId("save").click();
    assertThat(presenter.getByTestId("question")).hasCount(0);
  }

  /** Waits until the question is open and nothing moves under the finger. */
  private static void answer(Page phone, String option) {
    Locator open = phone.locator("vh-poll-view.open:not([settling])").first();
    Locator waiting = phone.getByTestId("new-poll");
    assertThat(open.or(waiting).first()).isVisible();
    if (waiting.isVisible()) {
      waiting.click();
    }
    open.getByTestId("option-" + option).click();
    assertThat(open.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  private void looks(Page right, Page wrong) {
    take(right, "quiz-phone-right");
    take(wrong, "quiz-phone-wrong");
    assertThat((int) wrong.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(Browsers.PHONE_WIDTH);
    access.check(wrong, "wrong answer");
    wrong.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    take(wrong, "quiz-phone-wrong-light");
    right.setViewportSize(320, 640);
    assertThat((int) right.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    right.evaluate("document.documentElement.dir = 'rtl'");
    assertThat((int) right.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    take(right, "quiz-phone-320-rtl");
    right.evaluate("document.documentElement.dir = 'ltr'");
  }

  /** A full leaderboard, as large as the message may be. */
  private void leaderboard(Page screen) {
    take(screen, "quiz-screen-leaderboard-two");
    access.check(screen, "leaderboard");
    screen.evaluate(
        "() => { const names = ['Ada', 'Bob', 'Brave Otter', 'Cheerful Penguin', 'Dr. Strangelove, Munich', 'Émile',"
            + " 'Player 4821', 'Quiet Heron', 'عائشة', 'Zoë'];"
            + "const top = names.map((name, i) => ({ rank: i + 1, name, points: 2934 - 211 * i, team: String(1 + i % 2) }));"
            + "const teams = [{ id: '2', rank: 1, points: 1512, players: 60 }, { id: '1', rank: 2, points: 1402, players: 58 }];"
            + "document.querySelector('vh-screen').store.dispatchEvent(new CustomEvent('message',"
            + " { detail: { type: 'leaderboard', rev: Number.MAX_SAFE_INTEGER, of: 118, top, teams } })); }");
    assertThat(screen.getByTestId("leader")).hasCount(10);
    screen.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    take(screen, "quiz-screen-leaderboard");
    screen.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    screen.setViewportSize(3840, 2160);
    take(screen, "quiz-screen-leaderboard-4k-dark");
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
