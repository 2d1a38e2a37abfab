package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.PollNotices;
import io.votehub.count.Closing;
import io.votehub.count.CountingContext;
import io.votehub.count.Rebuild;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes timed polls when their time is over, and finishes what a crash cut short: at the start it
 * puts up the pages of all running polls and goes on with those that were closing. In a cluster it
 * looks now and again for running polls that other instances opened, because those may be gone by
 * the time a poll is due. It wakes things up; whether a poll is due is decided by the ledger's
 * clock, and who closes it by the ledger's lock.
 */
public final class PollScheduler extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PollScheduler.class);
  private static final long RETRY_MS = 1_000;
  private static final long RETRY_AT_MOST_MS = 15_000;

  /** The instance that opened a poll goes first in closing it. */
  private static final int OTHERS_LATER_MS = 500;

  private static final long PAGES_WITHIN_MS = 10_000;

  private record Alarm(long timer, long at) {}

  /** What has to be known of a poll: there may be many, and their questions are long. */
  private record Running(String id, PollState state, OptionalLong cutoffAt) {
    static Running of(Poll poll) {
      return new Running(poll.id(), poll.state(), poll.cutoffAt());
    }
  }

  private final CountingContext counting;
  private final Rebuild rebuild;
  private final Closing closing;
  private final OptionalLong lookEveryMs;
  private final Map<String, Alarm> alarms = new HashMap<>();

  /** How often in a row a poll could not be closed. */
  private final Map<String, Integer> failures = new HashMap<>();

  private long looking = -1;
  private MessageConsumer<Poll> consumer;

  /**
   * @param lookEveryMs how often to look for polls of other instances; nothing where there are none
   */
  public PollScheduler(CountingContext counting, OptionalLong lookEveryMs) {
    this.lookEveryMs = lookEveryMs;
    this.counting = counting;
    this.rebuild = counting.rebuild();
    this.closing = counting.closing();
  }

  @Override
  public Future<?> start() {
    consumer = PollNotices.consume(vertx, poll -> watch(Running.of(poll), 0));
    return consumer.completion().compose(up -> resume()).onSuccess(up -> look());
  }

  @Override
  public Future<?> stop() {
    alarms.values().forEach(alarm -> vertx.cancelTimer(alarm.timer));
    vertx.cancelTimer(looking);
    return consumer.unregister();
  }

  /**
   * Pages are put up one after the other, so that a start needs no more memory than a hub at work;
   * a hub with very many open polls does not wait for all of them, for a page is put up by its
   * first vote, too.
   */
  private Future<Void> resume() {
    return running()
        .compose(
            polls -> {
              if (!polls.isEmpty()) {
                LOG.info("Going on with {} polls", polls.size());
              }
              polls.forEach(poll -> watch(poll, 0));
              Future<Void> pages = putUp(polls.iterator());
              return pages.timeout(PAGES_WITHIN_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
            });
  }

  private Future<Void> putUp(Iterator<Running> polls) {
    while (polls.hasNext()) {
      Running poll = polls.next();
      if (poll.state == PollState.OPEN) {
        return rebuild
            .ensure(poll.id)
            // One poll that cannot be read must not keep all others from going on.
            .otherwise(fault -> cannotGoOn(poll.id, fault))
            .compose(up -> putUp(polls));
      }
    }
    return Future.succeededFuture();
  }

  private static Void cannotGoOn(String poll, Throwable fault) {
    LOG.error("Poll {} cannot go on; it is tried again with its next vote", poll, fault);
    return null;
  }

  private Future<List<Running>> running() {
    List<Running> found = Collections.synchronizedList(new ArrayList<>());
    return counting.store().runningPolls(record -> found.add(Running.of(record.poll()))).map(found);
  }

  private void look() {
    if (lookEveryMs.isEmpty()) {
      return;
    }
    long every = lookEveryMs.getAsLong();
    long wait = every / 2 + ThreadLocalRandom.current().nextLong(every);
    looking = vertx.setTimer(wait, timer -> lookForOthers().onComplete(done -> look()));
  }

  private Future<Void> lookForOthers() {
    return running()
        .onSuccess(
            running ->
                running.forEach(
                    poll ->
                        watch(
                            poll,
                            OTHERS_LATER_MS
                                + ThreadLocalRandom.current().nextInt(OTHERS_LATER_MS))))
        .onFailure(fault -> LOG.debug("Running polls cannot be read just now", fault))
        .mapEmpty();
  }

  private void watch(Running poll, int laterMs) {
    boolean closingNow = poll.state == PollState.CLOSING;
    boolean timed = poll.state == PollState.OPEN && poll.cutoffAt.isPresent();
    long at = timed ? poll.cutoffAt.getAsLong() + 1 : 0;
    Alarm known = alarms.get(poll.id);
    if (known != null && known.at == at && laterMs > 0) {
      return;
    }
    forget(poll.id);
    if (closingNow || timed) {
      counting
          .ledger()
          .now()
          .onSuccess(now -> wakeIn(poll.id, Math.max(1, at - now) + laterMs, at))
          .onFailure(fault -> wakeIn(poll.id, RETRY_MS, at));
    }
  }

  private void forget(String poll) {
    Alarm old = alarms.remove(poll);
    if (old != null) {
      vertx.cancelTimer(old.timer);
    }
  }

  private void wakeIn(String poll, long ms, long at) {
    forget(poll);
    alarms.put(poll, new Alarm(vertx.setTimer(ms, timer -> wake(poll, at)), at));
  }

  private void wake(String poll, long at) {
    alarms.remove(poll);
    closing
        .closeIfDue(poll)
        .onSuccess(
            now -> {
              failures.remove(poll);
              if (now.state() == PollState.OPEN) {
                watch(Running.of(now), 0);
              }
            })
        .onFailure(fault -> tryAgain(poll, at, fault));
  }

  private void tryAgain(String poll, long at, Throwable fault) {
    if (fault instanceof Refusal refusal && !refusal.code().retry()) {
      failures.remove(poll);
      return;
    }
    int before = failures.merge(poll, 1, Integer::sum) - 1;
    if (before == 0) {
      LOG.warn("Poll {} could not be closed yet and is tried again", poll, fault);
    } else {
      LOG.debug("Poll {} could not be closed after {} attempts", poll, before + 1, fault);
    }
    wakeIn(poll, Math.min(RETRY_MS << Math.min(before, 10), RETRY_AT_MOST_MS), at);
  }
}
