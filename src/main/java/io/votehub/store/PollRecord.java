package io.votehub.store;

import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import java.util.Map;
import java.util.Optional;

/**
 * A poll as the store keeps it.
 *
 * @param poll the poll
 * @param epoch the newest epoch; whoever builds a ledger for the poll raises it first
 * @param firstEpoch ballots of epochs before this one are void, because the poll was reset
 * @param validity which revisions count, for each epoch from {@code firstEpoch} on that is over
 * @param result the final tally of a closed poll
 */
public record PollRecord(
    Poll poll, int epoch, int firstEpoch, Map<Integer, Validity> validity, Optional<Tally> result) {
  public PollRecord {
    validity = Map.copyOf(validity);
  }

  /** A poll that nobody has voted on. */
  public static PollRecord of(Poll poll) {
    return new PollRecord(poll, 0, 1, Map.of(), Optional.empty());
  }

  public PollRecord withPoll(Poll newPoll) {
    return new PollRecord(newPoll, epoch, firstEpoch, validity, result);
  }

  /** The same in a new epoch. */
  public PollRecord raised() {
    return new PollRecord(poll, epoch + 1, firstEpoch, validity, result);
  }

  public PollRecord withValidity(Map<Integer, Validity> newValidity) {
    return new PollRecord(poll, epoch, firstEpoch, newValidity, result);
  }

  public PollRecord withResult(Optional<Tally> newResult) {
    return new PollRecord(poll, epoch, firstEpoch, validity, newResult);
  }

  /** The same without any ballot: all of the epochs up to now are void. */
  public PollRecord cleared() {
    return new PollRecord(poll, epoch + 1, epoch + 1, Map.of(), Optional.empty());
  }

  /**
   * Whether a ballot under that revision counts, as far as this record knows: an epoch of which
   * nothing was written down counts.
   */
  public boolean counts(long rev) {
    int of = Revision.epoch(rev);
    if (of < firstEpoch || of > epoch) {
      return false;
    }
    Validity known = validity.get(of);
    return known == null || known.counts(rev);
  }
}
