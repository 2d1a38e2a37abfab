package io.votehub.method;

import io.votehub.poll.Option;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scores that one option was given. */
final class Scores {
  private final Option option;
  private final int least;
  private final long[] counts;

  /**
   * @param least the least score there is
   * @param counts how often each score was given, the least first
   */
  Scores(Option option, int least, long[] counts) {
    this.option = option;
    this.least = least;
    this.counts = counts.clone();
  }

  Option option() {
    return option;
  }

  /** How many scored it. */
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
      sum += (least + i) * counts[i];
    }
    return sum;
  }

  /** Compares the exact means, as fractions; both were scored by someone. */
  int compareMean(Scores other) {
    return product(sum(), other.count()).compareTo(product(other.sum(), count()));
  }

  private static BigInteger product(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  /** The double nearest to the exact mean over those who scored it; null where nobody did. */
  Double mean() {
    return count() == 0 ? null : Decimal.mean(BigDecimal.valueOf(sum()), count());
  }

  /** The middle score, or the mean of the middle two, which is exact; null where nobody scored. */
  Double median() {
    long count = count();
    return count == 0 ? null : (at((count - 1) / 2) + at(count / 2)) / 2.0;
  }

  /** The score at a place, the least score first, from 0. */
  private int at(long place) {
    long passed = counts[0];
    int i = 0;
    while (passed <= place) {
      passed += counts[++i];
    }
    return least + i;
  }

  Map<String, Object> result() {
    Map<String, Long> histogram = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      histogram.put(Integer.toString(least + i), counts[i]);
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
