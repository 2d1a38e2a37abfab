package io.votehub.count;

import io.votehub.bus.VoteBatch;
import io.votehub.poll.CastBallot;
import java.util.concurrent.TimeUnit;

/**
 * How long the ballots of a poll wait for others to share a batch with. Where every step of a batch
 * is a round trip to another machine, small batches cost more than the ballots in them.
 *
 * @param apartMs two batches begin no sooner after one another, in milliseconds; so the first
 *     ballot after a pause does not wait
 * @param mostMs no ballot waits longer than that, in milliseconds, once the batch before is written
 * @param enough so many ballots do not wait
 * @param mostBytes ballots that wait are put together up to this size, as the sum of {@link
 *     CastBallot#bytes}
 */
public record BatchPace(long apartMs, long mostMs, int enough, int mostBytes) {
  /**
   * No ballot waits; for engines in the same process, where the file waits for company itself. A
   * batch takes two forced writes however many ballots are in it, so a thousand of them would be
   * few.
   */
  public static final BatchPace NONE = new BatchPace(0, 0, 1, 4 * VoteBatch.MAX_BYTES);

  /**
   * For engines in a network: at most fifty batches a second on each instance, for ten milliseconds
   * of each acknowledgement's sixty. Redis does nothing else while it counts a batch.
   */
  public static final BatchPace NETWORK = new BatchPace(20, 10, 256, VoteBatch.MAX_BYTES);

  /** The same, but no ballot waits. */
  BatchPace hurried() {
    return new BatchPace(0, 0, 1, mostBytes);
  }

  /**
   * How long to wait before the next batch begins, in milliseconds; 0 for not at all.
   *
   * @param sinceNanos the time since the last batch began
   * @param waiting the number of ballots that wait for the next one
   */
  long waitMs(long sinceNanos, int waiting) {
    long leftNanos = TimeUnit.MILLISECONDS.toNanos(apartMs) - sinceNanos;
    if (waiting >= enough || leftNanos <= 0) {
      return 0;
    }
    long leftMs = TimeUnit.NANOSECONDS.toMillis(leftNanos - 1) + 1;
    return Math.min(mostMs, leftMs);
  }
}
