package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.method.VotingMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseCountsTest {
  private static RankedElection schulze(String options) {
    return RankedElection.by("schulze", options);
  }

  private static RankedElection rankedPairs(String options) {
    return RankedElection.by("rankedpairs", options);
  }

  private static List<List<String>> order(String order) {
    List<List<String>> places = new ArrayList<>();
    for (String place : order.split(" ", -1)) {
      places.add(List.of(place.split("=", -1)));
    }
    return places;
  }

  private static final String[] SCHULZE_1 = {
    "8 a c d b", "2 b a d c", "4 c d b a", "4 d b a c", "3 d c b a"
  };

  /** Schulze 2011, section 3, example 1: d wins although the majority against a is the smallest. */
  @Test
  void schulzesFirstExampleIsCountedAsInHisPaper() {
    RankedElection election = schulze("a b c d").cast(SCHULZE_1);

    assertThat(election.field("pairwise"))
        .isEqualTo(
            Map.of(
                "a", Map.of("b", 8L, "c", 14L, "d", 10L),
                "b", Map.of("a", 13L, "c", 6L, "d", 2L),
                "c", Map.of("a", 7L, "b", 15L, "d", 12L),
                "d", Map.of("a", 11L, "b", 19L, "c", 9L)));
    assertThat(election.ranking()).isEqualTo(order("d a c b"));
    assertThat(election.winners()).isEqualTo(List.of("d"));
  }

  /**
   * The same ballots by Tideman's rule: d over b, c over b, a over c are locked, b over a is not.
   */
  @Test
  void rankedPairsRanksSchulzesExampleDifferently() {
    assertThat(rankedPairs("a b c d").cast(SCHULZE_1).ranking()).isEqualTo(order("a c d b"));
  }

  /** Example 1 of Schulze's collection, which encyclopaedias reprint: 45 voters, five options. */
  @Test
  void fortyFiveVotersOverFiveOptions() {
    RankedElection election =
        schulze("A B C D E")
            .cast(
                "5 A C B E D",
                "5 A D E C B",
                "8 B E D A C",
                "3 C A B E D",
                "7 C A E B D",
                "2 C B A D E",
                "7 D C E B A",
                "8 E B A D C");

    assertThat(election.ranking()).isEqualTo(order("E A C B D"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void nashvilleWouldBeTheCapitalOfTennessee(String count) {
    RankedElection tennessee =
        RankedElection.by(count, "Memphis Nashville Chattanooga Knoxville")
            .cast(
                "42 Memphis Nashville Chattanooga Knoxville",
                "26 Nashville Chattanooga Knoxville Memphis",
                "15 Chattanooga Knoxville Nashville Memphis",
                "17 Knoxville Chattanooga Nashville Memphis");

    assertThat(tennessee.winners()).isEqualTo(List.of("Nashville"));
    assertThat(tennessee.ranking()).isEqualTo(order("Nashville Chattanooga Knoxville Memphis"));
  }

  /**
   * The Debian project leader election of 2006, 421 ballots. Its constitution of the time drops the
   * weakest defeats as Schulze's method does; Anthony Towns won. Winning votes rank the candidates
   * as the reference does by margins.
   */
  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void anthonyTownsLeadsDebian(String count) {
    List<String> candidates =
        List.of(
            "Wolffelaar",
            "Pollak",
            "McIntyre",
            "Towns",
            "Schuldei",
            "Walther",
            "Allombert",
            "None");
    RankedElection election = RankedElection.by(count, candidates);
    ElectionFile.lines("debian/leader-2006.txt").stream()
        .filter(line -> line.startsWith("V: "))
        .map(line -> line.substring(3, 11))
        .map(ranks -> ranks.chars().map(c -> c == '-' ? 0 : c - '0').boxed().toList())
        .forEach(ranks -> election.cast(1, ElectionFile.ranking(candidates, ranks)));

    assertThat(election.tally().ballots()).isEqualTo(421);
    assertThat(election.winners()).isEqualTo(List.of("Towns"));
    assertThat(election.ranking())
        .isEqualTo(order("Towns McIntyre Wolffelaar=Schuldei Allombert None Pollak Walther"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void anUnrankedOptionIsBelowEveryRankedOneAndEqualToOtherUnrankedOnes(String count) {
    RankedElection election = RankedElection.by(count, "a b c d").cast("3 a b", "1 c=a");

    assertThat(election.field("pairwise"))
        .isEqualTo(
            Map.of(
                "a", Map.of("b", 4L, "c", 3L, "d", 4L),
                "b", Map.of("a", 0L, "c", 3L, "d", 3L),
                "c", Map.of("a", 0L, "b", 1L, "d", 1L),
                "d", Map.of("a", 0L, "b", 0L, "c", 0L)));
    assertThat(election.ranking()).isEqualTo(order("a b c d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void tiedOptionsShareAPlace(String count) {
    assertThat(RankedElection.by(count, "a b c d").cast("1 a b c d", "1 b a d c").ranking())
        .isEqualTo(order("a=b c=d"));
    assertThat(RankedElection.by(count, "a b c").cast("1 a=b=c").ranking())
        .isEqualTo(order("a=b=c"));
  }

  @Test
  void bySchulzeAllOptionsInACycleOfEqualMajoritiesWin() {
    assertThat(schulze("a b c").cast("1 a b c", "1 b c a", "1 c a b").winners())
        .isEqualTo(List.of("a", "b", "c"));
  }

  private static final String[] THREE_EQUAL_MAJORITIES = {
    "5 A B C D", "4 B D A C", "3 C D A B", "1 D B C A"
  };

  @Test
  void rankedPairsLocksEqualMajoritiesInTheOrderOfTheOptions() {
    // B over C by 10, A over C and B over D by 9 are locked; A over B, C over D, D over A have 8.
    assertThat(rankedPairs("A B C D").cast(THREE_EQUAL_MAJORITIES).ranking())
        .isEqualTo(order("A B C D"));
    assertThat(rankedPairs("D A B C").cast(THREE_EQUAL_MAJORITIES).ranking())
        .isEqualTo(order("B D A C"));
  }

  @Test
  void rankedPairsLocksTheMajorityWithTheSmallerOppositionFirst() {
    // In a circle all have 5 votes: c over a has 2 against it, b over c 3, a over b 4.
    String[] circle = {"2 a b c", "2 b c a", "2 c a b", "1 a=c b", "1 b", "1 b=c a"};

    assertThat(rankedPairs("a b c").cast(circle).ranking()).isEqualTo(order("b c a"));
    assertThat(schulze("a b c").cast(circle).ranking()).isEqualTo(order("a=b=c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void nobodyWinsWithoutBallots(String count) {
    assertThat(RankedElection.by(count, "a b").result())
        .isEqualTo(
            Map.of(
                "winners",
                List.of(),
                "ranking",
                List.of(),
                "pairwise",
                Map.of("a", Map.of("b", 0L), "b", Map.of("a", 0L))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schulze", "rankedpairs"})
  void theTableHasPlacesAndThePairwiseMatrix(String count) {
    assertThat(RankedElection.by(count, "a b").cast("3 b", "2 a").table())
        .isEqualTo(
            new VotingMethod.Table(
                List.of("id", "label", "place", "above a", "above b"),
                List.of(List.of("a", "The a", 2, "", 2L), List.of("b", "The b", 1, 3L, ""))));
  }
}
