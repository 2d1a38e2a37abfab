package io.votehub.limit;

import java.time.Duration;

/**
 * How often something may be done.
 *
 * @param number how often in a period, in the long run; at least 1
 * @param period longer than nothing
 * @param burst how often at once, after a time of rest; at least 1
 */
public record Rate(int number, Duration period, int burst) {
  public Rate {
    if (number < 1 || burst < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A rate of " + number + " in " + period + ", " + burst);
    }
  }

  /** So many in a period, all at once or spread over it. */
  public static Rate of(int number, Duration period) {
    return new Rate(number, period, number);
  }

  /** After how long one more may be done, in nanoseconds; at least 1. */
  public long everyNanos() {
    return Math.max(1, period.toNanos() / number);
  }

  /** How much may be owed before one more has to wait, in nanoseconds. */
  long toleranceNanos() {
    return everyNanos() * (burst - 1);
  }
}
