package io.votehub.bus;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import java.util.List;

/**
 * A batch of ballots for one poll, sent by a session or an HTTP request to the poll's counter over
 * the event bus of the instance; the reply is a {@link VoteReceipts}.
 *
 * @param poll as the sender knows it
 */
public record VoteBatch(Poll poll, List<CastBallot> casts) {
  /**
   * The greatest size of a batch, as the sum of {@link CastBallot#bytes}, unless it is a single
   * ballot: a batch delays the ballots of other polls, is refused as a whole if memory is short,
   * and is copied on its way to the disk. So it has a thousand ballots and four thousand cells at
   * most.
   */
  public static final int MAX_BYTES = 1 << 18;

  /** The address of a poll's counter. */
  public static String address(String poll, int counters) {
    return address(Math.floorMod(poll.hashCode(), counters));
  }

  /** The address of the counter of that index. */
  public static String address(int counter) {
    return "votehub.count." + counter;
  }
}
