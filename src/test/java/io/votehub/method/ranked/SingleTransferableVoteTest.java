package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleTransferableVoteTest {
  /** Glasgow City Council, 3 May 2007, compared with the official count. */
  @ParameterizedTest
  @ValueSource(strings = {"Govan", "Langside", "Linn"})
  void aGlasgowWardHasTheOfficialCount(String ward) {
    RankedElection election = ElectionFile.blt("glasgow-2007/" + ward + "-2007.blt");

    List<Map<String, Object>> rounds = election.rounds();

    List<Map<String, Object>> stages = stages("glasgow-2007/" + ward + "-2007.expected.tsv");
    assertThat(rounds).hasSameSizeAs(stages);
    for (int i = 0; i < stages.size(); i++) {
      Map<String, Object> round = new LinkedHashMap<>(rounds.get(i));
      round.remove("transfers");
      assertThat(toFiveDecimals(round)).as("stage %d", i).isEqualTo(toFiveDecimals(stages.get(i)));
    }
  }

  /** The last line of each stage, with the changes since the stage before. */
  private static List<Map<String, Object>> stages(String file) {
    TreeMap<Integer, String[]> last = new TreeMap<>();
    ElectionFile.lines(file).stream()
        .map(line -> line.split("\t", -1))
        .filter(words -> words[0].matches("\\d+") && words.length > 4)
        .forEach(words -> last.put(Integer.valueOf(words[0]), words));
    List<Map<String, Object>> stages = new ArrayList<>();
    List<String> electedBefore = List.of();
    List<String> excludedBefore = List.of();
    for (String[] words : last.values()) {
      Map<String, Object> votes = new LinkedHashMap<>();
      List<String> elected = new ArrayList<>();
      List<String> excluded = new ArrayList<>();
      for (int option = 1; 3 * option + 3 < words.length; option++) {
        String id = String.valueOf(option);
        switch (words[3 * option + 2]) {
          case "e", "E" -> elected.add(id);
          case "D" -> excluded.add(id);
          default -> {}
        }
        if (!excluded.contains(id)) {
          votes.put(id, new BigDecimal(words[3 * option + 3]));
        }
      }
      Map<String, Object> stage = new LinkedHashMap<>();
      stage.put("votes", votes);
      stage.put("exhausted", new BigDecimal(words[3]));
      stage.put("elected", without(elected, electedBefore));
      stage.put("eliminated", without(excluded, excludedBefore));
      stages.add(stage);
      electedBefore = elected;
      excludedBefore = excluded;
    }
    return stages;
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(each -> !some.contains(each)).toList();
  }

  private static Object toFiveDecimals(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<Object, Object> same = new LinkedHashMap<>();
      map.forEach((name, value) -> same.put(name, toFiveDecimals(value)));
      return same;
    }
    return json instanceof Number number
        ? new BigDecimal(number.toString()).setScale(5).toPlainString()
        : json;
  }

  @Test
  void theOfficialCouncillorsOfLangsideAreElected() {
    RankedElection langside = ElectionFile.blt("glasgow-2007/Langside-2007.blt");

    assertThat(langside.winners()).isEqualTo(List.of("1", "2", "4"));
    assertThat(langside.result().get("quota")).isEqualTo(2334);
  }

  /**
   * The made case beside the wards: three options have just the quota, and rule 48 knows a surplus
   * only of an option that "exceeds the quota", so there is one transfer of a surplus and not
   * three. The reference excludes E by lot; here the later-listed F goes.
   */
  @Test
  void anOptionWithExactlyTheQuotaHasNoSurplus() {
    RankedElection election = ElectionFile.blt("glasgow-2007/weak-surplus.blt");

    assertThat(election.winners()).isEqualTo(List.of("1", "2", "3", "4"));
    assertThat(election.each("elected"))
        .isEqualTo(List.of(List.of("1", "2"), List.of("3"), List.of("4")));
    assertThat(election.each("eliminated")).isEqualTo(List.of(List.of(), List.of(), List.of("6")));
    assertThat(election.votes(1)).isEqualTo("1 8, 2 8, 3 8, 4 5, 5 3, 6 3");
    assertThat(election.votes(2)).isEqualTo("1 8, 2 8, 3 8, 4 8, 5 3");
  }

  /**
   * Rule 48: surplus times value over all of the option's votes, whatever cannot be transferred.
   */
  @Test
  void aTransferValueIsTruncatedToFiveDecimals() {
    RankedElection election = RankedElection.stv(2, "a b c d").cast("5 a b", "2 a", "2 c", "1 d");

    assertThat(election.result().get("quota")).isEqualTo(4);
    assertThat(election.votes(0)).isEqualTo("a 7, b 0, c 2, d 1");
    // 3/7 is 0.42857 and something; five of them go to b, two are aside, 0.00001 is lost.
    assertThat(election.votes(1)).isEqualTo("a 4, b 2.14285, c 2, d 1");
    assertThat(election.rounds().get(1).get("exhausted")).isEqualTo(new BigDecimal("0.85714"));
    assertThat(election.rounds().get(1).get("transfers"))
        .isEqualTo(Map.of("a", Map.of("b", new BigDecimal("2.14285"))));
  }

  @Test
  void aPaperLosesValueWithEachSurplusTransfer() {
    RankedElection election =
        RankedElection.stv(3, "a b c d e").cast("12 a b c", "3 b c", "2 c", "2 d", "1 e");

    // The quota is 6. Of a's 12 half go on, each worth 0.5; b then has 9, and so a paper that came
    // from a goes on to c with 0.5 times 3/9, one of b's own with 3/9.
    assertThat(election.votes(1)).isEqualTo("a 6, b 9, c 2, d 2, e 1");
    assertThat(election.votes(2)).isEqualTo("a 6, b 6, c 4.99991, d 2, e 1");
    assertThat(election.each("elected").subList(0, 2))
        .isEqualTo(List.of(List.of("a"), List.of("b")));
  }

  @Test
  void theLargestSurplusIsTransferredFirst() {
    RankedElection election =
        RankedElection.stv(3, "a b c d e").cast("11 a c", "12 b c", "2 c", "4 d", "3 e");

    assertThat(election.rounds().get(0).get("elected")).isEqualTo(List.of("a", "b"));
    assertThat(transferredIn(election, 1)).isEqualTo(List.of("b"));
  }

  @Test
  void equalSurplusesAreOrderedByTheLatestDifferingRoundThenTheLaterListed() {
    RankedElection atOnce = RankedElection.stv(3, "a b c d").cast("9 a", "9 b", "1 c", "1 d");
    assertThat(transferredIn(atOnce, 1)).isEqualTo(List.of("b"));

    // Of e's votes a gets two and b three, so that both have 11; a had more before.
    RankedElection later =
        RankedElection.stv(3, "a b c d e").cast("9 a", "8 b", "7 c", "7 d", "2 e a", "3 e b");
    assertThat(later.votes(1)).isEqualTo("a 11, b 11, c 7, d 7");
    assertThat(transferredIn(later, 2)).isEqualTo(List.of("a"));
  }

  private static List<?> transferredIn(RankedElection election, int round) {
    return List.copyOf(((Map<?, ?>) election.rounds().get(round).get("transfers")).keySet());
  }

  @Test
  void tiesForExclusionAreBrokenByTheLatestDifferingRoundThenTheLaterListed() {
    // d goes first, to b, which then ties with c; b had fewer before.
    RankedElection byEarlier =
        RankedElection.stv(1, "a b c d").cast("8 a", "3 b c", "4 c b", "1 d b");
    assertThat(byEarlier.each("eliminated"))
        .isEqualTo(List.of(List.of(), List.of("d"), List.of("b"), List.of("c")));

    RankedElection byPlace = RankedElection.stv(1, "a b c").cast("4 a", "2 b", "2 c");
    assertThat(byPlace.each("eliminated"))
        .isEqualTo(List.of(List.of(), List.of("c"), List.of("b")));
  }

  @Test
  void ifOnlyAsManyOptionsAsSeatsRemainAllAreElectedWithoutTransfers() {
    RankedElection all = RankedElection.stv(3, "a b c").cast("9 a b", "1 b");
    assertThat(all.winners()).isEqualTo(List.of("a", "b", "c"));
    assertThat(all.rounds()).hasSize(1);

    RankedElection two = RankedElection.stv(2, "a b c").cast("9 a", "2 b", "1 c");
    assertThat(two.each("elected")).isEqualTo(List.of(List.of("a"), List.of(), List.of("b")));
    assertThat(two.each("eliminated")).isEqualTo(List.of(List.of(), List.of(), List.of("c")));
  }

  /** With one seat it equals instant run-off. */
  @Test
  void moreVotesForTheWinnerCanMakeItLose() {
    assertThat(RankedElection.stv(1, "a b c").cast("39 a b c", "35 b c a", "26 c a b").winners())
        .isEqualTo(List.of("a"));
    assertThat(RankedElection.stv(1, "a b c").cast("49 a b c", "25 b c a", "26 c a b").winners())
        .isEqualTo(List.of("c"));
  }

  @Test
  void nobodyIsElectedWithoutBallots() {
    RankedElection none = RankedElection.stv(2, "a b c");

    assertThat(none.winners()).isEqualTo(List.of());
    assertThat(none.rounds()).isEmpty();
  }
}
