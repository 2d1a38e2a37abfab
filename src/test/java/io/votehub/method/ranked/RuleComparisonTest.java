package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Elections in which rules of counting differ, and the law that each counts as it does alone. */
class RuleComparisonTest {
  private static final List<String> OPTIONS = List.of("a", "b", "c", "d");
  private static final String ALONE = "pairwise";

  @Provide
  Arbitrary<List<List<Object>>> rankings() {
    Arbitrary<List<Object>> weak =
        Arbitraries.integers()
            .between(0, 3)
            .list()
            .ofSize(OPTIONS.size())
            .filter(ranks -> ranks.stream().anyMatch(rank -> rank > 0))
            .map(ranks -> ElectionFile.ranking(OPTIONS, ranks));
    Arbitrary<List<Object>> strict =
        Arbitraries.shuffle(OPTIONS)
            .flatMap(
                all ->
                    Arbitraries.integers()
                        .between(1, OPTIONS.size())
                        .map(length -> List.<Object>copyOf(all.subList(0, length))));
    return Arbitraries.oneOf(strict, Arbitraries.oneOf(strict, weak)).list().ofMaxSize(12);
  }

  private static Map<String, Object> compared(Poll poll, List<List<Object>> rankings) {
    Map<String, Long> texts = new LinkedHashMap<>();
    rankings.forEach(ranking -> texts.merge(Json.write(Map.of("ranking", ranking)), 1L, Long::sum));
    return RuleComparison.ofBallots(poll, texts, RuleComparisonTest::read).json();
  }

  private static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> compared(RankedElection election) {
    return RuleComparison.ofTally(election.poll(), election.tally(), election.tally().ballots())
        .orElseThrow()
        .json();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> rule(Map<String, Object> compared, String name) {
    return ((Map<String, Map<String, Object>>) compared.get("rules")).get(name);
  }

  private static List<?> winners(Map<String, Object> compared, String rule) {
    return (List<?>) rule(compared, rule).get("winners");
  }

  private static Map<?, ?> condorcet(Map<String, Object> compared) {
    return (Map<?, ?>) compared.get("condorcet");
  }

  private static Map<String, Object> burlington() {
    return compared(RankedElection.by("irv", "m k w s").cast(Elections.burlington2009()));
  }

  @Test
  void ofBurlingtonInTwoThousandAndNineThreeRulesElectThreeDifferentPeople() {
    Map<String, Object> compared = burlington();

    assertThat(compared).containsEntry("agree", false);
    assertThat(winners(compared, "plurality")).isEqualTo(List.of("w"));
    assertThat(rule(compared, "plurality"))
        .containsEntry("votes", Map.of("w", 2951L, "k", 2585L, "m", 2063L, "s", 1306L));
    assertThat(winners(compared, "irv")).isEqualTo(List.of("k"));
    assertThat(winners(compared, "stv")).isEqualTo(List.of("k"));
    assertThat(winners(compared, "schulze")).isEqualTo(List.of("m"));
    assertThat(winners(compared, "rankedpairs")).isEqualTo(List.of("m"));
    assertThat(condorcet(compared).get("winner")).isEqualTo("m");
    assertThat(condorcet(compared).get("smith")).isEqualTo(List.of("m"));
  }

  @Test
  void theProfileOfBurlingtonHasThePublishedComparisons() {
    Map<?, ?> pairwise = (Map<?, ?>) condorcet(burlington()).get("pairwise");

    assertThat(votes(pairwise, "m", "k")).isEqualTo(4064);
    assertThat(votes(pairwise, "k", "m")).isEqualTo(3476);
    assertThat(votes(pairwise, "m", "w")).isEqualTo(4597);
    assertThat(votes(pairwise, "w", "m")).isEqualTo(3664);
    assertThat(votes(pairwise, "k", "w")).isEqualTo(4313);
    assertThat(votes(pairwise, "w", "k")).isEqualTo(4061);
  }

  private static long votes(Map<?, ?> pairwise, String one, String other) {
    return (Long) ((Map<?, ?>) pairwise.get(one)).get(other);
  }

  @Test
  void theCapitalOfTennesseeDependsOnTheRule() {
    Map<String, Object> compared =
        compared(
            RankedElection.by("irv", "memphis nashville chattanooga knoxville")
                .cast(Elections.tennessee()));

    assertThat(winners(compared, "plurality")).isEqualTo(List.of("memphis"));
    assertThat(winners(compared, "irv")).isEqualTo(List.of("knoxville"));
    assertThat(winners(compared, "borda")).isEqualTo(List.of("nashville"));
    assertThat(winners(compared, "schulze")).isEqualTo(List.of("nashville"));
    assertThat(compared).containsEntry("agree", false);
  }

  @Test
  void aCycleHasNoCondorcetWinnerAndItsOptionsAreTheSmithSet() {
    Map<String, Object> compared =
        compared(RankedElection.by("irv", "a b c d").cast("4 a b c d", "3 b c a d", "2 c a b d"));

    assertThat(condorcet(compared).get("winner")).isNull();
    assertThat(condorcet(compared).get("smith")).isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void rulesThatCannotReadTiedRanksDoNotApply() {
    Poll poll = RankedElection.by("schulze", "a b c").poll();

    Map<String, Object> lower = compared(poll, List.of(List.of("a", List.of("b", "c"))));
    Map<String, Object> first = compared(poll, List.of(List.of(List.of("a", "b"), "c")));

    Map<String, Object> ties = Map.of("applicable", false, "reason", "ties");
    assertThat(rule(lower, "irv")).isEqualTo(ties);
    assertThat(rule(lower, "stv")).isEqualTo(ties);
    assertThat(rule(lower, "plurality")).containsEntry("winners", List.of("a"));
    assertThat(rule(first, "plurality")).isEqualTo(ties);
    assertThat(lower).containsEntry("agree", true);
    assertThat(winners(first, "borda")).isEqualTo(List.of("a", "b"));
  }

  @Test
  void withSeveralSeatsRulesAgreeIfTheirOneWinnerIsAmongTheElected() {
    Map<String, Object> among =
        compared(RankedElection.stv(2, "a b c").cast("60 a b c", "40 b a c", "10 c a b"));
    Map<String, Object> beside =
        compared(RankedElection.stv(2, "a b c").cast("40 a c b", "35 b c a", "15 c a b"));

    assertThat(among).containsEntry("seats", 2).containsEntry("agree", true);
    assertThat(winners(among, "stv")).isEqualTo(List.of("a", "b"));
    assertThat(winners(beside, "schulze")).isEqualTo(List.of("c"));
    assertThat(beside).containsEntry("agree", false);
  }

  @Test
  void comparisonsInPairsAloneTellWhatNeedsNoRankings() {
    RankedElection pairs = RankedElection.by("schulze", "m k w s").cast(Elections.burlington2009());

    Map<String, Object> compared = compared(pairs);

    assertThat(rule(compared, "irv"))
        .isEqualTo(Map.of("applicable", false, "reason", "ballots-removed"));
    for (String rule : List.of("borda", "schulze", "rankedpairs")) {
      assertThat(rule(compared, rule)).isEqualTo(rule(burlington(), rule));
    }
    assertThat(condorcet(compared)).isEqualTo(condorcet(burlington()));
    assertThat(RuleComparison.ofTally(RankedElection.by("borda", "a b").poll(), pairs.tally(), 1))
        .isEmpty();
  }

  @Test
  void withoutBallotsNobodyWins() {
    Map<String, Object> compared = compared(RankedElection.by("irv", "a b"));

    for (String rule : List.of("plurality", "irv", "stv", "borda", "schulze", "rankedpairs")) {
      assertThat(winners(compared, rule)).isEmpty();
    }
    assertThat(condorcet(compared).get("winner")).isNull();
  }

  @Property(tries = 400)
  void eachRuleCountsAsItDoesInAPollOfItsOwn(@ForAll("rankings") List<List<Object>> rankings) {
    Map<String, Object> compared = compared(RankedElection.by("schulze", OPTIONS).poll(), rankings);

    boolean ties = rankings.stream().anyMatch(r -> r.stream().anyMatch(List.class::isInstance));
    for (String count : List.of("irv", "stv", "borda", "schulze", "rankedpairs")) {
      if (ties && List.of("irv", "stv").contains(count)) {
        assertThat(rule(compared, count)).containsEntry("reason", "ties");
      } else {
        RankedElection alone =
            count.equals("stv")
                ? RankedElection.stv(1, OPTIONS)
                : RankedElection.by(count, OPTIONS);
        rankings.forEach(ranking -> alone.cast(1, ranking));
        Map<String, Object> result = new LinkedHashMap<>(alone.result());
        if (result.containsKey(ALONE)) {
          assertThat(condorcet(compared).get(ALONE)).isEqualTo(result.remove(ALONE));
        }
        assertThat(rule(compared, count)).containsAllEntriesOf(result);
      }
    }
  }

  @Property(tries = 200)
  void rankingsInATallyCompareAsTheBallotsDo(@ForAll("rankings") List<List<Object>> rankings) {
    List<List<Object>> strict =
        rankings.stream().filter(r -> r.stream().noneMatch(List.class::isInstance)).toList();
    RankedElection election = RankedElection.by("irv", OPTIONS);
    strict.forEach(ranking -> election.cast(1, ranking));

    assertThat(compared(election)).isEqualTo(compared(election.poll(), strict));
  }
}
