package io.votehub.limit;

import java.time.Duration;

/**
 * How often something may be done. The arithmetic is that of the generic cell rate algorithm
 * (GCRA): each permit taken adds {@link #everyNanos} to its taker's debt, which time pays off; a
 * permit is refused while the debt exceeds what the burst allows.
 *
 * @param number permits per period in the long run; at least 1
 * @param period longer than zero
 * @param burst permits available at once after a pause; at least 1
 */
public record Rate(int number, Duration period, int burst) {
  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Rate {
    if (number < 1 || burst < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A rate of " + number + " in " + period + ", " + burst);
    }
  }

  /** That many per period, all at once or spread over it. */
  public static Rate of(int number, Duration period) {
    return new Rate(number, period, number);
  }

  /**
   * Whether the whole number may be taken at once: then a sliding window counts it, otherwise a
   * token bucket.
   */
  public boolean isWindow() {
    return burst == number;
  }

  /** The interval at which permits become available, in nanoseconds; at least 1. */
  public long everyNanos() {
    return Math.max(1, period.toNanos() / number);
  }

  /** The largest debt that still allows another permit, in nanoseconds. */
  long toleranceNanos() {
    return everyNanos() * (burst - 1);
  }

  /** The debt that is left, for a taker whose debt is paid off at that moment. */
  static long debtNanos(long paidOffAt, long now) {
    return Math.max(0, paidOffAt - now);
  }

  /** How long a taker with this debt has to wait for the next permit; 0 or less if not at all. */
  long waitNanos(long debt) {
    return debt - toleranceNanos();
  }
}
