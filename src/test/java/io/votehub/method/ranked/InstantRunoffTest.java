package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstantRunoffTest {
  private static RankedElection irv(String options) {
    return RankedElection.by("irv", options);
  }

  /**
   * The capital of Tennessee, the customary example of voting theory: 42 of 100 voters live in
   * Memphis, 26 in Nashville, 15 in Chattanooga and 17 in Knoxville, and prefer what is closer.
   */
  @Test
  void knoxvilleWouldBeTheCapitalOfTennessee() {
    RankedElection tennessee =
        irv("Memphis Nashville Chattanooga Knoxville")
            .cast(
                "42 Memphis Nashville Chattanooga Knoxville",
                "26 Nashville Chattanooga Knoxville Memphis",
                "15 Chattanooga Knoxville Nashville Memphis",
                "17 Knoxville Chattanooga Nashville Memphis");

    assertThat(tennessee.winners()).isEqualTo(List.of("Knoxville"));
    assertThat(tennessee.votes(0))
        .isEqualTo("Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17");
    assertThat(tennessee.votes(1)).isEqualTo("Memphis 42, Nashville 26, Knoxville 32");
    assertThat(tennessee.votes(2)).isEqualTo("Memphis 42, Knoxville 58");
    assertThat(tennessee.each("eliminated"))
        .isEqualTo(List.of(List.of("Chattanooga"), List.of("Nashville"), List.of()));
    assertThat(tennessee.each("elected"))
        .isEqualTo(List.of(List.of(), List.of(), List.of("Knoxville")));
    assertThat(tennessee.each("transfers"))
        .isEqualTo(
            List.of(
                Map.of(),
                Map.of("Chattanooga", Map.of("Knoxville", 15)),
                Map.of("Nashville", Map.of("Knoxville", 26))));
  }

  /**
   * RCTab's generic CSV test, against RCTab's own count. RCTab takes undeclared write-ins out first
   * though they are not the fewest, so it is the ballots without them that give its later rounds.
   */
  @Test
  void withoutWriteInsTheVegetableElectionEqualsRctab() throws BadJsonException {
    RankedElection election = vegetables(List.of("Lettuce", "Broccoli", "Cucumber", "Cauliflower"));

    List<Map<?, ?>> tallies = talliesOfRctab();
    assertThat(election.rounds()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(asText(election, i)).isEqualTo(tallies.get(i + 1));
    }
    assertThat(election.each("exhausted")).isEqualTo(List.of(0, 0, 0));
    assertThat(election.winners()).isEqualTo(List.of("Cucumber"));
  }

  @Test
  void withWriteInsTheVegetableElectionHasTheFirstAndLastRoundOfRctab() throws BadJsonException {
    RankedElection election =
        vegetables(
            List.of("Lettuce", "Broccoli", "Cucumber", "Cauliflower", "Undeclared Write-ins"));

    List<Map<?, ?>> tallies = talliesOfRctab();
    assertThat(election.rounds()).hasSize(4);
    assertThat(asText(election, 0)).isEqualTo(tallies.get(0));
    assertThat(election.each("eliminated").get(0)).isEqualTo(List.of("Broccoli"));
    assertThat(asText(election, 3)).isEqualTo(tallies.get(3));
    assertThat(election.winners()).isEqualTo(List.of("Cucumber"));
  }

  /** The ballots with only the first columns. */
  private static RankedElection vegetables(List<String> options) {
    RankedElection election = RankedElection.by("irv", options);
    List<String> lines = ElectionFile.lines("rctab/vegetables.csv");
    for (String line : lines.subList(1, lines.size())) {
      List<Integer> ranks =
          Arrays.stream(line.split(",", -1))
              .skip(3)
              .limit(options.size())
              .map(rank -> rank.isEmpty() ? 0 : Integer.parseInt(rank))
              .toList();
      election.cast(1, ElectionFile.ranking(options, ranks));
    }
    return election;
  }

  private static List<Map<?, ?>> talliesOfRctab() throws BadJsonException {
    Map<String, ?> json = Json.readObject(ElectionFile.text("rctab/vegetables.expected.json"));
    List<Map<?, ?>> tallies = new ArrayList<>();
    ((List<?>) json.get("results"))
        .forEach(r -> tallies.add((Map<?, ?>) ((Map<?, ?>) r).get("tally")));
    return tallies;
  }

  private static Map<Object, Object> asText(RankedElection election, int round) {
    Map<Object, Object> text = new HashMap<>();
    ((Map<?, ?>) election.rounds().get(round).get("votes"))
        .forEach((id, votes) -> text.put(id, votes.toString()));
    return text;
  }

  @Test
  void anExhaustedBallotDoesNotCountTowardsTheMajority() {
    RankedElection election = irv("a b c").cast("4 a", "3 b", "2 c");

    assertThat(election.winners()).isEqualTo(List.of("a"));
    assertThat(election.each("exhausted")).isEqualTo(List.of(0, 2));
  }

  @Test
  void anOptionWithMoreThanHalfWinsInTheFirstRound() {
    RankedElection election = irv("a b c").cast("5 a", "3 b", "1 c");

    assertThat(election.rounds()).hasSize(1);
    assertThat(election.each("elected")).isEqualTo(List.of(List.of("a")));
  }

  @Test
  void exactlyHalfIsNoMajority() {
    assertThat(irv("a b c").cast("4 a", "3 b", "1 c b").rounds()).hasSize(2);
  }

  @Test
  void allContinuingOptionsThatTieWin() {
    RankedElection election = irv("a b c").cast("5 a", "4 b", "1 c b");

    assertThat(election.winners()).isEqualTo(List.of("a", "b"));
    assertThat(irv("a b c").cast("1 b", "1 c", "1 a").winners()).isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void aTieForLastIsBrokenByTheLatestDifferingRound() {
    // At first b has fewer than c; e's votes put it before c; then d's make the two equal.
    RankedElection election = irv("a b c d e").cast("15 a", "5 b", "6 c", "2 d c", "2 d", "3 e b");

    assertThat(election.votes(1)).isEqualTo("a 15, b 8, c 6, d 4");
    assertThat(election.votes(2)).isEqualTo("a 15, b 8, c 8");
    assertThat(election.each("eliminated"))
        .isEqualTo(List.of(List.of("e"), List.of("d"), List.of("c"), List.of()));
  }

  @Test
  void optionsTiedForLastInAllRoundsAreEliminatedTogether() {
    RankedElection election = irv("a b c d").cast("4 a", "2 b c", "2 c b", "3 d b");

    assertThat(election.each("eliminated")).isEqualTo(List.of(List.of("b", "c"), List.of()));
    assertThat(election.each("exhausted")).isEqualTo(List.of(0, 4));
    assertThat(election.winners()).isEqualTo(List.of("a"));
  }

  @Test
  void optionsWithoutFirstChoicesAreEliminatedTogether() {
    RankedElection election = irv("a b c d e").cast("2 a c", "2 b d", "1 e d c b");

    assertThat(election.each("eliminated"))
        .isEqualTo(List.of(List.of("c", "d"), List.of("e"), List.of()));
    assertThat(election.winners()).isEqualTo(List.of("b"));
  }

  /**
   * Instant run-off is not monotone, as all methods that eliminate by the fewest first places (J.
   * H. Smith, Aggregation of preferences with variable electorate, Econometrica 41, 1973). Ten
   * voters raise the winner a to the first place, and a loses.
   */
  @Test
  void moreVotesForTheWinnerCanMakeItLose() {
    assertThat(irv("a b c").cast("39 a b c", "35 b c a", "26 c a b").winners())
        .isEqualTo(List.of("a"));
    assertThat(irv("a b c").cast("49 a b c", "25 b c a", "26 c a b").winners())
        .isEqualTo(List.of("c"));
  }

  @Test
  void nobodyWinsWithoutBallots() {
    assertThat(irv("a b").result()).isEqualTo(Map.of("winners", List.of(), "rounds", List.of()));
  }

  @Test
  void theTableHasAColumnForEachRound() {
    VotingMethod.Table table = irv("a b c").cast("4 a", "3 b", "2 c").table();

    assertThat(table.head())
        .containsExactly("id", "label", "round 1", "round 2", "elected in round");
    assertThat(table.rows())
        .containsExactly(
            List.of("a", "The a", 4, 4, 2),
            List.of("b", "The b", 3, 3, ""),
            List.of("c", "The c", 2, "", ""),
            List.of("", "exhausted", 0, 2, ""));
  }

  @Test
  void anIdOfAnOptionMayBeLong() {
    Map<String, Object> votes = new LinkedHashMap<>();
    votes.put("the-first-of-the-two-options", 2);
    votes.put("the-first-of-the-two-options-not", 1);

    assertThat(
            irv("the-first-of-the-two-options the-first-of-the-two-options-not")
                .cast("2 the-first-of-the-two-options", "1 the-first-of-the-two-options-not")
                .rounds()
                .get(0)
                .get("votes"))
        .isEqualTo(votes);
  }
}
