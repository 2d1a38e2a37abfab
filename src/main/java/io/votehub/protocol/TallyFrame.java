package io.votehub.protocol;

import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.Optional;

/**
 * A tally message of the contract, serialised once for all connections.
 *
 * @param forVoters the message for voters and screens
 * @param forPresenter the message for the presenter; the same text unless the poll is moderated
 * @param counts the tally itself where the messages have to be completed by whoever knows the
 *     questions from the floor; empty for other polls
 */
public record TallyFrame(
    String poll,
    long rev,
    boolean last,
    String forVoters,
    String forPresenter,
    Optional<Tally> counts) {
  /** A complete message. */
  public TallyFrame(String poll, long rev, boolean last, String forVoters, String forPresenter) {
    this(poll, rev, last, forVoters, forPresenter, Optional.empty());
  }

  /** Computes the result by the poll's method and serialises the message. */
  public static TallyFrame of(Poll poll, VotingMethod method, Tally tally) {
    String forVoters = Json.write(Messages.tally(poll, method, tally, false));
    String forPresenter =
        Moderation.isOn(poll) ? Json.write(Messages.tally(poll, method, tally, true)) : forVoters;
    Optional<Tally> counts = Questions.isMethodOf(poll) ? Optional.of(tally) : Optional.empty();
    return new TallyFrame(poll.id(), tally.rev(), tally.last(), forVoters, forPresenter, counts);
  }

  /** The message for the presenter or for voters. */
  public String text(boolean presenter) {
    return presenter ? forPresenter : forVoters;
  }

  /** Whether the presenter's message differs from that of voters. */
  public boolean isModerated() {
    return !forVoters.equals(forPresenter);
  }
}
