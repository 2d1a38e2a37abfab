package io.votehub.limit;

/**
 * Holds many senders to one {@link Rate}, each independently of the others, in bounded memory.
 * Senders are identified by a 64-bit hash. Not thread-safe.
 */
sealed interface KeyedLimiter permits KeyedRateLimiter, KeyedSlidingWindow {
  /** A limiter with the algorithm that the rate asks for. */
  static KeyedLimiter of(Rate rate, int maxSenders, long now) {
    return rate.isWindow()
        ? new KeyedSlidingWindow(rate, maxSenders, now)
        : new KeyedRateLimiter(rate, maxSenders);
  }

  Rate rate();

  /** The key of the sender that these two strings identify together. */
  long key(String name, String more);

  /**
   * Takes one permit if one is available.
   *
   * @param now {@link System#nanoTime}
   * @return 0 if it was taken, otherwise the nanoseconds until one is available
   */
  long take(long key, long now);

  /**
   * How long to wait for a permit; takes none.
   *
   * @return nanoseconds; 0 if one is available
   */
  long peek(long key, long now);

  /**
   * Takes one permit even if none is available, as far as the algorithm can remember that.
   *
   * @param maxExcessNanos caps the result
   * @return by how many nanoseconds it was taken too early
   */
  long takeAnyway(long key, long now, long maxExcessNanos);

  /** Whether the table is larger than its minimum. */
  boolean isGrown();

  /** Shrinks the table to what the senders with a debt need. */
  void trim(long now);
}
