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

/**
 * Two moderators beside the stage, on a phone and on a laptop, and somebody whose network is gone.
 */
class QuestionModeratorsIT extends BrowserTest {
  private static final String TREES = "Will the old trees by the gate stay?";
  private static final String BENCH = "Could there be another bench by the pond?";
  private static final String RUDE = "Who is to blame for all of this?";

  private final AccessCheck access = new AccessCheck();

  @Test
  void twoModeratorsMarkTheSameQuestionsAndSeeTheSame() {
    browsers.expectLostConnections();
    String poll = questions(Map.of("moderated", true));
    for (String text : List.of(TREES, BENCH, RUDE)) {
      ask(poll, text);
    }
    Page ana = browsers.phone(moderator("Ana"));
    Page ben = browsers.stillDesk(moderator("Ben"), 1280, 800);
    Page reader = browsers.phone(fixture.audience());
    assertThat(ana.locator("vh-question-board li")).hasCount(3);
    assertThat(ben.locator("vh-question-board li")).hasCount(3);
    reader.getByTestId("tab-questions").tap();
    assertThat(reader.getByTestId("questions-none")).isVisible();
    look(ana, "pending-phone");

    step(ana, TREES, "approve").tap();
    step(ben, RUDE, "hide").click();
    for (Page page : List.of(ana, ben)) {
      assertThat(row(page, TREES)).hasAttribute("data-state", "live");
      assertThat(row(page, RUDE)).hasAttribute("data-state", "hidden");
    }
    assertThat(reader.locator("vh-questions ol li")).containsText(TREES);

    // Both approve the same one, neither of them having heard of the other.
    ana.context().setOffline(true);
    assertThat(ana.getByTestId("reconnecting")).isVisible();
    step(ben, BENCH, "approve").click();
    ana.context().setOffline(false);
    assertThat(row(ana, BENCH)).hasAttribute("data-state", "live");
    step(ana, TREES, "pin").tap();
    assertThat(row(ben, TREES)).hasAttribute("data-pinned", "true");
    step(ben, BENCH, "pin").click();
    for (Page page : List.of(ana, ben)) {
      assertThat(row(page, TREES)).hasAttribute("data-pinned", "false");
      assertThat(row(page, BENCH)).hasAttribute("data-pinned", "true");
    }

    step(ben, TREES, "reply").click();
    ben.getByTestId("reply-text").fill("They stay.");
    look(ben, "reply-laptop");
    ben.getByTestId("reply-save").click();
    assertThat(row(ana, TREES).locator(".reply")).containsText("They stay.");
    step(ana, TREES, "answer").tap();
    assertThat(row(ben, TREES)).hasAttribute("data-state", "answered");
    assertThat(reader.getByText("They stay.")).isVisible();

    look(ana, "phone");
    ben.getByTestId("board-filter-aside").click();
    assertThat(row(ben, RUDE)).isVisible();
    look(ben, "laptop");
    ana.setViewportSize(320, 640);
    ana.evaluate("document.documentElement.style.fontSize = '200%'");
    assertThat((int) ana.evaluate("document.scrollingElement.scrollWidth")).isEqualTo(320);
    take(ana, "questions-moderator-320", ColorScheme.LIGHT);
    access.assertAll();
  }

  @Test
  void aQuestionAskedWithoutANetworkWaitsAndIsThereOnceWhenTheNetworkIsBack() {
    browsers.expectLostConnections();
    String poll = questions(Map.of());
    Page asker = browsers.phone(fixture.audience());
    Page reader = browsers.phone(fixture.audience());
    asker.getByTestId("tab-questions").tap();
    reader.getByTestId("tab-questions").tap();
    assertThat(asker.getByTestId("ask-text")).isVisible();

    asker.context().setOffline(true);
    type(asker, TREES);
    Locator own = asker.getByTestId("own-question-1");
    assertThat(own).hasAttribute("data-state", "waiting");
    assertThat(own).containsText("Offline: it is sent as soon as you are connected");
    assertThat(reader.getByTestId("questions-none")).isVisible();
    take(asker, "questions-offline", ColorScheme.LIGHT);
    take(asker, "questions-offline", ColorScheme.DARK);
    access.check(asker, "a question waits");
    asker.context().setOffline(false);
    assertThat(own).hasAttribute("data-state", "live");
    assertThat(questionsWith(reader, TREES)).hasCount(1);

    asker.context().setOffline(true);
    type(asker, BENCH);
    assertThat(asker.getByTestId("own-question-2")).hasAttribute("data-state", "waiting");
    asker.close();
    asker.context().setOffline(false);
    Page again = browsers.beside(asker, fixture.audience());
    again.getByTestId("tab-questions").tap();
    assertThat(again.getByTestId("own-question-2")).hasAttribute("data-state", "live");
    assertThat(again.locator("[data-testid^=own-question-]")).hasCount(2);
    reader.reload();
    reader.getByTestId("tab-questions").tap();
    assertThat(questionsWith(reader, BENCH)).hasCount(1);
    assertThat(questionsWith(reader, TREES)).hasCount(1);
    assertThat(entries(poll)).isEqualTo(2);
    access.assertAll();
  }

  private String questions(Map<String, Object> settings) {
    String poll = fixture.draft("questions", "What would you like to ask?", List.of(), settings);
    fixture.step(poll, "open");
    return poll;
  }

  private String room() {
    return "/api/v1/rooms/" + fixture.room().code();
  }

  private String moderator(String name) {
    Map<String, Object> key = Map.of("role", "moderator", "label", name);
    Object token = fixture.hub().post(room() + "/keys", fixture.room().token(), key).get("token");
    return fixture.audience().replace("/r/", "/moderate/") + "#key=" + token;
  }

  private void ask(String poll, String text) {
    Object token = fixture.hub().post(room() + "/voters", null, Map.of()).get("token");
    Map<String, Object> question = Map.of("slot", 1, "text", text);
    fixture.hub().post(room() + "/polls/" + poll + "/entries", (String) token, question);
  }

  private int entries(String poll) {
    Map<String, Object> page =
        fixture.hub().get(room() + "/polls/" + poll + "/entries", fixture.room().token());
    return ((List<?>) page.get("entries")).size();
  }

  private static void type(Page phone, String text) {
    phone.getByTestId("ask-text").fill(text);
    phone.getByTestId("ask").tap();
  }

  private static Locator questionsWith(Page phone, String text) {
    return phone.locator("vh-questions ol li", new Page.LocatorOptions().setHasText(text));
  }

  private static Locator row(Page moderator, String text) {
    return moderator.locator("vh-question-board li", new Page.LocatorOptions().setHasText(text));
  }

  private static Locator step(Page moderator, String text, String name) {
    return row(moderator, text).locator("[data-testid^=" + name + "-]");
  }

  private void look(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      take(page, "questions-moderator-" + name, scheme);
      access.check(page, "moderator " + name + " " + scheme);
    }
    access.checkTargets(page, "moderator " + name);
  }

  private static void take(Page page, String name, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + "-" + scheme + ".png"))
            .setFullPage(true));
  }
}
