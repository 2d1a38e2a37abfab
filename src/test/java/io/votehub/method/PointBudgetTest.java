package io.votehub.method;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PointBudgetTest {
  private static Map<String, ?> points(Map<String, ?> byOption) {
    return Map.of("points", byOption);
  }

  @Test
  void pointsAddUpAndSharesAreOfAllPointsGiven() {
    SamplePoll trial = SamplePoll.of("points", Map.of(), "a", "b", "c");

    Map<String, Object> result =
        trial.result(List.of(points(Map.of("a", 60, "b", 40)), points(Map.of("a", 20))));

    assertThat(result.get("options"))
        .isEqualTo(
            List.of(
                Map.of("id", "a", "sum", 80L, "share", 80.0 / 120),
                Map.of("id", "b", "sum", 40L, "share", 40.0 / 120),
                Map.of("id", "c", "sum", 0L, "share", 0.0)));
    assertThat(result.get("winners")).isEqualTo(List.of("a"));
  }

  @Test
  void tiedOptionsAllWinAndWithoutPointsNoneDoes() {
    SamplePoll trial = SamplePoll.of("points", Map.of(), "a", "b", "c");

    assertThat(
            trial
                .result(
                    List.of(
                        points(Map.of("c", 50)),
                        points(Map.of("a", 30, "c", 0)),
                        points(Map.of("a", 20))))
                .get("winners"))
        .isEqualTo(List.of("a", "c"));
    Map<String, Object> none = trial.result(List.of(points(Map.of())));
    assertThat(none.get("winners")).isEqualTo(List.of());
    assertThat(SamplePoll.byOption(none, "share")).containsEntry("a", 0.0);
  }

  @Test
  void noPointsEqualsOmittingTheOption() {
    SamplePoll trial = SamplePoll.of("points", Map.of(), "a", "b");

    assertThat(trial.read(points(Map.of("a", 0, "b", new BigDecimal("1e1")))))
        .isEqualTo(trial.read(points(Map.of("b", 10))));
    assertThat(trial.read(points(Map.of("a", 0))).cells()).isEmpty();
  }

  @Test
  void pointsAreCountedByDigitToKeepCellsFew() {
    SamplePoll trial = SamplePoll.of("points", Map.of("total", 10_000), "a", "b");

    assertThat(trial.read(points(Map.of("a", 64, "b", 7003))).cells())
        .containsExactlyInAnyOrder("a=60", "a=4", "b=7000", "b=3");
    List<Map<String, ?>> every = new ArrayList<>();
    for (int i = 0; i <= 10_000; i++) {
      every.add(points(Map.of("a", i, "b", 10_000 - i)));
    }
    Tally tally = trial.tally(every);
    assertThat(tally.cells()).hasSizeLessThanOrEqualTo(2 * 37);
    assertThat(SamplePoll.byOption(trial.result(tally), "sum"))
        .containsOnly(entry("a", 50_005_000L), entry("b", 50_005_000L));
  }

  /** Monotone: one more point for an option is one more in its sum, and in no other. */
  @Property
  void oneMorePointAddsOneToTheSum(
      @ForAll @IntRange(max = 998) int before, @ForAll @IntRange(max = 1000) int others) {
    SamplePoll trial = SamplePoll.of("points", Map.of("total", 1000), "a", "b");
    Map<String, ?> other = points(Map.of("b", others));

    assertThat(
            SamplePoll.byOption(
                trial.result(List.of(other, points(Map.of("a", before + 1)))), "sum"))
        .containsOnly(entry("a", before + 1L), entry("b", (long) others));
  }

  @Test
  void invalidPointsAreRefusedWithAReason() {
    SamplePoll trial = SamplePoll.of("points", Map.of(), "a", "b");
    trial.refuses(Map.of("points", 5), "must be an object");
    trial.refuses(points(Map.of("z", 5)), "option that is not in the poll");
    trial.refuses(points(Map.of("a", 60, "b", 41)), "gives 101 points of at most 100");
    for (Object bad :
        new Object[] {-1, 101, 0.5, "5", Double.NaN, List.of(), new BigDecimal("1e999999999")}) {
      trial.refuses(points(Map.of("a", bad)), "whole numbers from 0 to 100");
    }
  }

  @Test
  void theTotalIsBounded() {
    assertThat(SamplePoll.of("points", Map.of(), "a").poll().settings().own())
        .isEqualTo(Map.of("total", 100));
    SamplePoll.refusesSettings("points", Map.of("total", 0), "/settings/total");
    SamplePoll.refusesSettings("points", Map.of("total", 10_001), "/settings/total");
    SamplePoll.refusesSettings("points", Map.of("max", 5), "/settings/max");
  }

  @Test
  void theTableHasSumAndShare() {
    SamplePoll trial = SamplePoll.of("points", Map.of(), "a", "b");
    VotingMethod.Table table =
        trial.method().table(trial.poll(), trial.tally(List.of(points(Map.of("b", 9)))));

    assertThat(table.head()).containsExactly("id", "label", "sum", "share");
    assertThat(table.rows())
        .containsExactly(List.of("a", "A", 0L, 0.0), List.of("b", "B", 9L, 1.0));
    assertThat(trial.method().row(trial.poll(), points(Map.of("b", 9)))).containsExactly(0, 9);
  }
}
