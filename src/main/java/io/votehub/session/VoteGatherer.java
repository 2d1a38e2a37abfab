package io.votehub.session;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.Answer;
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
 * Gathers the votes that arrive in one turn of the event loop into one batch a poll, sends them to
 * the poll's counter, and hands the receipts to their sessions, whose answers leave together. Lives
 * on one event loop.
 */
final class VoteGatherer {
  /**
   * A vote on its way.
   *
   * @param bytes how much memory it takes
   * @param at {@link System#nanoTime} of its arrival
   */
  record OnWay(Session session, String id, CastBallot cast, int bytes, long at) {}

  private static final class Gathering {
    final Poll poll;
    final List<CastBallot> casts = new ArrayList<>();
    final List<OnWay> votes = new ArrayList<>();
    int cells;
    long bytes;

    Gathering(Poll poll) {
      this.poll = poll;
    }

    boolean isFull() {
      return casts.size() >= VoteBatch.MAX_CASTS
          || cells >= VoteBatch.MAX_CELLS
          || bytes >= VoteBatch.MAX_BYTES;
    }
  }

  private final Vertx vertx;
  private final int counters;
  private Map<String, Gathering> gathering = new HashMap<>();
  private Set<Session> answeredLate = new LinkedHashSet<>();

  VoteGatherer(Vertx vertx, int counters) {
    this.vertx = vertx;
    this.counters = counters;
  }

  void add(Session session, String id, Poll poll, CastBallot cast) {
    if (gathering.isEmpty()) {
      Context context = vertx.getOrCreateContext();
      context.runOnContext(turn -> send());
    }
    Gathering votes = gathering.computeIfAbsent(poll.id(), key -> new Gathering(poll));
    votes.casts.add(cast);
    votes.cells += cast.cells().size();
    votes.bytes += cast.bytes();
    votes.votes.add(new OnWay(session, id, cast, cast.bytes(), System.nanoTime()));
    if (votes.isFull()) {
      gathering.put(poll.id(), new Gathering(poll));
      send(votes);
    }
  }

  private void send() {
    Map<String, Gathering> taken = gathering;
    gathering = new HashMap<>();
    taken.values().forEach(this::send);
  }

  private void send(Gathering votes) {
    if (votes.casts.isEmpty()) {
      return;
    }
    String poll = votes.poll.id();
    VoteBatch batch = new VoteBatch(votes.poll, votes.casts);
    Answer.ask(vertx.eventBus(), VoteBatch.address(poll, counters), batch, VoteReceipts.class)
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

  private void settle(String poll, List<OnWay> votes, VoteReceipts receipts) {
    Set<Session> answered = new LinkedHashSet<>();
    for (int i = 0; i < votes.size(); i++) {
      OnWay vote = votes.get(i);
      Future<Receipt> later = receipts.later().get(i);
      if (later == null) {
        vote.session.settled(vote, poll, receipts.receipts().get(i));
        answered.add(vote.session);
      } else {
        settleLater(poll, vote, later);
      }
    }
    answered.forEach(Session::flush);
  }

  /** Those that had to wait come one by one from the counter; their answers leave together, too. */
  private void settleLater(String poll, OnWay vote, Future<Receipt> later) {
    Context home = vertx.getOrCreateContext();
    later
        .otherwise(VoteGatherer::refused)
        .onSuccess(
            receipt ->
                home.runOnContext(
                    here -> {
                      vote.session.settled(vote, poll, receipt);
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
