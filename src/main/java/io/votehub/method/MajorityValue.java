package io.votehub.method;

/**
 * Compares options by majority judgment. The grades of an option are counts, best grade first;
 * every ballot grades every option, so all counts have the same total.
 *
 * <p>Source: M. Balinski and R. Laraki, "Majority Judgment" (MIT Press 2011), chapter 1. The
 * majority grade is the lower median grade. Between two options with the same majority grade, one
 * majority grade is removed from each, and so on until their majority grades differ.
 *
 * <p>Implementation: with all grades of an option sorted best first, the removed positions are the
 * same for every option: the lower median, then positions alternately next to it. The first removed
 * position at which two options have different grades decides. They differ exactly at the positions
 * between their cumulative counts of some grade, and of each such interval the position closest to
 * the median is removed first. So one pass over the grades suffices, however many ballots there
 * are.
 */
final class MajorityValue {
  private MajorityValue() {}

  /** The index of the lower median grade; there must be at least one ballot. */
  static int median(long[] counts) {
    long position = middle(total(counts));
    int grade = 0;
    for (long cumulative = counts[0]; cumulative < position; cumulative += counts[grade]) {
      grade++;
    }
    return grade;
  }

  /** Negative if {@code one} is better than {@code other}, zero if they are tied. */
  static int compare(long[] one, long[] other) {
    long total = total(one);
    long first = Long.MAX_VALUE;
    int order = 0;
    long ones = 0;
    long others = 0;
    for (int grade = 0; grade < one.length; grade++) {
      ones += one[grade];
      others += other[grade];
      if (ones != others) {
        long removalTurn = removalTurn(Math.min(ones, others) + 1, Math.max(ones, others), total);
        if (removalTurn < first) {
          first = removalTurn;
          order = ones > others ? -1 : 1;
        }
      }
    }
    return order;
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long each : counts) {
      total += each;
    }
    return total;
  }

  /** The one-based position of the lower median. */
  private static long middle(long total) {
    return total / 2 + 1;
  }

  /**
   * When the first position of an interval is removed. After the median follow, for an odd total,
   * the positions directly below and above it; for an even total, first above and then below.
   */
  private static long removalTurn(long from, long to, long total) {
    long middle = middle(total);
    boolean odd = total % 2 == 1;
    if (from > middle) {
      return 2 * (from - middle) - (odd ? 1 : 0);
    }
    return to < middle ? 2 * (middle - to) - (odd ? 0 : 1) : 0;
  }
}
