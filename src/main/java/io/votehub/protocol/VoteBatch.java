package io.votehub.protocol;

import io.votehub.json.Json;
import io.votehub.poll.Ballot;
import io.votehub.poll.Cast;
import io.votehub.poll.Method;
import io.votehub.poll.Methods;
import io.votehub.poll.Poll;
import java.util.List;
import java.util.Map;

/**
 * Ballots for one poll, on their way from a session or an HTTP request to the poll's counter over
 * the event bus of the instance; the answer is a {@link VoteReceipts}.
 */
public record VoteBatch(String poll, List<Cast> casts) {
  /** Ballots that are counted in one step; more would hold up those of other polls. */
  public static final int MAX_CASTS = 4096;

  /** Cells that are counted in one step: a ranking of forty options alone may touch 780. */
  public static final int MAX_CELLS = 32_768;

  /**
   * Reads a ballot by the method of its poll.
   *
   * @param at when the hub reads it, UTC milliseconds since the epoch
   * @throws io.votehub.poll.Refusal {@code bad-ballot}
   */
  public static Cast cast(
      Methods methods, Poll poll, String voter, Map<String, ?> fields, long at) {
    Method method = methods.of(poll);
    Ballot ballot = method.read(poll, fields);
    return new Cast(voter, Json.write(ballot.value()), method.cells(ballot, voter, at), at);
  }

  /** The address of the counter that counts a poll. */
  public static String address(String poll, int counters) {
    return address(Math.floorMod(poll.hashCode(), counters));
  }

  /** The address of the counter of that number. */
  public static String address(int counter) {
    return "votehub.count." + counter;
  }
}
