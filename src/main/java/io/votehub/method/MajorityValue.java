package io.votehub.method;

/**
 * The order of majority judgment over the grades that options were given, as counts with the best
 * grade first; each option has one grade of every ballot, so all counts have the same total.
 *
 * <p>Source: M. Balinski and R. Laraki, "Majority Judgment" (MIT Press 2011), chapter 1: the
 * majority-grade is the lower middlemost grade; of two options with the same one, one
 * majority-grade is taken away from each, and so on until their majority-grades differ.
 *
 * <p>How it is computed: with all grades of an option in order, best first, what is taken away is
 * the place below the middle, then the places around it in turns, the same for every option. So the
 * first place in that sequence at which two options have different grades decides. They differ
 * exactly at the places between their running totals of some grade; of each such stretch the place
 * nearest to the middle comes first. That needs one pass over the grades, however many ballots.
 */
final class MajorityValue {
  private MajorityValue() {}

  /** The index of the lower median grade; there is at least one ballot. */
  static int median(long[] counts) {
    long place = middle(total(counts));
    int grade = 0;
    for (long passed = counts[0]; passed < place; passed += counts[grade]) {
      grade++;
    }
    return grade;
  }

  /** Less than zero if {@code one} is better than {@code other}, zero if they tie for good. */
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
        long turn = turn(Math.min(ones, others) + 1, Math.max(ones, others), total);
        if (turn < first) {
          first = turn;
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

  /** The place of the lower median, from 1. */
  private static long middle(long total) {
    return total / 2 + 1;
  }

  /**
   * When the first of these places is taken away. After the middle comes, of an odd total, the next
   * place below it, then the next above; of an even one, first above and then below.
   */
  private static long turn(long from, long to, long total) {
    long middle = middle(total);
    boolean odd = total % 2 == 1;
    if (from > middle) {
      return 2 * (from - middle) - (odd ? 1 : 0);
    }
    return to < middle ? 2 * (middle - to) - (odd ? 0 : 1) : 0;
  }
}
