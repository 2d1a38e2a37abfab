package io.votehub.protocol;

import io.votehub.json.Json;
import io.votehub.poll.Method;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;

/**
 * A tally message of the contract, written once for all sockets.
 *
 * @param text the message
 */
public record TallyFrame(String poll, long rev, boolean last, String text) {
  /** Reads the result by the poll's method and writes the message. */
  public static TallyFrame of(Poll poll, Method method, Tally tally) {
    return new TallyFrame(
        poll.id(), tally.rev(), tally.last(), Json.write(Messages.tally(poll, method, tally)));
  }
}
