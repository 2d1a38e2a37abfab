package io.votehub.session;

/**
 * The timeouts of sessions.
 *
 * @param joinWithinMs for joining a room after the handshake
 * @param pingAfterMs idle time after which a connection is pinged
 */
public record SessionTimes(long joinWithinMs, long pingAfterMs) {
  public static final SessionTimes DEFAULT = new SessionTimes(10_000, 25_000);

  /** A phone that changes networks, or is in a pocket, is unreachable for less than this. */
  private static final long MIN_SILENCE_MS = 60_000;

  private static final long PONG_WITHIN_MS = 10_000;
  private static final long STUCK_FOR_MS = 30_000;

  /** Idle time after which a connection is closed; allows for two pings. */
  long silentAfterMs() {
    return Math.max(MIN_SILENCE_MS, 2 * pingAfterMs + PONG_WITHIN_MS);
  }

  /** The same while reading is paused, when no sign of life can be received. */
  long stuckAfterMs() {
    return silentAfterMs() + STUCK_FOR_MS;
  }
}
