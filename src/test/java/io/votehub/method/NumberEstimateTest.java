package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberEstimateTest {
  private static Map<String, ?> number(Object number) {
    return Map.of("number", number instanceof String text ? new BigDecimal(text) : number);
  }

  private static List<Map<String, ?>> numbers(String... numbers) {
    return new ArrayList<>(Arrays.stream(numbers).map(NumberEstimateTest::number).toList());
  }

  private static Map<String, Object> result(String... numbers) {
    return SamplePoll.of("number", Map.of()).result(numbers(numbers));
  }

  private static Map<String, Object> bin(Object from, Object to, long count) {
    return Map.of("from", from, "to", to, "count", count);
  }

  /** F. Galton, "Vox populi", Nature 75 (1907), p. 450: the middlemost estimate of an ox. */
  @Test
  void galtonsMedianEstimateIsReproduced() {
    Map<String, Object> result = result("1074", "1162", "1198", "1207", "1214", "1236", "1293");

    assertThat(result).containsEntry("median", 1207).containsEntry("count", 7L);
    assertThat(result).containsEntry("min", 1074).containsEntry("max", 1293);
  }

  @Test
  void meanAndMedianAreExact() {
    Map<String, Object> result = result("0.1", "0.2", "0.3", "0.35");

    assertThat(result)
        .containsEntry("mean", 0.2375)
        .containsEntry("median", new BigDecimal("0.25"))
        .containsEntry("exact", true);
    assertThat(result("0.000000001", "0.000000002"))
        .containsEntry("median", new BigDecimal("0.0000000015"));
    assertThat(result("999999999999999.5", "-999999999999999.5")).containsEntry("mean", 0.0);
    assertThat(result("1", "1", "2")).containsEntry("mean", 4.0 / 3).containsEntry("median", 1);
  }

  @Test
  void withoutBallotsThereAreNoStatistics() {
    Map<String, Object> result = result();

    assertThat(result).containsEntry("count", 0L).containsEntry("histogram", List.of());
    for (String statistic : List.of("mean", "median", "min", "max")) {
      assertThat(result).containsEntry(statistic, null);
    }
  }

  @Test
  void equalNumbersAreTheSameBallotHoweverWritten() {
    SamplePoll trial = SamplePoll.of("number", Map.of());

    assertThat(trial.read(number("42.50"))).isEqualTo(trial.read(number("42.5")));
    assertThat(trial.read(number("42.50")).value())
        .isEqualTo(Map.of("number", new BigDecimal("42.5")));
    assertThat(trial.read(number("1e3"))).isEqualTo(trial.read(number(1000)));
    assertThat(trial.read(number(1000.0))).isEqualTo(trial.read(number(1000L)));
    assertThat(trial.read(number("-0.0"))).isEqualTo(trial.read(number(0)));
    assertThat(trial.read(number(BigInteger.TEN)).value()).isEqualTo(Map.of("number", 10));
    assertThat(trial.read(number("1e15")).value())
        .isEqualTo(Map.of("number", 1_000_000_000_000_000L));
  }

  @Test
  void fewIntegersHaveOneBinEach() {
    assertThat(result("3", "1", "3", "4").get("histogram"))
        .isEqualTo(List.of(bin(1, 2, 1), bin(2, 3, 0), bin(3, 4, 2), bin(4, 5, 1)));
    assertThat(result("7").get("histogram")).isEqualTo(List.of(bin(7, 8, 1)));
  }

  @Test
  void fewDecimalsHaveOneBinEachToo() {
    assertThat(result("-0.1", "0.1").get("histogram"))
        .isEqualTo(
            List.of(
                bin(new BigDecimal("-0.1"), 0, 1),
                bin(0, new BigDecimal("0.1"), 0),
                bin(new BigDecimal("0.1"), new BigDecimal("0.2"), 1)));
  }

  @Test
  void manyNumbersFallIntoBinsWithRoundEdges() {
    List<?> bins = (List<?>) result("0", "4", "5", "99", "100").get("histogram");

    assertThat(bins).hasSize(20);
    assertThat(bins.get(0)).isEqualTo(bin(0, 5, 2));
    assertThat(bins.get(1)).isEqualTo(bin(5, 10, 1));
    assertThat(bins.get(19)).isEqualTo(bin(95, 100, 2));

    List<?> wide = (List<?>) result("-1e15", "1e-9", "1e15").get("histogram");
    assertThat(wide).hasSize(20);
    assertThat(wide.get(0)).isEqualTo(bin(-1_000_000_000_000_000L, -900_000_000_000_000L, 1));
  }

  @Test
  void binsAreMultiplesOfTheStep() {
    SamplePoll trial = SamplePoll.of("number", Map.of("min", 1, "max", 100, "step", 3));

    assertThat(trial.result(numbers("1", "4", "4", "10")).get("histogram"))
        .isEqualTo(List.of(bin(1, 4, 1), bin(4, 7, 2), bin(7, 10, 0), bin(10, 13, 1)));
    assertThat(((List<?>) trial.result(numbers("1", "100")).get("histogram")).get(0))
        .isEqualTo(bin(1, 7, 1));
  }

  @Test
  void aNumberMustRespectBoundsAndStep() {
    SamplePoll trial =
        SamplePoll.of("number", Map.of("min", 0.5, "max", 10, "step", new BigDecimal("0.1")));

    assertThat(trial.read(number("0.5")).cells()).containsExactly("=0.5");
    assertThat(trial.read(number("9.9")).cells()).containsExactly("=9.9");
    trial.refuses(number("0.4"), "at least 0.5");
    trial.refuses(number("10.1"), "at most 10");
    trial.refuses(number("0.55"), "in steps of 0.1 from 0.5");
    SamplePoll.of("number", Map.of("step", 5)).refuses(number("12"), "in steps of 5 from 0");
    SamplePoll.of("number", Map.of("step", 5)).read(number("-10"));
  }

  @Test
  void invalidOrOutOfRangeNumbersAreRefused() {
    SamplePoll trial = SamplePoll.of("number", Map.of());
    trial.refuses(Map.of(), "needs the field 'number'");
    trial.refuses(Map.of("number", "42"), "must be a number");
    trial.refuses(number(List.of(1)), "must be a number");
    trial.refuses(number(true), "must be a number");
    for (Object bad :
        new Object[] {
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          Double.MAX_VALUE,
          Long.MAX_VALUE,
          new BigDecimal("1e999999999"),
          new BigDecimal("-1e-999999999"),
          new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
          new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000), 3_000_000),
          new BigDecimal("1000000000000000.000000001"),
          new BigDecimal("0.0000000001")
        }) {
      trial.refuses(number(bad), "at most 9 decimals");
    }
  }

  @Test
  void boundsAreCheckedWhenThePollIsCreated() {
    SamplePoll trial =
        SamplePoll.of(
            "number",
            Map.of("min", new BigDecimal("0.50"), "max", 1e3, "step", 0.5, "unit", " kg\n"));
    Map<String, Object> given = new HashMap<>();
    given.put("max", null);

    assertThat(trial.poll().settings().own())
        .isEqualTo(
            Map.of(
                "min",
                new BigDecimal("0.5"),
                "max",
                1000,
                "step",
                new BigDecimal("0.5"),
                "unit",
                "kg"));
    assertThat(SamplePoll.of("number", given).poll().settings().own()).isEmpty();
    SamplePoll.refusesSettings("number", Map.of("min", "0"), "/settings/min");
    SamplePoll.refusesSettings("number", Map.of("max", new BigDecimal("1e16")), "/settings/max");
    SamplePoll.refusesSettings("number", Map.of("min", 1, "max", 1), "/settings/max");
    SamplePoll.refusesSettings("number", Map.of("step", 0), "/settings/step");
    SamplePoll.refusesSettings("number", Map.of("step", -1), "/settings/step");
    SamplePoll.refusesSettings("number", Map.of("unit", "x".repeat(21)), "/settings/unit");
    SamplePoll.refusesSettings("number", Map.of("bins", 5), "/settings/bins");
  }

  @Test
  void aPollNeedsNoOptions() {
    Map<String, Object> json = Map.of("question", "How many?", "method", "number");

    assertThat(PollSpec.read(json, VotingMethods.standard()).options()).isEmpty();
  }

  @Test
  void omittedCellsStillCountApproximately() {
    SamplePoll trial = SamplePoll.of("number", Map.of());
    SplittableRandom random = new SplittableRandom(4);
    List<Map<String, ?>> ballots = new ArrayList<>();
    List<BigDecimal> given = new ArrayList<>();
    for (int i = 0; i < 60_001; i++) {
      BigDecimal number = BigDecimal.valueOf(random.nextLong(-2_000_000, 9_000_000), 3);
      given.add(number);
      ballots.add(number(number));
    }
    Collections.sort(given);
    Tally tally = trial.tally(ballots);

    Map<String, Object> result = trial.result(tally);

    assertThat(tally.cells()).hasSize(20_000);
    assertThat(result).containsEntry("exact", false).containsEntry("count", 60_001L);
    near(result.get("median"), given.get(30_000));
    near(result.get("min"), given.get(0));
    near(result.get("max"), given.get(60_000));
    BigDecimal sum = given.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    near(result.get("mean"), BigDecimal.valueOf(sum.doubleValue() / 60_001));
    assertThat((List<?>) result.get("histogram"))
        .extracting(bin -> (Long) ((Map<?, ?>) bin).get("count"))
        .satisfies(counts -> assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(60_001));
  }

  /** Within half a hundredth. */
  private static void near(Object shown, BigDecimal exact) {
    double apart = Math.abs(((Number) shown).doubleValue() - exact.doubleValue());
    assertThat(apart).isLessThanOrEqualTo(Math.abs(exact.doubleValue()) / 200);
  }

  @Property
  void statisticsAreThoseOfTheSortedNumbers(
      @ForAll @Size(min = 1, max = 40)
          List<@BigRange(min = "-50", max = "50") @Scale(1) BigDecimal> given) {
    List<BigDecimal> sorted = given.stream().sorted().toList();
    int n = sorted.size();
    BigDecimal middle =
        sorted.get((n - 1) / 2).add(sorted.get(n / 2)).divide(BigDecimal.valueOf(2));

    Map<String, Object> result =
        SamplePoll.of("number", Map.of())
            .result(given.stream().map(NumberEstimateTest::number).toList());

    assertThat(result.get("median")).isEqualTo(Decimal.plain(middle));
    assertThat(result.get("min")).isEqualTo(Decimal.plain(sorted.get(0)));
    assertThat(result.get("max")).isEqualTo(Decimal.plain(sorted.get(n - 1)));
    assertThat((List<?>) result.get("histogram"))
        .hasSizeBetween(1, 20)
        .allSatisfy(bin -> holds((Map<?, ?>) bin, given, result));
  }

  private static void holds(Map<?, ?> bin, List<BigDecimal> given, Map<String, Object> result) {
    BigDecimal from = new BigDecimal(bin.get("from").toString());
    BigDecimal to = new BigDecimal(bin.get("to").toString());
    List<?> bins = (List<?>) result.get("histogram");
    boolean last = bins.get(bins.size() - 1).equals(bin);
    long count =
        given.stream()
            .filter(n -> n.compareTo(from) >= 0)
            .filter(n -> n.compareTo(to) < 0 || (last && n.compareTo(to) == 0))
            .count();
    assertThat(bin.get("count")).isEqualTo(count);
  }

  @Test
  void theTableHasTheStatisticsAndTheBins() {
    SamplePoll trial = SamplePoll.of("number", Map.of());
    VotingMethod.Table table = trial.method().table(trial.poll(), trial.tally(numbers("1", "2")));

    assertThat(table.head()).containsExactly("what", "from", "to", "value");
    assertThat(table.rows())
        .containsExactly(
            Arrays.asList("count", null, null, 2L),
            Arrays.asList("mean", null, null, 1.5),
            Arrays.asList("median", null, null, new BigDecimal("1.5")),
            Arrays.asList("min", null, null, 1),
            Arrays.asList("max", null, null, 2),
            List.of("bin", 1, 2, 1L),
            List.of("bin", 2, 3, 1L));
    assertThat(trial.method().row(trial.poll(), number("2.5")))
        .containsExactly(new BigDecimal("2.5"));
  }
}
