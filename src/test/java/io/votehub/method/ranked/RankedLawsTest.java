package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Ballot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Properties of every ranked election. */
class RankedLawsTest {
  private static final List<String> OPTIONS = List.of("a", "b", "c", "d", "e");

  /** A ranking without ties, possibly incomplete, and how many voters cast it. */
  record Vote(long weight, List<String> ranking) {}

  @Provide
  Arbitrary<List<Vote>> votes() {
    Arbitrary<List<String>> ranking =
        Combinators.combine(
                Arbitraries.shuffle(OPTIONS), Arbitraries.integers().between(1, OPTIONS.size()))
            .as((order, length) -> List.copyOf(order.subList(0, length)));
    // Small electorates tie often, large ones seldom.
    Arbitrary<Long> weight =
        Arbitraries.oneOf(Arbitraries.longs().between(1, 3), Arbitraries.longs().between(1, 1000));
    return Combinators.combine(weight, ranking).as(Vote::new).list().ofMinSize(1).ofMaxSize(14);
  }

  /** Rankings with possible ties, possibly incomplete. */
  @Provide
  Arbitrary<List<List<Object>>> weakRankings() {
    return Arbitraries.integers()
        .between(0, 4)
        .list()
        .ofSize(OPTIONS.size())
        .filter(ranks -> ranks.stream().anyMatch(rank -> rank > 0))
        .map(ranks -> ElectionFile.ranking(OPTIONS, ranks))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> counts() {
    return Arbitraries.of("irv", "stv", "borda", "schulze", "rankedpairs");
  }

  @Provide
  Arbitrary<String> countsWithTies() {
    return Arbitraries.of("borda", "schulze", "rankedpairs");
  }

  @Provide
  Arbitrary<String> pairwiseCounts() {
    return Arbitraries.of("schulze", "rankedpairs");
  }

  private static RankedElection by(String count, List<String> options) {
    return count.equals("stv") ? RankedElection.stv(2, options) : RankedElection.by(count, options);
  }

  private static RankedElection cast(RankedElection election, List<Vote> votes) {
    votes.forEach(vote -> election.cast(vote.weight, vote.ranking));
    return election;
  }

  @Property(tries = 300)
  void theOrderOfBallotsDoesNotMatter(
      @ForAll("counts") String count, @ForAll("votes") List<Vote> votes, @ForAll Random random) {
    List<Vote> shuffled = new ArrayList<>(votes);
    Collections.shuffle(shuffled, random);

    assertThat(cast(by(count, OPTIONS), shuffled).result())
        .isEqualTo(cast(by(count, OPTIONS), votes).result());
  }

  @Property(tries = 500)
  void theOrderOfOptionsMattersOnlyToBreakTies(
      @ForAll("counts") String count, @ForAll("votes") List<Vote> votes, @ForAll Random random) {
    RankedElection election = cast(by(count, OPTIONS), votes);
    Assume.that(!count.equals("stv") || firstPreferencesDiffer(votes));
    Assume.that(!count.equals("rankedpairs") || majoritiesDiffer(election));
    List<String> listedOtherwise = new ArrayList<>(OPTIONS);
    Collections.shuffle(listedOtherwise, random);

    RankedElection other = cast(by(count, listedOtherwise), votes);

    assertThat(unordered(other.result())).isEqualTo(unordered(election.result()));
  }

  private static boolean firstPreferencesDiffer(List<Vote> votes) {
    Map<String, Long> first = new HashMap<>();
    OPTIONS.forEach(option -> first.put(option, 0L));
    votes.forEach(vote -> first.merge(vote.ranking.get(0), vote.weight, Long::sum));
    return new HashSet<>(first.values()).size() == OPTIONS.size();
  }

  private static boolean majoritiesDiffer(RankedElection election) {
    Set<List<Object>> majorities = new HashSet<>();
    Map<?, ?> pairwise = election.field("pairwise");
    for (String one : OPTIONS) {
      for (String other : OPTIONS.subList(OPTIONS.indexOf(one) + 1, OPTIONS.size())) {
        List<Object> pair = new ArrayList<>();
        pair.add(((Map<?, ?>) pairwise.get(one)).get(other));
        pair.add(((Map<?, ?>) pairwise.get(other)).get(one));
        pair.sort(null);
        if (!majorities.add(pair)) {
          return false;
        }
      }
    }
    return true;
  }

  /** With lists of ids as sets, because they are in the order of the options. */
  private static Object unordered(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<Object, Object> same = new HashMap<>();
      map.forEach((name, value) -> same.put(name, unordered(value)));
      return same;
    }
    if (json instanceof List<?> list) {
      boolean ids = list.stream().allMatch(String.class::isInstance);
      return ids ? Set.copyOf(list) : list.stream().map(RankedLawsTest::unordered).toList();
    }
    return json;
  }

  @Property(tries = 300)
  void cellsUpdatedByEachChangeEqualARecount(
      @ForAll("countsWithTies") String count, @ForAll("weakRankings") List<List<Object>> cast) {
    RankedElection election = by(count, OPTIONS);
    Map<Integer, List<Object>> standing = new LinkedHashMap<>();
    Map<String, Long> cells = new HashMap<>();
    for (int i = 0; i < cast.size(); i++) {
      List<Object> earlier = standing.put(i % 3, cast.get(i));
      if (earlier != null) {
        add(cells, election.read(earlier), -1);
      }
      add(cells, election.read(cast.get(i)), 1);
    }

    standing.values().forEach(ranking -> election.cast(1, ranking));

    assertThat(cells).isEqualTo(election.tally().cells());
  }

  private static void add(Map<String, Long> cells, Ballot ballot, long by) {
    for (String cell : ballot.cells()) {
      cells.merge(cell, by, (sum, change) -> sum + change == 0 ? null : sum + change);
    }
  }

  @Property(tries = 500)
  void aRunoffNeitherLosesNorAddsVotes(@ForAll("votes") List<Vote> votes) {
    RankedElection election = cast(by("irv", OPTIONS), votes);

    for (Map<String, Object> round : election.rounds()) {
      long counted =
          ((Map<?, ?>) round.get("votes")).values().stream().mapToLong(v -> (Integer) v).sum();
      assertThat(counted + (Integer) round.get("exhausted")).isEqualTo(election.tally().ballots());
    }
    assertThat(election.winners()).isNotEmpty();
  }

  @Property(tries = 500)
  void aRunoffEqualsACountByHand(@ForAll("votes") List<Vote> votes) {
    RankedElection election = cast(by("irv", OPTIONS), votes);

    List<String> left = new ArrayList<>(OPTIONS);
    for (Map<String, Object> round : election.rounds()) {
      Map<String, Long> byHand = new LinkedHashMap<>();
      left.forEach(option -> byHand.put(option, 0L));
      for (Vote vote : votes) {
        vote.ranking.stream()
            .filter(left::contains)
            .findFirst()
            .ifPresent(first -> byHand.merge(first, vote.weight, Long::sum));
      }
      assertThat(decimals(round.get("votes"))).isEqualTo(decimals(byHand));
      List<?> eliminated = (List<?>) round.get("eliminated");
      long fewest = Collections.min(byHand.values());
      assertThat(eliminated).allMatch(option -> byHand.get(option) == fewest);
      left.removeAll(eliminated);
    }
  }

  @Property(tries = 1000)
  void stvEqualsACountByHand(
      @ForAll("votes") List<Vote> votes, @ForAll @IntRange(min = 1, max = 5) int seats) {
    RankedElection election = cast(RankedElection.stv(seats, OPTIONS), votes);
    List<List<String>> papers = new ArrayList<>();
    votes.forEach(v -> papers.addAll(Collections.nCopies((int) v.weight, v.ranking)));

    PlainScottishCount byHand = new PlainScottishCount(OPTIONS, seats, papers);

    assertThat(election.winners()).isEqualTo(byHand.elected()).hasSize(seats);
    assertThat(election.each("votes").stream().map(RankedLawsTest::decimals).toList())
        .isEqualTo(byHand.stages().stream().map(RankedLawsTest::decimals).toList());
  }

  private static Map<Object, String> decimals(Object votes) {
    Map<Object, String> same = new HashMap<>();
    ((Map<?, ?>) votes)
        .forEach((id, v) -> same.put(id, new BigDecimal(v.toString()).setScale(5).toString()));
    return same;
  }

  @Property(tries = 300)
  void thePairwiseMatrixEqualsTheBallots(
      @ForAll("pairwiseCounts") String count, @ForAll("weakRankings") List<List<Object>> cast) {
    RankedElection election = by(count, OPTIONS);
    cast.forEach(ranking -> election.cast(1, ranking));

    for (String one : OPTIONS) {
      for (String other : OPTIONS) {
        long above = cast.stream().filter(r -> place(r, one) < place(r, other)).count();
        if (!one.equals(other)) {
          assertThat(((Map<?, ?>) election.field("pairwise").get(one)).get(other)).isEqualTo(above);
        }
      }
    }
  }

  private static int place(List<Object> ranking, String option) {
    for (int i = 0; i < ranking.size(); i++) {
      if (ranking.get(i).equals(option)
          || (ranking.get(i) instanceof List<?> tied && tied.contains(option))) {
        return i;
      }
    }
    return ranking.size();
  }

  /** Borda points computed in another way: one for each option below and half for each tied one. */
  @Property(tries = 300)
  void bordaPointsAreTheOptionsBelowAndHalfOfTheTiedOnes(
      @ForAll("weakRankings") List<List<Object>> cast) {
    RankedElection election = by("borda", OPTIONS);
    cast.forEach(ranking -> election.cast(1, ranking));

    for (String option : OPTIONS) {
      long halves = 0;
      for (List<Object> ranking : cast) {
        for (String other : OPTIONS) {
          int apart = Integer.compare(place(ranking, other), place(ranking, option));
          halves += other.equals(option) ? 0 : 1 + apart;
        }
      }
      assertThat(new BigDecimal(election.field("points").get(option).toString()))
          .isEqualByComparingTo(BigDecimal.valueOf(5 * halves, 1));
    }
  }

  @Property(tries = 500)
  void anOptionThatBeatsAllOthersIsTheOnlyWinner(
      @ForAll("pairwiseCounts") String count, @ForAll("weakRankings") List<List<Object>> cast) {
    RankedElection election = by(count, OPTIONS);
    cast.forEach(ranking -> election.cast(1, ranking));
    Map<?, ?> pairwise = election.field("pairwise");

    for (String one : OPTIONS) {
      boolean beatsAll =
          OPTIONS.stream()
              .filter(other -> !other.equals(one))
              .allMatch(other -> votes(pairwise, one, other) > votes(pairwise, other, one));
      if (beatsAll) {
        assertThat(election.winners()).isEqualTo(List.of(one));
      }
    }
  }

  private static long votes(Map<?, ?> pairwise, String one, String other) {
    return (Long) ((Map<?, ?>) pairwise.get(one)).get(other);
  }

  @Property(tries = 300)
  void everyOptionHasOnePlaceAndWinnersHaveTheFirst(
      @ForAll("pairwiseCounts") String count, @ForAll("weakRankings") List<List<Object>> cast) {
    RankedElection election = by(count, OPTIONS);
    cast.forEach(ranking -> election.cast(1, ranking));

    assertThat(election.ranking().get(0)).isEqualTo(election.winners());
    List<Object> placed = new ArrayList<>();
    election.ranking().forEach(place -> placed.addAll((List<?>) place));
    assertThat(placed).hasSize(OPTIONS.size());
    assertThat(Set.copyOf(placed)).isEqualTo(Set.copyOf(OPTIONS));
  }

  /** This does not hold for irv and stv; their tests have counter-examples. */
  @Property(tries = 2000)
  void raisingAWinnerKeepsItAWinner(
      @ForAll("countsWithTies") String count,
      @ForAll("votes") List<Vote> votes,
      @ForAll Random random) {
    String winner = (String) cast(by(count, OPTIONS), votes).winners().get(0);
    List<Vote> raised = new ArrayList<>(votes);
    int voter = random.nextInt(votes.size());
    raised.set(voter, raise(votes.get(voter), winner, random));

    assertThat(cast(by(count, OPTIONS), raised).winners().contains(winner)).isTrue();
  }

  private static Vote raise(Vote vote, String option, Random random) {
    List<String> ranking = new ArrayList<>(vote.ranking);
    int before = ranking.indexOf(option) < 0 ? ranking.size() : ranking.indexOf(option);
    ranking.remove(option);
    ranking.add(random.nextInt(before + 1), option);
    return new Vote(vote.weight, ranking);
  }
}
