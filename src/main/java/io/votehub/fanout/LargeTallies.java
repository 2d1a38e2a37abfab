package io.votehub.fanout;

import io.vertx.core.Vertx;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import io.votehub.protocol.TallyFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the results of tallies with many cells away from event loops, such as those of thousands
 * of different rankings. Of a poll one is computed at a time, and the newest of those that come
 * meanwhile next, so no more than two are held. Thread-safe.
 */
final class LargeTallies {
  private static final Logger LOG = LoggerFactory.getLogger(LargeTallies.class);

  private record Waiting(Poll poll, Tally tally) {}

  private final Vertx vertx;
  private final VotingMethods methods;
  private final BiConsumer<Poll, TallyFrame> ready;

  /** By the ids of polls; guarded by this. */
  private final Map<String, Waiting> waiting = new HashMap<>();

  /** Of each poll of which one is being computed, the newest revision there was. */
  private final Map<String, Long> newest = new HashMap<>();

  /**
   * @param ready takes each message that was computed; called on any thread
   */
  LargeTallies(Vertx vertx, VotingMethods methods, BiConsumer<Poll, TallyFrame> ready) {
    this.vertx = vertx;
    this.methods = methods;
    this.ready = ready;
  }

  /** Whether one of the poll is being computed, which another must not overtake. */
  synchronized boolean isBusyWith(Poll poll) {
    return newest.containsKey(poll.id());
  }

  void compute(Poll poll, Tally tally) {
    boolean begin;
    synchronized (this) {
      Long before = newest.get(poll.id());
      if (before != null && before > tally.rev()) {
        return;
      }
      waiting.put(poll.id(), new Waiting(poll, tally));
      newest.put(poll.id(), tally.rev());
      begin = before == null;
    }
    if (begin) {
      next(poll.id());
    }
  }

  private void next(String id) {
    Waiting next;
    synchronized (this) {
      next = waiting.remove(id);
      if (next == null) {
        newest.remove(id);
        return;
      }
    }
    vertx
        .executeBlocking(
            () -> TallyFrame.of(next.poll(), methods.of(next.poll()), next.tally()), false)
        .onSuccess(frame -> ready.accept(next.poll(), frame))
        .onFailure(fault -> LOG.error("The result of poll {} could not be computed", id, fault))
        .onComplete(done -> next(id));
  }
}
