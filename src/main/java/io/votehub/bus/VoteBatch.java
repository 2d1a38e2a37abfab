package io.votehub.bus;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import java.util.List;

/**
 * Ballots for one poll, on their way from a session or an HTTP request to the poll's counter over
 * the event bus of the instance; the answer is a {@link VoteReceipts}.
 *
 * @param poll as the sender knows it
 */
public record VoteBatch(Poll poll, List<CastBallot> casts) {
  /** Ballots that are counted in one step; more would hold up those of other polls. */
  public static final int MAX_CASTS = 4096;

  /** Cells that are counted in one step: a ranking of forty options alone may touch 780. */
  public static final int MAX_CELLS = 32_768;

  /**
   * What the ballots of a batch may take in memory, unless it is one alone: a batch is refused as a
   * whole where there is no room for it, and is copied on its way to the disk.
   */
  public static final int MAX_BYTES = 1 << 18;

  /** The address of the counter that counts a poll. */
  public static String address(String poll, int counters) {
    return address(Math.floorMod(poll.hashCode(), counters));
  }

  /** The address of the counter of that number. */
  public static String address(int counter) {
    return "votehub.count." + counter;
  }
}
