package io.votehub.limit;

/** Holds one sender to a {@link Rate}. Not thread-safe. */
public final class RateLimiter {
  private final Rate rate;
  private long paidOffAt;

  /**
   * @param now {@link System#nanoTime}; the full burst is available from then on
   */
  public RateLimiter(Rate rate, long now) {
    this.rate = rate;
    this.paidOffAt = now;
  }

  /**
   * Takes one permit if one is available; returns whether it was.
   *
   * @param now {@link System#nanoTime}
   */
  public boolean tryAcquire(long now) {
    long debt = Rate.debtNanos(paidOffAt, now);
    if (rate.waitNanos(debt) > 0) {
      return false;
    }
    paidOffAt = now + debt + rate.everyNanos();
    return true;
  }
}
