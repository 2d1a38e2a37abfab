package io.votehub.synthetic;

import java.util.concurrent.TimeUnit;

/**
 * How the hub votes.
 *
 * @param intervalMs the pause between two votes, in milliseconds
 * @param withinMs after which time a vote that is not seen has failed, in milliseconds
 * @param roomMs after which time another room is used, in milliseconds
 * @param audience the number of connections that warm the hub up
 * @param warmVotes after how many votes, the voters' ones included, the hub is warm
 * @param warmJoins after how many joins, the voters' ones included, the hub is warm
 */
public record SyntheticOptions(
    long intervalMs, long withinMs, long roomMs, int audience, long warmVotes, long warmJoins) {
  private static final long WITHIN_MS = 10_000;
  private static final long ROOM_MS = TimeUnit.MINUTES.toMillis(10);
  private static final int MOST_OF_AUDIENCE = 200;
  private static final int LEAST_OF_AUDIENCE = 32;

  /**
   * After five thousand calls of what the quick compiler made, the optimizing one takes a method;
   * on one or two CPUs it waits for ten times as many (java-small.options).
   */
  private static final long WARM_VOTES = 16_000;

  /** Counted anew once the quick compiler has taken the method, which waits for the other one. */
  private static final long WARM_JOINS = 8_000;

  /**
   * @param everyMs the pause that the operator wants
   * @param tallyIntervalMs the least time between two tallies, for which a vote must not wait
   * @param connections the greatest number of connections of voters
   */
  public static SyntheticOptions of(long everyMs, long tallyIntervalMs, int connections) {
    return new SyntheticOptions(
        Math.max(everyMs, 2 * tallyIntervalMs),
        WITHIN_MS,
        ROOM_MS,
        Math.min(MOST_OF_AUDIENCE, Math.max(LEAST_OF_AUDIENCE, connections / 10)),
        WARM_VOTES,
        WARM_JOINS);
  }
}
