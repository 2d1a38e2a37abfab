package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.poll.ValidationErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code number}: each ballot gives an exact number, within the bounds of {@link Decimal} and,
 * where set, between {@code min} and {@code max} in steps of {@code step} (from {@code min}, or
 * from 0); {@code unit} is displayed after it. Polls of this method need no options.
 *
 * <p>Cells: {@code =42.5} for each number, from which {@link Estimates} are exact. If the settings
 * allow more than {@value #FEW} numbers, a ballot also adds to the coarse cell {@code #42.5} of all
 * numbers with the same first three digits, which still locates numbers whose cells a tally omits.
 */
final class NumberEstimate implements VotingMethod {
  /** A tally of this size is evaluated within milliseconds and takes some hundred KiB to send. */
  private static final int MAX_CELLS = 20_000;

  private static final int FEW = 10_000;
  private static final int MAX_UNIT = 20;
  private static final List<String> SETTINGS = List.of("min", "max", "step", "unit");

  /** The allowed numbers. */
  private record Bounds(
      Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<BigDecimal> step) {
    BigDecimal base() {
      return step.flatMap(each -> min).orElse(BigDecimal.ZERO);
    }

    boolean allowFew() {
      return step.isPresent()
          && min.isPresent()
          && max.isPresent()
          && step.get().multiply(BigDecimal.valueOf(FEW)).compareTo(max.get().subtract(min.get()))
              > 0;
    }
  }

  @Override
  public String name() {
    return "number";
  }

  @Override
  public int minOptions() {
    return 0;
  }

  @Override
  public int maxCells() {
    return MAX_CELLS;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, SETTINGS);
    Map<String, Object> own = new LinkedHashMap<>();
    Optional<BigDecimal> min = setting(given, "min");
    Optional<BigDecimal> max = setting(given, "max");
    Optional<BigDecimal> step = setting(given, "step");
    min.ifPresent(number -> own.put("min", Decimal.plain(number)));
    max.ifPresent(number -> own.put("max", Decimal.plain(number)));
    step.ifPresent(number -> own.put("step", Decimal.plain(number)));
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) >= 0) {
      throw Refusal.field("/settings/max", "Must be greater than 'min'");
    }
    if (step.isPresent() && step.get().signum() <= 0) {
      throw Refusal.field("/settings/step", "Must be greater than 0");
    }
    if (given.get("unit") != null) {
      ValidationErrors faults = new ValidationErrors();
      own.put("unit", faults.text(given.get("unit"), "/settings/unit", MAX_UNIT));
      faults.throwIfAny();
    }
    return own;
  }

  /** Null counts as unset, as from an empty form field. */
  private static Optional<BigDecimal> setting(Map<String, ?> given, String name) {
    Object value = given.get(name);
    Optional<BigDecimal> number = Decimal.of(value);
    if (value != null && number.isEmpty()) {
      throw Refusal.field(
          "/settings/" + name,
          "Must be a number of at most "
              + Decimal.MAX_DECIMALS
              + " decimals, at most 1,000,000,000,000,000 from zero");
    }
    return number;
  }

  private static Bounds bounds(Poll poll) {
    Map<String, Object> own = poll.settings().own();
    return new Bounds(
        Decimal.of(own.get("min")), Decimal.of(own.get("max")), Decimal.of(own.get("step")));
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    Object given = Choices.onlyField(ballot, "number");
    if (!(given instanceof Number)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "'number' must be a number");
    }
    BigDecimal number =
        Decimal.of(given)
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.BAD_BALLOT,
                        "A number has at most "
                            + Decimal.MAX_DECIMALS
                            + " decimals, and is at most 1,000,000,000,000,000 from zero"));
    Bounds bounds = bounds(poll);
    check(number, bounds);
    String exact = Estimates.cell(number);
    List<String> cells =
        bounds.allowFew() ? List.of(exact) : List.of(exact, Estimates.coarseCell(number));
    return new Ballot(Map.of("number", Decimal.plain(number)), cells);
  }

  private static void check(BigDecimal number, Bounds bounds) {
    if (bounds.min.isPresent() && number.compareTo(bounds.min.get()) < 0) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "The number must be at least " + bounds.min.get().toPlainString());
    }
    if (bounds.max.isPresent() && number.compareTo(bounds.max.get()) > 0) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "The number must be at most " + bounds.max.get().toPlainString());
    }
    if (bounds.step.isPresent()
        && number.subtract(bounds.base()).remainder(bounds.step.get()).signum() != 0) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT,
          "The number must go in steps of "
              + bounds.step.get().toPlainString()
              + " from "
              + bounds.base().toPlainString());
    }
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Estimates estimates = Estimates.of(tally);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("count", tally.ballots());
    result.put("mean", estimates.mean());
    result.put("median", estimates.median());
    result.put("min", estimates.min());
    result.put("max", estimates.max());
    result.put(
        "histogram", histogram(poll, estimates).stream().map(HistogramBins.Bin::result).toList());
    result.put("exact", estimates.exact());
    return result;
  }

  private static List<HistogramBins.Bin> histogram(Poll poll, Estimates estimates) {
    Bounds bounds = bounds(poll);
    return HistogramBins.of(estimates, bounds.base(), bounds.step.orElseGet(estimates::lastDigit));
  }

  /** A row for each statistic, then a row for each bin of the histogram. */
  @Override
  public Table table(Poll poll, Tally tally) {
    Map<String, Object> result = result(poll, tally);
    List<List<Object>> rows = new ArrayList<>();
    for (String statistic : List.of("count", "mean", "median", "min", "max")) {
      rows.add(Arrays.asList(statistic, null, null, result.get(statistic)));
    }
    for (HistogramBins.Bin bin : histogram(poll, Estimates.of(tally))) {
      Map<String, Object> row = bin.result();
      rows.add(Arrays.asList("bin", row.get("from"), row.get("to"), row.get("count")));
    }
    return new Table(List.of("what", "from", "to", "value"), rows);
  }

  @Override
  public List<String> columns(Poll poll) {
    return List.of("number");
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return List.of(ballot.get("number"));
  }
}
