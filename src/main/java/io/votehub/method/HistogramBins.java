package io.votehub.method;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts numbers into at most {@value #MAX_BINS} bins of equal width with readable edges: the width
 * is the unit (the smallest distance between two numbers), or 2, 5, 10, 20, 50, … times that. If
 * few numbers are possible, each has a bin of its own.
 *
 * <p>Bins include their lower edge; the last bin also includes its upper edge.
 */
final class HistogramBins {
  private static final int MAX_BINS = 20;
  private static final int[] MULTIPLES = {1, 2, 5};

  private final BigDecimal base;
  private final BigDecimal width;
  private final BigDecimal first;
  private final BigDecimal last;

  /** One bin, including {@code from} and, except for the last bin, excluding {@code to}. */
  record Bin(BigDecimal from, BigDecimal to, long count) {
    Map<String, Object> result() {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("from", Decimal.plain(from));
      result.put("to", Decimal.plain(to));
      result.put("count", count);
      return result;
    }
  }

  private HistogramBins(BigDecimal base, BigDecimal width, BigDecimal least, BigDecimal greatest) {
    this.base = base;
    this.width = width;
    this.first = index(least, RoundingMode.FLOOR);
    this.last = index(greatest, RoundingMode.FLOOR);
  }

  private BigDecimal index(BigDecimal number, RoundingMode rounding) {
    return number.subtract(base).divide(width, 0, rounding);
  }

  private BigDecimal edge(BigDecimal index) {
    return base.add(index.multiply(width));
  }

  /**
   * The bins from the smallest to the greatest number; empty without numbers.
   *
   * @param base where one of the edges lies
   * @param unit the smallest distance between two different numbers
   */
  static List<Bin> of(Estimates estimates, BigDecimal base, BigDecimal unit) {
    List<Estimates.Estimate> numbers = estimates.numbers();
    if (numbers.isEmpty()) {
      return List.of();
    }
    BigDecimal least = numbers.get(0).number();
    BigDecimal greatest = numbers.get(numbers.size() - 1).number();
    for (int power = 0; ; power++) {
      for (int multiple : MULTIPLES) {
        BigDecimal times = BigDecimal.valueOf(multiple).scaleByPowerOfTen(power);
        HistogramBins bins = new HistogramBins(base, unit.multiply(times), least, greatest);
        boolean own = times.compareTo(BigDecimal.ONE) == 0;
        BigDecimal end = own ? bins.last.add(BigDecimal.ONE) : bins.end(greatest);
        if (end.subtract(bins.first).compareTo(BigDecimal.valueOf(MAX_BINS)) <= 0) {
          return bins.filled(numbers, end.subtract(bins.first).intValueExact());
        }
      }
    }
  }

  /** The index of the upper edge of the last bin, which is not empty. */
  private BigDecimal end(BigDecimal greatest) {
    BigDecimal onOrAbove = index(greatest, RoundingMode.CEILING);
    return onOrAbove.max(first.add(BigDecimal.ONE));
  }

  private List<Bin> filled(List<Estimates.Estimate> numbers, int size) {
    List<Bin> bins = new ArrayList<>(size);
    int next = 0;
    for (int i = 0; i < size; i++) {
      BigDecimal from = edge(first.add(BigDecimal.valueOf(i)));
      BigDecimal to = from.add(width);
      long count = 0;
      while (next < numbers.size()
          && (i == size - 1 || numbers.get(next).number().compareTo(to) < 0)) {
        count += numbers.get(next++).count();
      }
      bins.add(new Bin(from, to, count));
    }
    return bins;
  }
}
