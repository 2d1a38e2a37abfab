package io.votehub.session;

/**
 * How long sessions may be quiet.
 *
 * @param joinWithinMs by then a connection must have joined a room
 * @param pingAfterMs a connection that was not heard for so long is asked for a sign of life
 */
public record SessionTimes(long joinWithinMs, long pingAfterMs) {
  public static final SessionTimes DEFAULT = new SessionTimes(10_000, 25_000);

  /** A phone that is between two networks, or in a pocket, is away for less than this. */
  private static final long MIN_SILENCE_MS = 60_000;

  private static final long ANSWER_WITHIN_MS = 10_000;
  private static final long STUCK_FOR_MS = 30_000;

  /** A connection that was not heard for longer is closed; two pings fit in. */
  long silentAfterMs() {
    return Math.max(MIN_SILENCE_MS, 2 * pingAfterMs + ANSWER_WITHIN_MS);
  }

  /** A sender that is not read cannot be heard; it is let go when that has lasted too long. */
  long stuckAfterMs() {
    return silentAfterMs() + STUCK_FOR_MS;
  }
}
