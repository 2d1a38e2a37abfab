package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sentence, chart, table, CSV file and JSON name the same outcome, whether one option won, some are
 * tied, several are elected, or nobody voted.
 */
class OneOutcomeIT extends BrowserTest {
  private static final List<String> TREES = List.of("Ash", "Birch", "Cedar", "Date palm");
  private static final Map<String, String> LABELS =
      Map.of("a", "Ash", "b", "Birch", "c", "Cedar", "d", "Date palm");
  private static final String COUNT_MARKS =
      """
      (page) => {
        let found = 0;
        let last = null;
        const lookForRounds = (node) => {
          if (node.dataset?.rounds) last = node.dataset.rounds;
          for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) lookForRounds(child);
        };
        lookForRounds(document.querySelector('vh-screen'));
        const walk = (node) => {
          if (node.localName === 'vh-result-table') return;
          // Of the rounds of a count, only the last one names winners.
          const { round } = node.dataset ?? {};
          if (round && node.classList.contains('tag') && round !== last) return;
          if (node.nodeType === 3 && /[★✓]/.test(node.data)) found += 1;
          for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) walk(child);
        };
        walk(document.querySelector('vh-screen').renderRoot.querySelector('main') ?? document.body);
        return found;
      }
      """;

  /**
   * @param ballots as they are cast, each by another voter
   * @param outcome the CSV file's word for the winners
   */
  record Case(
      String name,
      String method,
      Map<String, Object> settings,
      List<Map<String, Object>> ballots,
      List<String> winners,
      String outcome,
      String sentence) {
    Case withoutMarks() {
      Map<String, Object> quiet = new HashMap<>(settings);
      quiet.put("marks", false);
      return new Case(name, method, quiet, ballots, winners, outcome, sentence);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Map<String, Object> ranking(String... ids) {
    return Map.of("ranking", List.of(ids));
  }

  private static Map<String, Object> choice(String id) {
    return Map.of("choice", id);
  }

  static Stream<Case> cases() {
    Map<String, Object> stv = Map.of("count", "stv", "seats", 3);
    return Stream.of(
        new Case(
            "single, one vote",
            "single",
            Map.of(),
            List.of(choice("b")),
            List.of("b"),
            "won",
            "Won: Birch"),
        new Case(
            "single, a tie",
            "single",
            Map.of(),
            List.of(choice("a"), choice("c")),
            List.of("a", "c"),
            "tied",
            "A tie: Ash"),
        new Case("single, no votes", "single", Map.of(), List.of(), List.of(), "", "0 votes"),
        new Case(
            "approval, a tie",
            "multiple",
            Map.of(),
            List.of(Map.of("choices", List.of("a", "b"))),
            List.of("a", "b"),
            "tied",
            "A tie: Ash"),
        new Case(
            "score, won",
            "score",
            Map.of(),
            List.of(Map.of("scores", Map.of("a", 2, "b", 1))),
            List.of("a"),
            "won",
            "Won: Ash"),
        new Case(
            "points, a tie",
            "points",
            Map.of(),
            List.of(Map.of("points", Map.of("a", 50, "d", 50))),
            List.of("a", "d"),
            "tied",
            "A tie: Ash and Date palm"),
        new Case(
            "grades, won",
            "grades",
            Map.of(),
            List.of(Map.of("grades", Map.of("c", "good"))),
            List.of("c"),
            "won",
            "Won: Cedar"),
        new Case(
            "irv, one vote",
            "ranked",
            Map.of(),
            List.of(ranking("d", "a")),
            List.of("d"),
            "won",
            "Won: Date palm"),
        new Case(
            "irv, a tie",
            "ranked",
            Map.of(),
            List.of(ranking("a"), ranking("b")),
            List.of("a", "b"),
            "tied",
            "A tie: Ash and Birch"),
        new Case(
            "stv, three seats",
            "ranked",
            stv,
            List.of(
                ranking("a", "b", "c"),
                ranking("a", "b", "c"),
                ranking("a", "b", "c"),
                ranking("a", "b", "c"),
                ranking("b", "c"),
                ranking("c", "d"),
                ranking("d", "c")),
            List.of("a", "b", "c"),
            "elected",
            "Elected: Ash, Birch and Cedar"),
        new Case("stv, no votes", "ranked", stv, List.of(), List.of(), "", "0 votes"),
        new Case(
            "borda, a tie",
            "ranked",
            Map.of("count", "borda"),
            List.of(ranking("a", "b"), ranking("b", "a")),
            List.of("a", "b"),
            "tied",
            "A tie: Ash and Birch"),
        new Case(
            "schulze, won",
            "ranked",
            Map.of("count", "schulze"),
            List.of(ranking("c", "a")),
            List.of("c"),
            "won",
            "Won: Cedar"));
  }

  static Stream<Case> unmarked() {
    return cases()
        .filter(each -> Set.of("single, one vote", "stv, three seats").contains(each.name))
        .map(Case::withoutMarks);
  }

  @ParameterizedTest
  @MethodSource("unmarked")
  void withoutMarksNothingNamesAWinner(Case each) {
    String poll = closed(each);
    Page screen = browsers.desk(fixture.screen(), 1280, 720);
    Page phone = browsers.phone(fixture.audience());

    assertThat(csvOutcomes(poll)).isEmpty();
    assertThat(tableMarks(phone)).isEmpty();
    assertThat(screen.getByTestId("final")).isVisible();
    assertThat(screen.locator("vh-live-region")).containsText("vote");
    assertThat(screen.locator("vh-live-region")).not().containsText(each.sentence);
    screen.waitForFunction("(n) => (" + COUNT_MARKS + ")() === n", 0);
    assertThat(winners(poll)).containsExactlyInAnyOrderElementsOf(each.winners);
  }

  private String closed(Case each) {
    String poll = fixture.draft(each.method, "Which tree?", TREES, each.settings);
    fixture.step(poll, "open");
    each.ballots.forEach(ballot -> fixture.cast(poll, ballot));
    fixture.step(poll, "close");
    return poll;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sentenceChartTableCsvAndJsonAgree(Case each) {
    String poll = closed(each);
    Page screen = browsers.desk(fixture.screen(), 1280, 720);
    Page phone = browsers.phone(fixture.audience());

    assertThat(winners(poll)).containsExactlyInAnyOrderElementsOf(each.winners);
    assertThat(csvOutcomes(poll))
        .containsExactlyInAnyOrderElementsOf(
            each.winners.stream().map(id -> id + " " + each.outcome).toList());
    assertThat(screen.getByTestId("votes-count"))
        .hasAttribute("data-votes", String.valueOf(each.ballots.size()));
    assertThat(screen.locator("vh-live-region")).containsText(each.sentence);
    screen.waitForFunction("(n) => (" + COUNT_MARKS + ")() === n", each.winners.size());
    assertThat(tableMarks(phone))
        .containsExactlyInAnyOrderElementsOf(each.winners.stream().map(LABELS::get).toList());
  }

  @SuppressWarnings("unchecked")
  private List<String> winners(String poll) {
    return (List<String>) ((Map<String, Object>) fixture.result(poll).get("result")).get("winners");
  }

  /** For each option with an outcome in the file: its id and the outcome. */
  private List<String> csvOutcomes(String poll) {
    List<String> said = new ArrayList<>();
    List<String> lines = fixture.csv(poll).lines().toList();
    assertThat(lines.get(0)).endsWith("outcome");
    for (String line : lines.subList(1, lines.size())) {
      String outcome = line.substring(line.lastIndexOf(',') + 1);
      if (!outcome.isEmpty()) {
        said.add(line.substring(0, line.indexOf(',')) + " " + outcome);
      }
    }
    return said;
  }

  /** The labels of the marked rows of the table. */
  private static List<String> tableMarks(Page phone) {
    assertThat(phone.locator("vh-result-table").first()).isAttached();
    phone.locator("vh-result-table summary").first().tap();
    assertThat(phone.locator("vh-result-table tbody tr").first()).isVisible();
    return phone.locator("vh-result-table tbody tr").allInnerTexts().stream()
        .filter(row -> row.contains("★"))
        .map(row -> row.substring(row.indexOf(". ") + 2, row.indexOf(" ★")))
        .toList();
  }
}
