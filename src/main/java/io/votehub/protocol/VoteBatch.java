package io.votehub.protocol;

import io.votehub.poll.Cast;
import java.util.List;

/**
 * Ballots for one poll, on their way from a session or an HTTP request to the poll's counter over
 * the event bus; the answer is a {@link VoteReceipts}.
 */
public record VoteBatch(String room, String poll, List<Cast> casts) {
  /** The address of the counter that counts a poll. */
  public static String address(String poll, int counters) {
    return "votehub.count." + Math.floorMod(poll.hashCode(), counters);
  }
}
