package io.votehub.method;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreVotingTest {
  private static Map<String, ?> scores(Object... idsAndScores) {
    Map<String, Object> scores = new HashMap<>();
    for (int i = 0; i < idsAndScores.length; i += 2) {
      scores.put((String) idsAndScores[i], idsAndScores[i + 1]);
    }
    return Map.of("scores", scores);
  }

  /**
   * The capital of Tennessee by scores from 0 to 10: the example with which range voting is
   * explained (W. D. Smith's Center for Range Voting, and encyclopaedias after it).
   */
  @Test
  void theCapitalOfTennesseeIsNashville() {
    SamplePoll trial =
        SamplePoll.of(
            "score",
            Map.of("min", 0, "max", 10),
            "memphis",
            "nashville",
            "chattanooga",
            "knoxville");

    Map<String, Object> result =
        trial.result(
            SamplePoll.times(
                42,
                scores("memphis", 10, "nashville", 4, "chattanooga", 2, "knoxville", 0),
                26,
                scores("memphis", 0, "nashville", 10, "chattanooga", 4, "knoxville", 2),
                15,
                scores("memphis", 0, "nashville", 6, "chattanooga", 10, "knoxville", 6),
                17,
                scores("memphis", 0, "nashville", 5, "chattanooga", 7, "knoxville", 10)));

    assertThat(SamplePoll.byOption(result, "sum"))
        .containsOnly(
            entry("memphis", 420L),
            entry("nashville", 603L),
            entry("chattanooga", 457L),
            entry("knoxville", 312L));
    assertThat(SamplePoll.byOption(result, "median"))
        .containsOnly(
            entry("memphis", 0.0),
            entry("nashville", 5.0),
            entry("chattanooga", 4.0),
            entry("knoxville", 2.0));
    assertThat(result.get("winners")).isEqualTo(List.of("nashville"));
  }

  @Test
  void anOmittedOptionIsNotScored() {
    SamplePoll trial = SamplePoll.of("score", Map.of(), "a", "b", "c");

    Map<String, Object> result =
        trial.result(List.of(scores("a", 2, "b", -1), scores("a", -1), scores("a", 1)));

    assertThat(((List<?>) result.get("options")).get(0))
        .isEqualTo(
            Map.of(
                "id",
                "a",
                "count",
                3L,
                "sum",
                2L,
                "mean",
                2.0 / 3,
                "median",
                1.0,
                "histogram",
                Map.of("-2", 0L, "-1", 1L, "0", 0L, "1", 1L, "2", 1L)));
    assertThat(SamplePoll.byOption(result, "count")).containsEntry("b", 1L).containsEntry("c", 0L);
    assertThat(SamplePoll.byOption(result, "mean"))
        .containsEntry("b", -1.0)
        .containsEntry("c", null);
    assertThat(SamplePoll.byOption(result, "median"))
        .containsEntry("b", -1.0)
        .containsEntry("c", null);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    SamplePoll trial = SamplePoll.of("score", Map.of(), "a");
    List<Map<String, ?>> ballots =
        List.of(scores("a", -2), scores("a", 2), scores("a", 1), scores("a", -2));

    assertThat(SamplePoll.byOption(trial.result(ballots), "median")).containsEntry("a", -0.5);
  }

  @Test
  void meanAndSumMayHaveDifferentWinners() {
    List<Map<String, ?>> ballots =
        List.of(scores("a", 1, "b", 2), scores("a", 1), scores("a", 1), scores("c", -2));

    assertThat(SamplePoll.of("score", Map.of(), "a", "b", "c").result(ballots).get("winners"))
        .isEqualTo(List.of("a"));
    assertThat(
            SamplePoll.of("score", Map.of("rank", "mean"), "a", "b", "c")
                .result(ballots)
                .get("winners"))
        .isEqualTo(List.of("b"));
  }

  @Test
  void tiedOptionsAllWin() {
    SamplePoll bySum = SamplePoll.of("score", Map.of(), "a", "b", "c");
    SamplePoll byMean = SamplePoll.of("score", Map.of("rank", "mean"), "a", "b", "c");
    List<Map<String, ?>> ballots = List.of(scores("c", 1, "b", 1), scores("a", 1, "b", 0));

    assertThat(bySum.result(ballots).get("winners")).isEqualTo(List.of("a", "b", "c"));
    assertThat(byMean.result(ballots).get("winners")).isEqualTo(List.of("a", "c"));
    assertThat(bySum.result(Tally.empty(1)).get("winners")).isEqualTo(List.of());
    assertThat(byMean.result(List.of(scores())).get("winners")).isEqualTo(List.of());
  }

  @Test
  void meansAreComparedAsExactFractions() {
    SamplePoll trial = SamplePoll.of("score", Map.of("min", 0, "max", 1, "rank", "mean"), "a", "b");
    long n = 1_000_000_000L;
    Tally tally = new Tally(1, n + 1, false, Map.of("a=0", 1L, "a=1", n - 1, "b=0", 1L, "b=1", n));

    Map<String, Object> result = trial.result(tally);

    assertThat(SamplePoll.byOption(result, "mean").get("a"))
        .isEqualTo(SamplePoll.byOption(result, "mean").get("b"));
    assertThat(result.get("winners")).isEqualTo(List.of("b"));
  }

  /** By the mean a voter can harm an option by scoring it above zero; by the sum never. */
  @Test
  void byTheMeanAPositiveScoreMayMakeAnOptionLose() {
    List<Map<String, ?>> before = List.of(scores("a", 2, "b", 1), scores("b", 2));
    List<Map<String, ?>> after = new ArrayList<>(before);
    after.add(scores("a", 0));
    SamplePoll byMean = SamplePoll.of("score", Map.of("rank", "mean", "min", -1), "a", "b");

    assertThat(byMean.result(before).get("winners")).isEqualTo(List.of("a"));
    assertThat(byMean.result(after).get("winners")).isEqualTo(List.of("b"));
  }

  @Test
  void equalScoresAreTheSameBallotHoweverWritten() {
    SamplePoll trial = SamplePoll.of("score", Map.of(), "a", "b");

    assertThat(trial.read(scores("b", new BigDecimal("2.0"), "a", -1L)))
        .isEqualTo(trial.read(scores("a", -1, "b", 2)));
    assertThat(trial.read(scores("a", -1, "b", 2)).cells()).containsExactly("a=-1", "b=2");
    assertThat(trial.read(scores()).cells()).isEmpty();
  }

  @Test
  void invalidScoresAreRefusedWithAReason() {
    SamplePoll trial = SamplePoll.of("score", Map.of(), "a", "b");
    trial.refuses(Map.of(), "needs the field 'scores'");
    trial.refuses(Map.of("scores", List.of(1)), "must be an object");
    trial.refuses(Map.of("scores", Map.of("a", 1), "x", 1), "beside");
    trial.refuses(scores("z", 1), "option that is not in the poll");
    for (Object bad :
        new Object[] {
          3,
          -3,
          "1",
          1.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          true,
          List.of(1),
          null,
          new BigDecimal("1e999999999"),
          new BigDecimal("1e-999999999"),
          Long.MAX_VALUE
        }) {
      trial.refuses(scores("a", bad), "whole number from -2 to 2");
    }
  }

  @Test
  void theRangeOfScoresIsBounded() {
    assertThat(SamplePoll.of("score", Map.of(), "a").poll().settings().own())
        .isEqualTo(Map.of("min", -2, "max", 2, "rank", "sum"));
    SamplePoll.of("score", Map.of("min", 999_900, "max", 1_000_000), "a");
    SamplePoll.refusesSettings("score", Map.of("min", 0, "max", 101), "/settings/max");
    SamplePoll.refusesSettings("score", Map.of("min", 2), "/settings/max");
    SamplePoll.refusesSettings("score", Map.of("min", 5, "max", 5), "/settings/max");
    SamplePoll.refusesSettings("score", Map.of("min", -1_000_001), "/settings/min");
    SamplePoll.refusesSettings("score", Map.of("min", 0.5), "/settings/min");
    SamplePoll.refusesSettings("score", Map.of("rank", "median"), "/settings/rank");
    SamplePoll.refusesSettings("score", Map.of("steps", 5), "/settings/steps");
  }

  @Test
  void theTableHasAColumnForEachScore() {
    SamplePoll trial = SamplePoll.of("score", Map.of("min", 0, "max", 2), "a", "b");
    VotingMethod.Table table =
        trial.method().table(trial.poll(), trial.tally(List.of(scores("a", 2))));

    assertThat(table.head())
        .containsExactly("id", "label", "count", "sum", "mean", "median", "0", "1", "2");
    assertThat(table.rows().get(0)).containsExactly("a", "A", 1L, 2L, 2.0, 2.0, 0L, 0L, 1L);
    assertThat(table.rows().get(1)).containsExactly("b", "B", 0L, 0L, null, null, 0L, 0L, 0L);
    assertThat(trial.method().row(trial.poll(), scores("b", 1))).containsExactly(null, 1);
  }
}
