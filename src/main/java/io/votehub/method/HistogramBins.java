package io.votehub.method;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts numbers into at most {@value #MOST} bins of one width whose edges are good to read: the
 * least distance that two numbers may have, or 2, 5, 10, 20, 50, … times that. So where few numbers
 * are possible each has its own bin.
 *
 * <p>A number belongs to the bin that begins with it; one that ends the last bin belongs to that.
 */
final class HistogramBins {
  private static final int MOST = 20;
  private static final int[] MULTIPLES = {1, 2, 5};

  private final BigDecimal base;
  private final BigDecimal width;
  private final BigDecimal first;
  private final BigDecimal last;

  /** One bin: {@code from} belongs to it, {@code to} to the next one, if there is one. */
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
    this.first = place(least, RoundingMode.FLOOR);
    this.last = place(greatest, RoundingMode.FLOOR);
  }

  private BigDecimal place(BigDecimal number, RoundingMode rounding) {
    return number.subtract(base).divide(width, 0, rounding);
  }

  private BigDecimal edge(BigDecimal place) {
    return base.add(place.multiply(width));
  }

  /**
   * The bins from the least to the greatest number; none where there are no numbers.
   *
   * @param base where an edge would be
   * @param unit the least distance that two numbers may have
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
        if (end.subtract(bins.first).compareTo(BigDecimal.valueOf(MOST)) <= 0) {
          return bins.filled(numbers, end.subtract(bins.first).intValueExact());
        }
      }
    }
  }

  /** The place of the edge that closes the last bin, which is not empty. */
  private BigDecimal end(BigDecimal greatest) {
    BigDecimal onOrAbove = place(greatest, RoundingMode.CEILING);
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
