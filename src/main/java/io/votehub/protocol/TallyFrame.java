package io.votehub.protocol;

import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;

/**
 * A tally message of the contract, written once for all sockets.
 *
 * @param forVoters the message as voters and screens get it
 * @param forPresenter the message as the presenter gets it; the same text unless the poll is
 *     moderated
 */
public record TallyFrame(
    String poll, long rev, boolean last, String forVoters, String forPresenter) {
  /** Reads the result by the poll's method and writes the message. */
  public static TallyFrame of(Poll poll, VotingMethod method, Tally tally) {
    String forVoters = Json.write(Messages.tally(poll, method, tally, false));
    String forPresenter =
        Moderation.isOn(poll) ? Json.write(Messages.tally(poll, method, tally, true)) : forVoters;
    return new TallyFrame(poll.id(), tally.rev(), tally.last(), forVoters, forPresenter);
  }

  /** The message for one or the other. */
  public String text(boolean presenter) {
    return presenter ? forPresenter : forVoters;
  }

  /** Whether the presenter gets another text than voters. */
  public boolean isModerated() {
    return !forVoters.equals(forPresenter);
  }
}
