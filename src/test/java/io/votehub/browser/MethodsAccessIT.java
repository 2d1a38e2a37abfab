package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accessibility of every method's control: by keyboard only, against WCAG, with long labels, and
 * with a screenshot at 360 px in {@code target/screenshots}.
 */
class MethodsAccessIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> TREES = List.of("Ash", Labels.LONG, "Cedar");

  private static final Pattern NAME_OF_A_KEY =
      Pattern.compile("Arrow\\w+|Tab|Enter|Space|Delete|[a-z]");

  /**
   * A method, and how to cast a ballot by keyboard.
   *
   * @param first selector of the first control
   * @param keys the keys pressed from there on; anything that is no key name is typed
   */
  record Case(
      String method,
      List<String> labels,
      Map<String, Object> settings,
      String first,
      List<String> keys,
      String ballot) {
    @Override
    public String toString() {
      return method + settings.getOrDefault("count", "");
    }
  }

  static Stream<Case> cases() {
    List<String> none = List.of();
    return Stream.of(
        new Case(
            "score",
            TREES,
            Map.of(),
            "[data-testid=score-a] input",
            List.of("ArrowRight", "Tab", "ArrowRight", "ArrowRight"),
            "{\"scores\":{\"a\":-1,\"b\":0}}"),
        new Case(
            "ranked",
            TREES,
            Map.of(),
            "[data-testid=rank-handle-a]",
            List.of("Enter", "c", "Tab", "Tab", "Tab", "ArrowUp"),
            "{\"ranking\":[\"c\",\"a\"]}"),
        new Case(
            "ranked",
            TREES,
            Map.of("count", "schulze"),
            "[data-testid=rank-handle-a]",
            List.of("Enter", "b", "ArrowDown", "Enter", "ArrowUp"),
            "{\"ranking\":[\"a\",\"b\",\"c\"]}"),
        new Case(
            "grades",
            TREES,
            Map.of(),
            "[data-testid=grade-a-0] input",
            List.of("Space", "ArrowRight", "Tab", "Space"),
            "{\"grades\":{\"a\":\"very-good\",\"b\":\"excellent\",\"c\":\"reject\"}}"),
        new Case(
            "points",
            TREES,
            Map.of("total", 20),
            "[data-testid=points-a]",
            List.of("12", "Tab", "Tab", "Tab", "Tab", "ArrowUp"),
            "{\"points\":{\"a\":12,\"b\":1}}"),
        new Case(
            "number",
            none,
            Map.of("min", 0, "step", 5),
            "[data-testid=number]",
            List.of("40", "ArrowUp"),
            "{\"number\":45}"),
        new Case(
            "words",
            none,
            Map.of(),
            "[data-testid=word-0]",
            List.of("tea", "Enter", "jam"),
            "{\"words\":[\"jam\",\"tea\"]}"),
        new Case(
            "text",
            none,
            Map.of(),
            "[data-testid=text]",
            List.of("More cake"),
            "{\"text\":\"More cake\"}"),
        new Case(
            "multiple",
            TREES,
            Map.of("max", 2),
            "input[value=a]",
            List.of("Space", "Tab", "Space"),
            "{\"choices\":[\"a\",\"b\"]}"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBallotCanBeCastByKeyboardOnly(Case each) {
    String poll = open(each);
    Page page = browsers.desk(fixture.audience());
    assertThat(page.getByTestId("send")).isVisible();

    give(page, each);
    Keys.tabTo(page, "[data-testid=send]");
    page.keyboard().press("Enter");

    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls/" + poll + "/ballots";
    String line = fixture.hub().call("GET", path, fixture.room().token(), null).body().strip();
    JsonObject standing = JsonParser.parseString(line).getAsJsonObject();
    assertThat(standing.get("ballot")).isEqualTo(JsonParser.parseString(each.ballot));
    assertThat(Keys.unreachedByTab(page)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theControlPassesTheAccessibilityChecks(Case each) {
    AccessCheck access = new AccessCheck();
    String poll = open(each);
    Page page = browsers.stillDesk(fixture.audience(), Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
    assertThat(page.getByTestId("send")).isVisible();
    take(page, each + "-open");
    access.check(page, each + ", untouched");
    access.checkTargets(page, each + ", untouched");

    give(page, each);
    page.getByTestId("send").click();
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    take(page, each + "-given");
    access.check(page, each + ", given");
    access.checkTargets(page, each + ", given");

    fixture.step(poll, "close");
    assertThat(page.getByText("final result")).isVisible();
    take(page, each + "-closed");
    access.check(page, each + ", closed");
    access.checkTargets(page, each + ", closed");
    access.assertAll();
  }

  private String open(Case each) {
    String poll =
        fixture.draft(each.method, "Which trees shall we plant?", each.labels, each.settings);
    fixture.step(poll, "open");
    return poll;
  }

  private static void give(Page page, Case each) {
    Keys.tabTo(page, each.first);
    for (String key : each.keys) {
      if (NAME_OF_A_KEY.matcher(key).matches()) {
        page.keyboard().press(key);
      } else {
        page.keyboard().type(key);
      }
    }
  }

  private static void take(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = "method-%s-%s.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT));
      page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)).setFullPage(true));
    }
  }
}
