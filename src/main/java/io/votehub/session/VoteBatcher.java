package io.votehub.session;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.BusReply;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the votes that arrive in one iteration of the event loop into one batch per poll, sends
 * each batch to the poll's counter, and passes the receipts to the sessions, whose answers are
 * flushed together. Confined to one event loop.
 */
final class VoteBatcher {
  /**
   * A vote that has no receipt yet.
   *
   * @param bytes its size in memory
   * @param receivedAt by {@link System#nanoTime}
   */
  record PendingVote(Session session, String id, CastBallot cast, int bytes, long receivedAt) {}

  private static final class Batch {
    final Poll poll;
    final List<CastBallot> casts = new ArrayList<>();
    final List<PendingVote> votes = new ArrayList<>();
    long bytes;

    Batch(Poll poll) {
      this.poll = poll;
    }

    boolean isFull() {
      return bytes >= VoteBatch.MAX_BYTES;
    }
  }

  private final Vertx vertx;
  private final int counters;
  private Map<String, Batch> batches = new HashMap<>();
  private Set<Session> answeredLate = new LinkedHashSet<>();

  VoteBatcher(Vertx vertx, int counters) {
    this.vertx = vertx;
    this.counters = counters;
  }

  void add(Session session, String id, Poll poll, CastBallot cast) {
    if (batches.isEmpty()) {
      Context context = vertx.getOrCreateContext();
      context.runOnContext(turn -> send());
    }
    Batch votes = batches.computeIfAbsent(poll.id(), key -> new Batch(poll));
    votes.casts.add(cast);
    votes.bytes += cast.bytes();
    votes.votes.add(new PendingVote(session, id, cast, cast.bytes(), System.nanoTime()));
    if (votes.isFull()) {
      batches.put(poll.id(), new Batch(poll));
      send(votes);
    }
  }

  private void send() {
    Map<String, Batch> taken = batches;
    batches = new HashMap<>();
    taken.values().forEach(this::send);
  }

  private void send(Batch votes) {
    if (votes.casts.isEmpty()) {
      return;
    }
    String poll = votes.poll.id();
    VoteBatch batch = new VoteBatch(votes.poll, votes.casts);
    BusReply.request(vertx.eventBus(), VoteBatch.address(poll, counters), batch, VoteReceipts.class)
        .otherwise(fault -> new VoteReceipts(refused(fault, votes.casts.size())))
        .onSuccess(receipts -> settle(poll, votes.votes, receipts));
  }

  private static List<Receipt> refused(Throwable fault, int size) {
    return Collections.nCopies(size, refused(fault));
  }

  private static Receipt refused(Throwable fault) {
    Refusal why = fault instanceof Refusal refusal ? refusal : Refusal.of(ErrorCode.UNAVAILABLE);
    return new Receipt.Refused(why);
  }

  private void settle(String poll, List<PendingVote> votes, VoteReceipts receipts) {
    Set<Session> answered = new LinkedHashSet<>();
    for (int i = 0; i < votes.size(); i++) {
      PendingVote vote = votes.get(i);
      Future<Receipt> later = receipts.later().get(i);
      if (later == null) {
        vote.session.settle(vote, poll, receipts.receipts().get(i));
        answered.add(vote.session);
      } else {
        settleLater(poll, vote, later);
      }
    }
    answered.forEach(Session::flush);
  }

  /** Receipts of throttled votes arrive one by one; their answers are flushed together too. */
  private void settleLater(String poll, PendingVote vote, Future<Receipt> later) {
    Context home = vertx.getOrCreateContext();
    later
        .otherwise(VoteBatcher::refused)
        .onSuccess(
            receipt ->
                home.runOnContext(
                    here -> {
                      vote.session.settle(vote, poll, receipt);
                      if (answeredLate.isEmpty()) {
                        home.runOnContext(all -> flushLate());
                      }
                      answeredLate.add(vote.session);
                    }));
  }

  private void flushLate() {
    Set<Session> answered = answeredLate;
    answeredLate = new LinkedHashSet<>();
    answered.forEach(Session::flush);
  }
}
