package io.votehub.ledger;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Optional;

/**
 * Adds ballots up. A ledger decides, in one atomic step per batch, which ballots count: who may
 * still vote, what a voter's earlier ballot was, and what the cells are afterwards. It has one page
 * for each open poll and knows no voting method.
 *
 * <p>Promises: a repeated ballot changes nothing; the revisions of a poll only grow; nothing is
 * added after {@link #close} or after the cutoff, which its own clock decides. Does not promise
 * durability: a ballot it has recorded is <em>pending</em> until {@link #confirm} says that the
 * store has it. A page may be lost at any time and is then rebuilt from the store.
 *
 * <p>Every call is safe from any thread. A future fails only if the ledger cannot be reached.
 */
public interface Ledger {
  /**
   * The time of the ledger's clock, the one by which polls close: UTC milliseconds since the epoch.
   */
  Future<Long> now();

  /**
   * Counts the batch in its order, if there is a page for the poll. The receipts come in the same
   * order, the ballots that count take one contiguous range of revisions, and they are pending
   * until confirmed. The same ballot again is {@code Repeated}, unless the first one is still
   * pending: its writer may be dead, so it is counted anew under a new revision. For the same
   * reason a pending ballot is counted anew when it is the first of its voter, which stands, and
   * another one is refused for it. A cast that takes the ballot back is counted as one without
   * cells, after which none stands.
   */
  Future<RecordResult> record(String poll, List<CastBallot> batch);

  /**
   * Says that the ballots of a range which {@link #record} gave out are durable, so that they may
   * be acknowledged.
   */
  Future<ConfirmResult> confirm(String poll, RevisionRange range);

  /** Whether there is a page for the poll. */
  Future<Boolean> has(String poll);

  /** Takes the right to rebuild a poll's page, for a few seconds; nothing if another holds it. */
  Future<Optional<String>> lock(String poll);

  /** Holds a lock for some seconds more; false if it is no longer held under that token. */
  Future<Boolean> renew(String poll, String token);

  /**
   * Puts up a page, if there is none and the lock is still held under that token; says whether it
   * was done. Gives back the lock.
   */
  Future<Boolean> install(String poll, String token, Page page);

  /** Gives back a lock that came to nothing. */
  Future<Void> unlock(String poll, String token);

  /**
   * Ends the voting: from now on every ballot is refused.
   *
   * @param epoch the newest for which this was decided; a page of a later one stays as it is,
   *     because the poll may have been opened again since
   * @return how many ranges are still pending, or nothing if there is no page
   */
  Future<Optional<Integer>> close(String poll, int epoch);

  /** Confirms nothing more, because the result is being made; to be followed by {@link #drop}. */
  Future<Void> seal(String poll);

  /**
   * Moves the moment at which the poll closes, and takes a revision for it; nothing if there is no
   * open page.
   */
  Future<Optional<Long>> extend(String poll, long closesAt);

  /** Takes one revision for a change of state other than a ballot; nothing if there is no page. */
  Future<Optional<Long>> advance(String poll);

  /** The sums at this moment, pending ballots among them; nothing if there is no page. */
  Future<Optional<Tally>> tally(String poll);

  /**
   * Acquires the permit to publish the poll's tally, with that tally. Granted if the tally has
   * grown since the permit was last granted to anyone, at most once an interval over all instances.
   * The holder publishes at once.
   */
  Future<PublishPermit> tryAcquirePublish(String poll, long intervalMs);

  /** The ballots that stand for a voter on some polls, read in one round trip. */
  Future<StandingResult> standing(List<String> polls, String voter);

  /** Forgets the poll's page if it is of that epoch or an earlier one. */
  Future<Void> drop(String poll, int epoch);
}
