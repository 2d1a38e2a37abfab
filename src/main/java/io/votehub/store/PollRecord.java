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
 * @param epoch the newest epoch; it is raised before a ledger page is built for the poll
 * @param firstEpoch ballots of earlier epochs are void, because the poll was reset
 * @param validity which revisions count, for each past epoch from {@code firstEpoch} on
 * @param result the final tally of a closed poll
 * @param sweepBefore the store is to remove the ballots of epochs before this one that do not
 *     count; 0 if there are none
 * @param history how the poll came to be what it is
 */
public record PollRecord(
    Poll poll,
    int epoch,
    int firstEpoch,
    Map<Integer, ValidRevisions> validity,
    Optional<Tally> result,
    int sweepBefore,
    PollHistory history) {
  public PollRecord {
    validity = Map.copyOf(validity);
  }

  /** A record without a history. */
  public PollRecord(
      Poll poll,
      int epoch,
      int firstEpoch,
      Map<Integer, ValidRevisions> validity,
      Optional<Tally> result,
      int sweepBefore) {
    this(poll, epoch, firstEpoch, validity, result, sweepBefore, PollHistory.NONE);
  }

  /** A record without ballots to be removed. */
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
    return new PollRecord(newPoll, epoch, firstEpoch, validity, result, sweepBefore, history);
  }

  /** The same in a new epoch. */
  public PollRecord raised() {
    return new PollRecord(poll, epoch + 1, firstEpoch, validity, result, sweepBefore, history);
  }

  public PollRecord withValidity(Map<Integer, ValidRevisions> newValidity) {
    return new PollRecord(poll, epoch, firstEpoch, newValidity, result, sweepBefore, history);
  }

  public PollRecord withHistory(PollHistory newHistory) {
    return new PollRecord(poll, epoch, firstEpoch, validity, result, sweepBefore, newHistory);
  }

  public PollRecord withResult(Optional<Tally> newResult) {
    return new PollRecord(poll, epoch, firstEpoch, validity, newResult, sweepBefore, history);
  }

  /**
   * A copy in which only the standing ballots of past epochs count, and the others are to be
   * removed. To be stored in one step with a result that was computed from exactly these ballots;
   * then removing the others does not affect the result, and whoever reads the journal in the
   * meantime finds the same ballots standing.
   *
   * @param standing the revisions of the standing ballots, each of which counts
   */
  public PollRecord withoutSuperseded(LongStream standing) {
    Map<Integer, ValidRevisions> only = ValidRevisions.ofOnly(firstEpoch, epoch, standing.sorted());
    return only.equals(validity)
        ? this
        : new PollRecord(poll, epoch, firstEpoch, only, result, epoch, history);
  }

  /**
   * A copy of which all ballots are to be removed, those that never counted, too. To be stored in
   * one step with the result.
   */
  public PollRecord withoutBallots() {
    Map<Integer, ValidRevisions> none =
        ValidRevisions.ofOnly(firstEpoch, epoch, LongStream.empty());
    return new PollRecord(poll, epoch, firstEpoch, none, result, epoch, history);
  }

  /** A copy after the ballots before an epoch that do not count were removed. */
  public PollRecord swept(int before) {
    return sweepBefore > before
        ? this
        : new PollRecord(poll, epoch, firstEpoch, validity, result, 0, history);
  }

  /** A copy without ballots: all of the epochs up to now are void. */
  public PollRecord cleared() {
    return new PollRecord(poll, epoch + 1, epoch + 1, Map.of(), Optional.empty(), 0, history);
  }

  /**
   * Whether a ballot under that revision counts, as far as this record knows: all ballots of an
   * epoch count whose valid revisions are not stored yet.
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
