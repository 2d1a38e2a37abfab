package io.votehub.session;

/** A token bucket that holds one second's worth. Made for one thread. */
final class MessageRateLimiter {
  private static final double NANOS = 1e9;

  private final int perSecond;
  private double tokens;
  private long filledAt;

  MessageRateLimiter(int perSecond, long now) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAt = now;
  }

  /**
   * Whether one more may pass.
   *
   * @param now {@link System#nanoTime}
   */
  boolean pass(long now) {
    tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
