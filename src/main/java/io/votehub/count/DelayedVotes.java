package io.votehub.count;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The ballots that a {@link VoteLimiter} delays, by poll and voter. They are counted when their
 * voter's turn is due, or earlier when the poll is about to end. Confined to the context on which
 * it was created.
 */
final class DelayedVotes {
  private static final long TICK_MS = 20;

  /** Takes a voter's turn on a poll. */
  interface Turns {
    void take(String poll, String voter, long nowNanos);
  }

  /** The delayed ballots of one poll. */
  private static final class OfPoll {
    final Map<String, WaitingVoter> voters = new HashMap<>();
    Poll newest;

    OfPoll(Poll poll) {
      this.newest = poll;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final WaitingVotes waitingVotes;
  private final CountMeters meters;
  private final VoteLimiter.Next next;
  private final LongSupplier nanoClock;
  private final Turns turns;
  private final Map<String, OfPoll> polls = new HashMap<>();
  private long tickTimer = -1;

  DelayedVotes(
      CountingContext counting,
      CountMeters meters,
      VoteLimiter.Next next,
      LongSupplier nanoClock,
      Turns turns) {
    this.vertx = counting.vertx();
    this.context = vertx.getOrCreateContext();
    this.waitingVotes = counting.waitingVotes();
    this.meters = meters;
    this.next = next;
    this.nanoClock = nanoClock;
    this.turns = turns;
  }

  /** Whether the voter has a delayed ballot on the poll. */
  boolean has(String poll, String voter) {
    OfPoll known = polls.isEmpty() ? null : polls.get(poll);
    return known != null && known.voters.containsKey(voter);
  }

  /**
   * Delays a ballot.
   *
   * @param maxNanos the longest delay, because the poll ends then
   * @param waitNanos the time until the voter's next turn; asked only for the voter's first ballot
   */
  Future<Receipt> add(Poll poll, CastBallot cast, long now, long maxNanos, LongSupplier waitNanos) {
    OfPoll ofPoll = polls.computeIfAbsent(poll.id(), id -> begin(poll));
    if (poll.run() >= ofPoll.newest.run()) {
      ofPoll.newest = poll;
    }
    WaitingVoter voter =
        ofPoll.voters.computeIfAbsent(
            cast.voter(), first -> new WaitingVoter(now + waitNanos.getAsLong()));
    if (tickTimer < 0) {
      tickTimer = vertx.setTimer(TICK_MS, timer -> tick());
    }
    return voter.add(cast, now, maxNanos);
  }

  private OfPoll begin(Poll poll) {
    String id = poll.id();
    waitingVotes.begin(
        id,
        () ->
            Future.future(
                counted -> context.runOnContext(here -> countAll(id).onComplete(counted))));
    return new OfPoll(poll);
  }

  private void tick() {
    tickTimer = -1;
    long now = nanoClock.getAsLong();
    for (String id : List.copyOf(polls.keySet())) {
      OfPoll ofPoll = polls.get(id);
      List<WaitingVoter> due = takeDue(ofPoll, now);
      if (ofPoll.voters.isEmpty()) {
        end(id);
      }
      count(ofPoll.newest, due);
    }
    if (!polls.isEmpty()) {
      tickTimer = vertx.setTimer(TICK_MS, timer -> tick());
    }
  }

  private static List<WaitingVoter> takeDue(OfPoll ofPoll, long now) {
    List<WaitingVoter> due = new ArrayList<>();
    Iterator<WaitingVoter> voters = ofPoll.voters.values().iterator();
    while (voters.hasNext()) {
      WaitingVoter voter = voters.next();
      if (voter.isDue(now)) {
        voters.remove();
        due.add(voter);
      }
    }
    return due;
  }

  private void end(String poll) {
    polls.remove(poll);
    waitingVotes.end(poll);
  }

  /** Completes when all ballots of the poll that are delayed now are counted. */
  private Future<Void> countAll(String poll) {
    OfPoll ofPoll = polls.get(poll);
    if (ofPoll == null) {
      return Future.succeededFuture();
    }
    end(poll);
    return count(ofPoll.newest, ofPoll.voters.values());
  }

  private Future<Void> count(Poll poll, Collection<WaitingVoter> voters) {
    if (voters.isEmpty()) {
      return Future.succeededFuture();
    }
    long now = nanoClock.getAsLong();
    voters.forEach(voter -> turns.take(poll.id(), voter.newest().voter(), now));
    return Future.join(
            batches(List.copyOf(voters)).stream().map(batch -> countBatch(poll, batch)).toList())
        .mapEmpty();
  }

  /** Splits into batches that are each counted in one step. */
  private static List<List<WaitingVoter>> batches(List<WaitingVoter> voters) {
    List<List<WaitingVoter>> batches = new ArrayList<>();
    List<WaitingVoter> batch = new ArrayList<>();
    long bytes = 0;
    for (WaitingVoter voter : voters) {
      int more = voter.newest().bytes();
      if (bytes + more > VoteBatch.MAX_BYTES && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(voter);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private Future<VoteReceipts> countBatch(Poll poll, List<WaitingVoter> voters) {
    return next.count(poll, voters.stream().map(WaitingVoter::newest).toList())
        .onFailure(fault -> voters.forEach(voter -> voter.fail(fault)))
        .onSuccess(
            counted -> {
              for (int i = 0; i < voters.size(); i++) {
                settle(poll, voters.get(i), counted.receipts().get(i));
              }
            });
  }

  private void settle(Poll poll, WaitingVoter voter, Receipt receipt) {
    List<CastBallot> others = voter.settle(receipt, nanoClock.getAsLong());
    if (others.isEmpty()) {
      meters.superseded(voter.size() - 1);
      return;
    }
    next.count(poll, others)
        .onFailure(voter::fail)
        .onSuccess(
            counted -> {
              long now = nanoClock.getAsLong();
              for (int i = 0; i < others.size(); i++) {
                voter.settle(others.get(i), counted.receipts().get(i), now);
              }
            });
  }

  /** Completes when all delayed ballots are counted. */
  Future<Void> stop() {
    vertx.cancelTimer(tickTimer);
    return Future.join(List.copyOf(polls.keySet()).stream().map(this::countAll).toList())
        .mapEmpty();
  }
}
