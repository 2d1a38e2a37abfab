package io.votehub.method;

import io.votehub.poll.Option;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scores given to one option. */
final class Scores {
  private final Option option;
  private final int lowest;
  private final long[] counts;

  /**
   * @param lowest the lowest possible score
   * @param counts how often each score was given, lowest first
   */
  Scores(Option option, int lowest, long[] counts) {
    this.option = option;
    this.lowest = lowest;
    this.counts = counts.clone();
  }

  Option option() {
    return option;
  }

  /** How many ballots score the option. */
  long count() {
    long count = 0;
    for (long each : counts) {
      count += each;
    }
    return count;
  }

  long sum() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (lowest + i) * counts[i];
    }
    return sum;
  }

  /** Compares the exact means, as fractions; both options must have scores. */
  int compareMean(Scores other) {
    return product(sum(), other.count()).compareTo(product(other.sum(), count()));
  }

  private static BigInteger product(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  /**
   * The double closest to the exact mean over the ballots that score the option; null without any.
   */
  Double mean() {
    return count() == 0 ? null : Decimal.mean(BigDecimal.valueOf(sum()), count());
  }

  /** The median, the exact mean of the middle two for an even count; null without scores. */
  Double median() {
    long count = count();
    return count == 0 ? null : (at((count - 1) / 2) + at(count / 2)) / 2.0;
  }

  /** The score at a zero-based position in ascending order. */
  private int at(long position) {
    long cumulative = counts[0];
    int i = 0;
    while (cumulative <= position) {
      cumulative += counts[++i];
    }
    return lowest + i;
  }

  Map<String, Object> result() {
    Map<String, Long> histogram = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      histogram.put(Integer.toString(lowest + i), counts[i]);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", option.id());
    result.put("count", count());
    result.put("sum", sum());
    result.put("mean", mean());
    result.put("median", median());
    result.put("histogram", histogram);
    return result;
  }

  List<Object> row() {
    List<Object> row = new ArrayList<>();
    row.add(option.id());
    row.add(option.label());
    row.add(count());
    row.add(sum());
    row.add(mean());
    row.add(median());
    for (long each : counts) {
      row.add(each);
    }
    return row;
  }
}
