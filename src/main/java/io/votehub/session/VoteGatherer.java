package io.votehub.session;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.votehub.poll.Cast;
import io.votehub.poll.Code;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Answer;
import io.votehub.protocol.VoteBatch;
import io.votehub.protocol.VoteReceipts;
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
  /** A vote on its way; {@code at} is {@link System#nanoTime} of its arrival. */
  private record OnWay(Session session, String id, long at) {}

  private static final class Gathering {
    final List<Cast> casts = new ArrayList<>();
    final List<OnWay> votes = new ArrayList<>();
    int cells;

    boolean isFull() {
      return casts.size() >= VoteBatch.MAX_CASTS || cells >= VoteBatch.MAX_CELLS;
    }
  }

  private final Vertx vertx;
  private final int counters;
  private Map<String, Gathering> gathering = new HashMap<>();

  VoteGatherer(Vertx vertx, int counters) {
    this.vertx = vertx;
    this.counters = counters;
  }

  void add(Session session, String id, String poll, Cast cast) {
    if (gathering.isEmpty()) {
      Context context = vertx.getOrCreateContext();
      context.runOnContext(turn -> send());
    }
    Gathering votes = gathering.computeIfAbsent(poll, key -> new Gathering());
    votes.casts.add(cast);
    votes.cells += cast.cells().size();
    votes.votes.add(new OnWay(session, id, System.nanoTime()));
    if (votes.isFull()) {
      gathering.put(poll, new Gathering());
      send(poll, votes);
    }
  }

  private void send() {
    Map<String, Gathering> taken = gathering;
    gathering = new HashMap<>();
    taken.forEach(this::send);
  }

  private void send(String poll, Gathering votes) {
    if (votes.casts.isEmpty()) {
      return;
    }
    VoteBatch batch = new VoteBatch(poll, votes.casts);
    Answer.ask(vertx.eventBus(), VoteBatch.address(poll, counters), batch, VoteReceipts.class)
        .map(VoteReceipts::receipts)
        .otherwise(fault -> refused(fault, votes.casts.size()))
        .onSuccess(receipts -> settle(poll, votes.votes, receipts));
  }

  private static List<Receipt> refused(Throwable fault, int size) {
    Refusal why = fault instanceof Refusal refusal ? refusal : Refusal.of(Code.UNAVAILABLE);
    return Collections.nCopies(size, new Receipt.Refused(why));
  }

  private static void settle(String poll, List<OnWay> votes, List<Receipt> receipts) {
    Set<Session> answered = new LinkedHashSet<>();
    for (int i = 0; i < votes.size(); i++) {
      OnWay vote = votes.get(i);
      vote.session.settled(vote.id, poll, receipts.get(i), vote.at);
      answered.add(vote.session);
    }
    answered.forEach(Session::flush);
  }
}
