package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart of every method's result: the table behind it matches the hub's count, and screens and
 * phones show it to everyone. Screenshots are in {@code target/screenshots}.
 */
class PicturesIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> TREES = List.of("Ash", "Birch", "Cedar");

  /**
   * A method, and the chart of some ballots.
   *
   * @param picture the chart's element
   * @param table the rows of its table once it is final
   */
  record Case(
      String method,
      Map<String, Object> settings,
      String picture,
      List<Map<String, Object>> ballots,
      List<String> table) {
    List<String> labels() {
      return List.of("number", "words", "text").contains(method) ? List.of() : TREES;
    }

    /** The table while the poll is open, when it names no winner. */
    List<String> soFar() {
      return table.stream().map(row -> row.replaceAll(" ★ \\w+", "")).toList();
    }

    @Override
    public String toString() {
      return method + settings.getOrDefault("count", "");
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(rated(), Stream.concat(ranked(), open()));
  }

  private static Stream<Case> rated() {
    return Stream.of(
        new Case(
            "score",
            Map.of("min", -2, "max", 2),
            "vh-score-bars",
            List.of(
                Map.of("scores", Map.of("a", 2, "b", -1)),
                Map.of("scores", Map.of("a", 1, "c", 0))),
            List.of("A. Ash ★ Winner|3|1.5|1.5|2", "B. Birch|-1|-1|-1|1", "C. Cedar|0|0|0|1")),
        new Case(
            "grades",
            Map.of("grades", List.of("good", "passable", "poor")),
            "vh-grade-bars",
            List.of(
                Map.of("grades", Map.of("a", "good", "b", "passable")),
                Map.of("grades", Map.of("a", "good"))),
            List.of("A. Ash ★ Winner|Good|2|0|0", "B. Birch|Poor|0|1|1", "C. Cedar|Poor|0|0|2")),
        new Case(
            "points",
            Map.of("total", 10),
            "vh-point-bars",
            List.of(Map.of("points", Map.of("a", 6, "b", 4)), Map.of("points", Map.of("b", 2))),
            List.of("A. Ash ★ Tied|6|50%", "B. Birch ★ Tied|6|50%", "C. Cedar|0|0%")));
  }

  private static Stream<Case> ranked() {
    List<Map<String, Object>> five =
        Stream.of("ac", "a", "ba", "b", "cb").map(PicturesIT::ranking).toList();
    return Stream.of(
        new Case(
            "ranked",
            Map.of("count", "irv"),
            "vh-flow",
            five,
            List.of("A. Ash|2|2", "B. Birch ★ Winner|2|3 ✓", "C. Cedar|1 ✕|", "Exhausted|0|0")),
        new Case(
            "ranked",
            Map.of("count", "stv", "seats", 2),
            "vh-flow",
            Stream.of("ab", "ab", "ab", "ab", "b", "c").map(PicturesIT::ranking).toList(),
            List.of(
                "A. Ash ★ Elected|4 ✓|3|3",
                "B. Birch ★ Elected|1|2|2 ✓",
                "C. Cedar|1|1|✕",
                "Exhausted|0|0|1")),
        new Case(
            "ranked",
            Map.of("count", "borda"),
            "vh-point-bars",
            List.of(ranking("abc"), ranking("ac")),
            List.of("A. Ash ★ Winner|4", "B. Birch|1", "C. Cedar|1")),
        new Case(
            "ranked",
            Map.of("count", "schulze"),
            "vh-pairwise-matrix",
            List.of(ranking("abc"), ranking("bac"), ranking("ac")),
            List.of("A. Ash ★ Winner|–|2|3", "B. Birch|1|–|2", "C. Cedar|0|1|–")));
  }

  private static Stream<Case> open() {
    return Stream.of(
        new Case(
            "number",
            Map.of("unit", "hours"),
            "vh-histogram",
            List.of(Map.of("number", 3), Map.of("number", 4), Map.of("number", 8)),
            List.of(
                "Median|4 hours",
                "Mean|5 hours",
                "Least|3 hours",
                "Greatest|8 hours",
                "3 hours|1 vote",
                "4 hours|1 vote",
                "5 hours|0 votes",
                "6 hours|0 votes",
                "7 hours|0 votes",
                "8 hours|1 vote")),
        new Case(
            "words",
            Map.of(),
            "vh-word-cloud",
            List.of(Map.of("words", List.of("fun", "fast")), Map.of("words", List.of("Fun"))),
            List.of("fun|2", "fast|1")),
        new Case(
            "text",
            Map.of(),
            "vh-text-cards",
            List.of(Map.of("text", "More tea"), Map.of("text", "Less talk")),
            List.of("Less talk|…", "More tea|…")));
  }

  /** A ranking of options with one-letter ids, best first. */
  private static Map<String, Object> ranking(String options) {
    return Map.of("ranking", List.of(options.split("")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theChartAndItsTableShowTheResult(Case given) {
    AccessCheck access = new AccessCheck();
    String poll = start(given.method, given.labels(), given.settings);
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(screen.getByTestId("screen-poll")).isVisible();
    access.check(screen, given + ", without votes");

    given.ballots.forEach(ballot -> cast(poll, ballot));
    awaitTable(screen, given, given.soFar());
    assertThat(screen.locator(given.picture)).isVisible();
    access.check(screen, given + " on the screen");
    take(screen, "picture-" + given + "-screen");

    fixture.step(poll, "close");
    assertThat(screen.getByTestId("final")).isVisible();
    awaitTable(screen, given, given.table);
    take(screen, "picture-" + given + "-final");
    Page phone = browsers.phone(fixture.audience());
    awaitTable(phone, given, given.table);
    assertThat(phone.getByTestId("result").locator(given.picture)).isVisible();
    access.check(phone, given + " on a phone");
    access.checkTargets(phone, given + " on a phone");
    take(phone, "picture-" + given + "-phone");
    access.assertAll();
  }

  @Test
  void theRoundsOfACountAreBrowsedByButtonsAndArrowKeys() {
    String poll = start("ranked", TREES, Map.of("count", "irv"));
    Stream.of("ac", "a", "ba", "b", "cb").forEach(ranking -> cast(poll, ranking(ranking)));
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    Locator flow = screen.getByTestId("flow");
    assertThat(flow).hasAttribute("data-round", "2");
    assertThat(screen.getByTestId("flow-said")).hasText("As it stands, elected: Birch.");

    screen.keyboard().press("ArrowLeft");
    assertThat(flow).hasAttribute("data-round", "1");
    assertThat(screen.getByTestId("flow-said")).hasText("Out: Cedar.");
    screen.keyboard().press("ArrowLeft");
    assertThat(flow).hasAttribute("data-round", "1");

    screen.getByTestId("flow-on").click();
    assertThat(flow).hasAttribute("data-round", "2");
    assertThat(screen.locator("[data-testid=flow-node][data-round='2'][data-key=b]"))
        .hasAttribute("data-votes", "3");
  }

  @Test
  void wordsKeepTheirPlaceWhileVotesArrive() {
    String poll = start("words", List.of(), Map.of());
    cast(poll, Map.of("words", List.of("fun", "fast", "late")));
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    Locator fun = screen.locator("[data-word=fun]");
    assertThat(fun).hasAttribute("data-votes", "1");
    Place before = placeOf(fun, screen);

    cast(poll, Map.of("words", List.of("fast", "late")));
    cast(poll, Map.of("words", List.of("late", "rain")));
    assertThat(screen.locator("[data-word=late]")).hasAttribute("data-votes", "3");
    assertThat(screen.locator("[data-word=rain]")).isVisible();

    Place after = placeOf(fun, screen);
    assertThat(Math.atan2(after.y, after.x)).isEqualTo(Math.atan2(before.y, before.x), near());
  }

  private static Offset<Double> near() {
    return Offset.offset(0.05);
  }

  /** The position of a word relative to the centre of the cloud. */
  private record Place(double x, double y) {}

  private static Place placeOf(Locator word, Page page) {
    BoundingBox cloud = page.locator("vh-word-cloud ul").boundingBox();
    BoundingBox box = word.boundingBox();
    return new Place(
        box.x + box.width / 2 - cloud.x - cloud.width / 2,
        box.y + box.height / 2 - cloud.y - cloud.height / 2);
  }

  private String start(String method, List<String> labels, Map<String, Object> settings) {
    String poll = fixture.draft(method, "What shall we plant?", labels, settings);
    fixture.step(poll, "open");
    return poll;
  }

  private void cast(String poll, Map<String, Object> ballot) {
    String path = "/api/v1/rooms/" + fixture.room().code();
    String token = (String) fixture.hub().post(path + "/voters", null, Map.of()).get("token");
    fixture.hub().post(path + "/polls/" + poll + "/ballots", token, Map.of("ballot", ballot));
  }

  private static void awaitTable(Page page, Case given, List<String> table) {
    try {
      page.waitForCondition(() -> rows(page, given.method).equals(table));
    } catch (TimeoutError late) {
      assertThat(rows(page, given.method)).isEqualTo(table);
    }
  }

  /** The rows of the result table; of texts without the time. */
  @SuppressWarnings("unchecked")
  private static List<String> rows(Page page, String method) {
    Object rows =
        page.getByTestId("result-table")
            .locator("tbody tr")
            .evaluateAll(
                "rows => rows.map(row => [...row.cells]"
                    + ".map(cell => cell.textContent.trim()).join('|'))");
    List<String> all = (List<String>) rows;
    return method.equals("text")
        ? all.stream().map(row -> row.replaceAll("\\|.*", "|…")).toList()
        : all;
  }

  private static void take(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)));
    }
  }
}
