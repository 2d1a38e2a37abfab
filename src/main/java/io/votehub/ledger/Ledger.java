package io.votehub.ledger;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Optional;

/**
 * Adds ballots up. A ledger decides, in one atomic step per batch, which ballots count: who may
 * still vote, what a voter's earlier ballot was, and what the cells are afterwards. It keeps one
 * ledger page for each open poll and knows no voting method.
 *
 * <p>Promises: a repeated ballot changes nothing; the revisions of a poll only grow; nothing is
 * added after {@link #close} or after the cutoff, which the ledger's own clock decides. Does not
 * promise durability: a recorded ballot is <em>pending</em> until {@link #confirm} is told that the
 * store has it. A ledger page may be lost at any time and is then rebuilt from the store.
 *
 * <p>Every call is safe from any thread. A future fails only if the ledger cannot be reached.
 */
public interface Ledger {
  /**
   * The time of the ledger's clock, the one by which polls close: UTC milliseconds since the epoch.
   */
  Future<Long> now();

  /**
   * Counts the batch in its order, if the poll has a ledger page. The receipts come in the same
   * order; the ballots that count take one contiguous range of revisions and are pending until
   * confirmed.
   *
   * <p>An equal ballot of the same voter is {@code Repeated}, whatever its mark, unless the first
   * one is still pending from an earlier batch: its writer may have crashed, so the ballot is
   * counted again under a new revision. For the same reason a pending ballot is counted again when
   * it is the voter's first, that one stands, and another one is refused because of it. A ballot
   * that takes the earlier one back is counted as one without cells, after which none stands.
   */
  Future<RecordResult> record(String poll, List<CastBallot> batch);

  /**
   * Confirms that the ballots of a range returned by {@link #record} are durable, so that they may
   * be acknowledged.
   */
  Future<ConfirmResult> confirm(String poll, RevisionRange range);

  /** Whether the poll has a ledger page. */
  Future<Boolean> has(String poll);

  /**
   * Acquires the lock for rebuilding a poll's ledger page, for a few seconds.
   *
   * @return the token of the lock; empty if another caller holds it
   */
  Future<Optional<String>> lock(String poll);

  /** Extends a lock by some seconds; false if it is no longer held under that token. */
  Future<Boolean> renew(String poll, String token);

  /**
   * Installs a ledger page if there is none and the lock is still held under that token, and
   * releases the lock.
   *
   * @return whether the page was installed
   */
  Future<Boolean> install(String poll, String token, Page page);

  /** Releases a lock without installing a page. */
  Future<Void> unlock(String poll, String token);

  /**
   * Ends the voting: from now on every ballot is refused.
   *
   * @param epoch the newest epoch for which this was decided; a page of a later epoch stays open,
   *     because the poll may have been reopened since
   * @return the number of ranges that are still pending; empty if there is no page
   */
  Future<Optional<Integer>> close(String poll, int epoch);

  /**
   * Refuses every further {@link #confirm}, because the final result is being computed; to be
   * followed by {@link #drop}.
   */
  Future<Void> seal(String poll);

  /**
   * Moves the time at which the poll closes.
   *
   * @param closesAt UTC milliseconds since the epoch
   * @return the revision of this change; empty if there is no open page
   */
  Future<Optional<Long>> extend(String poll, long closesAt);

  /** Takes one revision for a change of state other than a ballot; empty if there is no page. */
  Future<Optional<Long>> advance(String poll);

  /** The sums at this moment, pending ballots included; empty if there is no page. */
  Future<Optional<Tally>> tally(String poll);

  /**
   * Acquires the permit to publish the poll's tally, with that tally. Granted if the tally has
   * grown since the permit was last granted to anyone, at most once an interval over all instances.
   * The holder publishes at once.
   */
  Future<PublishPermit> tryAcquirePublish(String poll, long intervalMs);

  /** The ballots that stand for a voter on some polls, read in one round trip. */
  Future<StandingResult> standing(List<String> polls, String voter);

  /** Removes the poll's ledger page if it is of that epoch or an earlier one. */
  Future<Void> drop(String poll, int epoch);
}
