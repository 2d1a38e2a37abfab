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
 * The numbers that ballots gave, as a tally knows them, the least first. It knows all of them
 * exactly unless it leaves cells out. Then what is left out counts at the middle of the numbers
 * that begin with the same three digits, which is off by a half of a hundredth of it at the most.
 *
 * @param exact whether every ballot stands with its own number
 */
record Estimates(List<Estimate> numbers, long count, boolean exact) {
  private static final char EXACT = '=';

  /** Sorts before {@link #EXACT}, so that among equal sums these cells are kept. */
  private static final char WIDE = '#';

  private static final int WIDE_DIGITS = 3;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** A number, and how many gave it. */
  record Estimate(BigDecimal number, long count) {}

  /** The cell of one number. */
  static String cell(BigDecimal number) {
    return EXACT + number.toPlainString();
  }

  /** The cell of all numbers that begin with the same three digits, at the same place. */
  static String wideCell(BigDecimal number) {
    return WIDE + start(number).toPlainString();
  }

  private static BigDecimal start(BigDecimal number) {
    return number.round(new MathContext(WIDE_DIGITS, RoundingMode.DOWN)).stripTrailingZeros();
  }

  /** The middle of the numbers that begin like this. */
  private static BigDecimal middle(BigDecimal start) {
    if (start.signum() == 0) {
      return start;
    }
    int place = start.precision() - start.scale() - WIDE_DIGITS;
    BigDecimal half = BigDecimal.ONE.scaleByPowerOfTen(place).divide(TWO);
    return start.add(start.signum() < 0 ? half.negate() : half);
  }

  static Estimates of(Tally tally) {
    List<Estimate> numbers = new ArrayList<>(tally.cells().size());
    Map<BigDecimal, Long> wide = new HashMap<>();
    int scale = 0;
    for (Map.Entry<String, Long> cell : tally.cells().entrySet()) {
      if (cell.getKey().charAt(0) == EXACT) {
        BigDecimal number = new BigDecimal(cell.getKey().substring(1));
        scale = Math.max(scale, number.scale());
        numbers.add(new Estimate(number, cell.getValue()));
      } else if (tally.more() > 0) {
        wide.put(new BigDecimal(cell.getKey().substring(1)).stripTrailingZeros(), cell.getValue());
      }
    }
    if (tally.more() > 0) {
      numbers.forEach(
          known -> wide.computeIfPresent(start(known.number), (s, sum) -> sum - known.count));
      wide.values().removeIf(rest -> rest <= 0);
      wide.forEach((start, rest) -> numbers.add(new Estimate(middle(start), rest)));
    }
    long count = count(numbers);
    boolean exact = wide.isEmpty() && count == tally.ballots();
    return new Estimates(sorted(numbers, scale), count, exact);
  }

  /** Numbers of one scale are compared as whole numbers, which is much faster. */
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

  /** The double nearest to the exact mean; null where there are no numbers. */
  Double mean() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Estimate each : numbers) {
      sum = sum.add(each.number.multiply(BigDecimal.valueOf(each.count)));
    }
    return count == 0 ? null : Decimal.mean(sum, count);
  }

  /** The middle number, or the mean of the middle two; null where there are no numbers. */
  Number median() {
    return count == 0 ? null : Decimal.plain(at((count - 1) / 2).add(at(count / 2)).divide(TWO));
  }

  /** The number at a place, the least first, from 0. */
  private BigDecimal at(long place) {
    int i = 0;
    for (long passed = numbers.get(0).count; passed <= place; passed += numbers.get(i).count) {
      i++;
    }
    return numbers.get(i).number;
  }

  Number least() {
    return count == 0 ? null : Decimal.plain(numbers.get(0).number);
  }

  Number greatest() {
    return count == 0 ? null : Decimal.plain(numbers.get(numbers.size() - 1).number);
  }

  /** 1, or the place of the last decimal that any of the numbers has. */
  BigDecimal lastDigit() {
    int scale = numbers.stream().mapToInt(each -> each.number.scale()).max().orElse(0);
    return BigDecimal.ONE.movePointLeft(Math.max(0, scale));
  }
}
