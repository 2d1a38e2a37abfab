package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions from the floor: asked, approved, supported and shown, on four devices. */
class QuestionsIT extends BrowserTest {
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
    assertThat((int) asker.evaluate("document.scrollingElement.scrollWidth")).isLessThan(321);
    take(asker, "questions-phone-200");
    asker.evaluate("document.documentElement.style.fontSize = ''");
    asker.evaluate("document.documentElement.dir = 'rtl'");
    assertThat((int) asker.evaluate("document.scrollingElement.scrollWidth")).isLessThan(321);
    take(asker, "questions-phone-rtl");
    asker.evaluate("document.documentElement.dir = 'ltr'");
    asker.setViewportSize(Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
  }

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
