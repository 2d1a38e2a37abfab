package io.votehub.store;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A poll as the store keeps it.
 *
 * @param poll the poll
 * @param epoch the newest epoch; whoever builds a ledger for the poll raises it first
 * @param firstEpoch ballots of epochs before this one are void, because the poll was reset
 * @param validity which revisions count, for each epoch from {@code firstEpoch} on that is over
 * @param result the final tally of a closed poll
 * @param sweepBefore the store is to remove the ballots of epochs before this one that do not
 *     count; 0 if there is nothing to remove
 */
public record PollRecord(
    Poll poll,
    int epoch,
    int firstEpoch,
    Map<Integer, ValidRevisions> validity,
    Optional<Tally> result,
    int sweepBefore) {
  public PollRecord {
    validity = Map.copyOf(validity);
  }

  /** A record after which there is nothing to remove. */
  public PollRecord(
      Poll poll,
      int epoch,
      int firstEpoch,
      Map<Integer, ValidRevisions> validity,
      Optional<Tally> result) {
    this(poll, epoch, firstEpoch, validity, result, 0);
  }

  /**
   * The record that a lookup found.
   *
   * @throws Refusal {@code unknown-poll} if it found none
   */
  public static PollRecord require(Optional<PollRecord> found) {
    return found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_POLL));
  }

  /** A poll that nobody has voted on. */
  public static PollRecord of(Poll poll) {
    return new PollRecord(poll, 0, 1, Map.of(), Optional.empty());
  }

  public PollRecord withPoll(Poll newPoll) {
    return new PollRecord(newPoll, epoch, firstEpoch, validity, result, sweepBefore);
  }

  /** The same in a new epoch. */
  public PollRecord raised() {
    return new PollRecord(poll, epoch + 1, firstEpoch, validity, result, sweepBefore);
  }

  public PollRecord withValidity(Map<Integer, ValidRevisions> newValidity) {
    return new PollRecord(poll, epoch, firstEpoch, newValidity, result, sweepBefore);
  }

  public PollRecord withResult(Optional<Tally> newResult) {
    return new PollRecord(poll, epoch, firstEpoch, validity, newResult, sweepBefore);
  }

  /**
   * The same where of the epochs that are over no ballot counts but the standing ones, and the
   * others are to be removed. To be written in one step with a result that was made of exactly
   * these; then it takes nothing from the result, and whoever reads the journal while they are
   * being removed finds the same ballots standing.
   *
   * @param standing the revisions of the standing ballots, each of which counts
   */
  public PollRecord withoutSuperseded(LongStream standing) {
    Map<Integer, ValidRevisions> only = ValidRevisions.ofOnly(firstEpoch, epoch, standing.sorted());
    return only.equals(validity)
        ? this
        : new PollRecord(poll, epoch, firstEpoch, only, result, epoch);
  }

  /** The same after the ballots of epochs before one that do not count were removed. */
  public PollRecord swept(int before) {
    return sweepBefore > before
        ? this
        : new PollRecord(poll, epoch, firstEpoch, validity, result, 0);
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
    ValidRevisions known = validity.get(of);
    return known == null || known.counts(rev);
  }
}
