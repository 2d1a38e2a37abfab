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

/** Questions from the floor: asked, approved, supported and shown, on four devices. */
class QuestionPagesIT extends BrowserTest {
  private static final String TREES = "Will the old trees by the gate stay?";
  private static final String LONG =
      "Last year the compost was delivered three weeks late, and nobody knew whom to call; who is"
          + " responsible this year, and what happens to those who have already paid for a delivery"
          + " that never came, or came in the rain?";

  private final AccessCheck access = new AccessCheck();

  @Test
  void aQuestionIsApprovedAppearsBehindAButtonAndIsSupportedUntilItIsOnTheScreen() {
    fixture.open("Which tree?", List.of("Ash", "Birch"));
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 900);
    Page asker = browsers.phone(fixture.audience());
    Page reader = browsers.phone(fixture.audience());
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(asker.getByTestId("option-a")).isVisible();
    assertThat(asker.getByTestId("tab-questions")).hasCount(0);

    startModerated(presenter);
    for (Page phone : List.of(asker, reader)) {
      phone.getByTestId("tab-questions").tap();
      assertThat(phone.getByTestId("questions-none")).isVisible();
    }
    access.check(reader, "no questions");
    ask(asker, TREES);
    Locator own = asker.getByTestId("own-question-1");
    assertThat(own).hasAttribute("data-state", "pending");
    assertThat(presenter.getByTestId("floor-waiting")).hasAttribute("data-n", "1");
    assertThat(reader.getByTestId("questions-none")).isVisible();

    inRow(presenter, TREES, "approve").click();
    assertThat(own).hasAttribute("data-state", "live");
    assertThat(row(reader, TREES)).isVisible();
    ask(asker, LONG);
    inRow(presenter, LONG, "approve").click();
    Locator waiting = reader.getByTestId("questions-new");
    assertThat(waiting).hasAttribute("data-n", "1");
    assertThat(row(reader, LONG)).hasCount(0);
    take(reader, "questions-phone-new");
    waiting.tap();
    assertThat(row(reader, LONG)).isVisible();

    Locator support = row(reader, LONG).locator("[data-testid^=question-up-]");
    assertThat(reader.getByTestId("questions")).hasJSProperty("inert", false);
    awaitRest(reader);
    support.tap();
    assertThat(support).hasAttribute("aria-pressed", "true");
    assertThat(support).hasAttribute("data-score", "1");
    presenter.getByTestId("floor-stage").click();
    Locator onScreen = screen.locator("[data-testid^=screen-question-]");
    assertThat(onScreen).hasCount(2);
    assertThat(onScreen.first()).hasAttribute("data-score", "1");
    assertThat(onScreen.first()).containsText("compost");

    askTheSameAgain(reader);
    theBoxKeepsWhatIsTyped(reader);
    lookAt(asker, presenter, screen);
    answerAndPin(presenter, asker, screen);
    theKeyboardSupportsAndReplies(presenter);
    access.assertAll();
  }

  @Test
  void theyAreLegibleAndFitInEveryWindow() {
    fixture.open("Which tree?", List.of("Ash", "Birch"));
    String poll =
        fixture.draft(
            "questions", "What would you like to ask?", List.of(), Map.of("names", "optional"));
    fixture.step(poll, "open");
    List<String> entries =
        List.of(TREES, LONG, "هل ستبقى الأشجار القديمة بجانب البوابة؟", "Why?", LONG + " Really?")
            .stream()
            .map(text -> askAs(poll, text, "Ada"))
            .toList();
    askAs(poll, "Who keeps the keys?", "");
    for (int voter = 0; voter < 5; voter++) {
      fixture.cast(poll, Map.of("up", entries.subList(0, voter + 1), "down", List.of()));
    }
    fixture
        .hub()
        .call(
            "PUT",
            "/api/v1/rooms/" + fixture.room().code() + "/stage",
            fixture.room().token(),
            "{\"questions\":true}");
    Page screen = browsers.stillDesk(fixture.screen(), 1280, 720);
    Locator rows = screen.locator("[data-testid^=screen-question-]");
    for (int[] size : new int[][] {{1280, 720}, {3840, 2160}, {1920, 1080}}) {
      screen.setViewportSize(size[0], size[1]);
      assertThat(rows).hasCount(5);
      assertThat(rows.first()).hasAttribute("data-score", "5");
      assertThat(screen.getByTestId("screen-questions-more")).hasAttribute("data-n", "1");
      // A window that was resized is laid out anew a moment later.
      screen.waitForCondition(
          () -> letters(rows) > 2.9 && (boolean) rows.last().evaluate(IS_WHOLE));
      take(screen, "questions-screen-" + size[1]);
    }

    Page phone = browsers.phone(fixture.audience());
    phone.getByTestId("tab-questions").tap();
    assertThat(phone.locator("vh-questions ol li")).hasCount(6);
    Page presenter = browsers.stillDesk(fixture.presenter(), 1920, 1080);
    presenter.getByTestId("floor-item").click();
    assertThat(presenter.locator("vh-question-board li")).hasCount(6);
    for (int[] size : new int[][] {{360, 740}, {820, 1180}, {1920, 1080}}) {
      for (Page page : List.of(phone, presenter)) {
        page.setViewportSize(size[0], size[1]);
        assertThat((int) page.evaluate("document.scrollingElement.scrollWidth"))
            .isLessThanOrEqualTo(size[0]);
        String name = page == phone ? "phone" : "presenter";
        take(page, "questions-" + name + "-" + size[0]);
      }
    }
    access.check(presenter, "questions of the presenter");
    presenter.setViewportSize(360, 740);
    access.checkTargets(presenter, "questions of the presenter on a phone");
    access.assertAll();
  }

  @Test
  void longQuestionsAreReadWholeOnTheScreenAndTheOthersWait() {
    String poll = fixture.draft("questions", "What would you like to ask?", List.of(), Map.of());
    fixture.step(poll, "open");
    for (int i = 1; i <= 5; i++) {
      askAs(poll, LONG + " (" + i + ") Please answer in one word, not as at the last meeting.", "");
    }
    fixture
        .hub()
        .call(
            "PUT",
            "/api/v1/rooms/" + fixture.room().code() + "/stage",
            fixture.room().token(),
            "{\"questions\":true}");

    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    Locator rows = screen.locator("[data-testid^=screen-question-]");
    Locator more = screen.getByTestId("screen-questions-more");
    assertThat(more).isVisible();

    // How many there is room for is known once they have been measured.
    screen.waitForCondition(
        () ->
            rows.count() + Integer.parseInt(more.getAttribute("data-n")) == 5 && rows.count() > 2);
    assertThat(rows.evaluateAll("rows => rows.filter(row => !(" + IS_WHOLE + ")(row)).length"))
        .isEqualTo(0);
    assertThat(letters(rows)).isGreaterThan(2.9);
    take(screen, "questions-screen-long");
  }

  private static double letters(Locator rows) {
    return ((Number) rows.last().evaluate(LETTERS)).doubleValue();
  }

  /** The size of the letters in hundredths of the screen's height. */
  private static final String LETTERS =
      "row => parseFloat(getComputedStyle(row.querySelector('.text')).fontSize) / innerHeight * 100";

  private static final String IS_WHOLE =
      "row => row.getBoundingClientRect().bottom <= innerHeight"
          + " && [row, row.querySelector('.text')].every("
          + "each => each.scrollHeight <= each.clientHeight + 2)";

  private String askAs(String poll, String text, String name) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object token = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    Map<String, Object> question = Map.of("slot", 1, "text", text, "name", name);
    String path = room + "/polls/" + poll + "/entries";
    return (String) fixture.hub().post(path, (String) token, question).get("entry");
  }

  private static void startModerated(Page presenter) {
    presenter.getByTestId("floor-item").click();
    presenter.getByTestId("floor-moderated").check();
    presenter.getByTestId("floor-names").check();
    presenter.getByTestId("floor-downvotes").check();
    take(presenter, "questions-presenter-start");
    presenter.getByTestId("floor-start").click();
    assertThat(presenter.getByTestId("floor")).hasAttribute("data-state", "open");
  }

  private static void ask(Page phone, String text) {
    phone.getByTestId("ask-text").fill(text);
    phone.getByTestId("ask").tap();
    assertThat(phone.getByTestId("ask-text")).hasValue("");
  }

  /** After the order of the list has changed, taps are ignored for a moment. */
  private static void awaitRest(Page phone) {
    assertThat(phone.locator("vh-questions:not([settling])")).hasCount(1);
  }

  private static Locator row(Page page, String text) {
    return page.locator("vh-questions ol li", new Page.LocatorOptions().setHasText(text));
  }

  private static Locator inRow(Page presenter, String text, String step) {
    return presenter
        .locator("vh-question-board li", new Page.LocatorOptions().setHasText(text))
        .locator("[data-testid^=" + step + "-]");
  }

  /** The same words in another spelling are offered for support, and take no question away. */
  private void askTheSameAgain(Page reader) {
    ask(reader, "will the OLD trees by the gate stay?");
    assertThat(reader.getByTestId("questions-same")).isVisible();
    access.check(reader, "the same question");
    reader.getByTestId("same-support").tap();
    assertThat(row(reader, TREES).locator("[data-testid^=question-up-]"))
        .hasAttribute("aria-pressed", "true");
    reader.getByTestId("same-close").tap();
    assertThat(reader.locator("[data-testid^=own-question-]")).hasCount(0);
  }

  private static void theBoxKeepsWhatIsTyped(Page reader) {
    reader.getByTestId("ask-text").fill("Half a ques");
    reader.getByTestId("tab-polls").tap();
    assertThat(reader.getByTestId("option-a")).isVisible();
    reader.reload();
    reader.getByTestId("tab-questions").tap();
    assertThat(reader.getByTestId("ask-text")).hasValue("Half a ques");
    assertThat(row(reader, LONG).locator("[data-testid^=question-up-]"))
        .hasAttribute("aria-pressed", "true");
  }

  private void lookAt(Page asker, Page presenter, Page screen) {
    access.check(asker, "questions on a phone");
    access.checkTargets(asker, "questions on a phone");
    access.check(presenter, "questions of the presenter");
    access.check(screen, "questions on the screen");
    take(asker, "questions-phone");
    take(presenter, "questions-presenter");
    take(screen, "questions-screen");
    asker.evaluate("document.documentElement.style.fontSize = '200%'");
    asker.setViewportSize(320, 640);
    assertThat(asker.evaluate(BEYOND)).isEqualTo(List.of());
    take(asker, "questions-phone-200");
    asker.evaluate("document.documentElement.style.fontSize = ''");
    asker.evaluate("document.documentElement.dir = 'rtl'");
    assertThat(asker.evaluate(BEYOND)).isEqualTo(List.of());
    take(asker, "questions-phone-rtl");
    asker.evaluate("document.documentElement.dir = 'ltr'");
    asker.setViewportSize(Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
  }

  /** What is wider than the window, once the layout has settled. */
  private static final String BEYOND =
      """
      async () => {
        for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
        const beyond = [];
        const look = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) look(each.shadowRoot);
            const { left, right, width } = each.getBoundingClientRect();
            const words = `${each.localName} ${each.className} ${left} ${right}`;
            if (width > 1 && (right > innerWidth + 1 || left < -1)) beyond.push(words);
          }
        };
        if (document.scrollingElement.scrollWidth > innerWidth) look(document);
        return beyond;
      }
      """;

  private static void answerAndPin(Page presenter, Page asker, Page screen) {
    inRow(presenter, TREES, "pin").click();
    assertThat(screen.getByTestId("screen-pinned")).containsText(TREES);
    take(screen, "questions-screen-pinned");
    inRow(presenter, LONG, "answer").click();
    assertThat(asker.getByTestId("own-question-2")).hasAttribute("data-state", "answered");
    asker.getByTestId("own-withdraw-1").tap();
    assertThat(screen.getByTestId("screen-pinned")).hasCount(0);
  }

  private static void theKeyboardSupportsAndReplies(Page presenter) {
    presenter.getByTestId("board-filter-answered").focus();
    presenter.keyboard().press("Enter");
    inRow(presenter, LONG, "reply").focus();
    presenter.keyboard().press("Enter");
    presenter.keyboard().type("The treasurer is.");
    presenter.keyboard().press("Tab");
    presenter.keyboard().press("Enter");
    assertThat(presenter.locator("vh-question-board .reply")).containsText("The treasurer is.");
  }

  private static void take(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      Path file = Path.of("target", "screenshots", name + "-" + scheme + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }
}
