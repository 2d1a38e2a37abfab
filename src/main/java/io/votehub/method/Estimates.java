package io.votehub.method;

import io.votehub.poll.Tally;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers given by the ballots of a tally, in ascending order. They are exact unless the tally
 * omits cells. The numbers of omitted cells are then approximated by the middle of all numbers with
 * the same first three significant digits, an error of 0.5 % at most.
 *
 * @param exact whether every ballot is represented by its own number
 */
record Estimates(List<Estimate> numbers, long count, boolean exact) {
  private static final char EXACT = '=';

  /** Sorts before {@link #EXACT}, so that these cells are kept among equal sums. */
  private static final char COARSE = '#';

  private static final int COARSE_DIGITS = 3;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** A number and how many ballots gave it. */
  record Estimate(BigDecimal number, long count) {}

  /** The cell of a single number. */
  static String cell(BigDecimal number) {
    return EXACT + number.toPlainString();
  }

  /** The cell of all numbers with the same first three significant digits. */
  static String coarseCell(BigDecimal number) {
    return COARSE + leadingDigits(number).toPlainString();
  }

  private static BigDecimal leadingDigits(BigDecimal number) {
    return number.round(new MathContext(COARSE_DIGITS, RoundingMode.DOWN)).stripTrailingZeros();
  }

  /** The middle of the numbers that begin with these digits. */
  private static BigDecimal middle(BigDecimal leadingDigits) {
    if (leadingDigits.signum() == 0) {
      return leadingDigits;
    }
    int place = leadingDigits.precision() - leadingDigits.scale() - COARSE_DIGITS;
    BigDecimal half = BigDecimal.ONE.scaleByPowerOfTen(place).divide(TWO);
    return leadingDigits.add(leadingDigits.signum() < 0 ? half.negate() : half);
  }

  static Estimates of(Tally tally) {
    List<Estimate> numbers = new ArrayList<>(tally.cells().size());
    Map<BigDecimal, Long> coarse = new HashMap<>();
    int scale = 0;
    for (Map.Entry<String, Long> cell : tally.cells().entrySet()) {
      if (cell.getKey().charAt(0) == EXACT) {
        BigDecimal number = new BigDecimal(cell.getKey().substring(1));
        scale = Math.max(scale, number.scale());
        numbers.add(new Estimate(number, cell.getValue()));
      } else if (tally.more() > 0) {
        coarse.put(
            new BigDecimal(cell.getKey().substring(1)).stripTrailingZeros(), cell.getValue());
      }
    }
    if (tally.more() > 0) {
      numbers.forEach(
          known ->
              coarse.computeIfPresent(leadingDigits(known.number), (s, sum) -> sum - known.count));
      coarse.values().removeIf(rest -> rest <= 0);
      coarse.forEach(
          (leadingDigits, rest) -> numbers.add(new Estimate(middle(leadingDigits), rest)));
    }
    long count = count(numbers);
    boolean exact = coarse.isEmpty() && count == tally.ballots();
    return new Estimates(sorted(numbers, scale), count, exact);
  }

  /** Comparing numbers of equal scale is much faster. */
  private static List<Estimate> sorted(List<Estimate> numbers, int scale) {
    numbers.replaceAll(
        each ->
            each.number.scale() < scale
                ? new Estimate(each.number.setScale(scale), each.count)
                : each);
    numbers.sort(Comparator.comparing(Estimate::number));
    return numbers;
  }

  private static long count(List<Estimate> numbers) {
    return numbers.stream().mapToLong(Estimate::count).sum();
  }

  /** The double closest to the exact mean; null without numbers. */
  Double mean() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Estimate each : numbers) {
      sum = sum.add(each.number.multiply(BigDecimal.valueOf(each.count)));
    }
    return count == 0 ? null : Decimal.mean(sum, count);
  }

  /** The median, which is the mean of the middle two for an even count; null without numbers. */
  Number median() {
    return count == 0 ? null : Decimal.plain(at((count - 1) / 2).add(at(count / 2)).divide(TWO));
  }

  /** The number at a zero-based position in ascending order. */
  private BigDecimal at(long place) {
    int i = 0;
    for (long passed = numbers.get(0).count; passed <= place; passed += numbers.get(i).count) {
      i++;
    }
    return numbers.get(i).number;
  }

  Number min() {
    return count == 0 ? null : Decimal.plain(numbers.get(0).number);
  }

  Number max() {
    return count == 0 ? null : Decimal.plain(numbers.get(numbers.size() - 1).number);
  }

  /** The unit of the last decimal place used by any of the numbers, at most 1. */
  BigDecimal lastDigit() {
    int scale = numbers.stream().mapToInt(each -> each.number.scale()).max().orElse(0);
    return BigDecimal.ONE.movePointLeft(Math.max(0, scale));
  }
}
