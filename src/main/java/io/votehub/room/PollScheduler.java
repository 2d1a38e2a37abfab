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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes timed polls when their time is over, and finishes what a crash interrupted: after the
 * start it resumes the polls that have a time limit or were closing. In a cluster it looks
 * periodically for those that other instances opened, because those instances may be gone by the
 * time a poll is due. It only triggers: whether a poll is due is decided by the ledger's clock, and
 * who closes it by the ledger's lock.
 */
public final class PollScheduler extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PollScheduler.class);
  private static final long RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 15_000;

  /** For so long others are told of an opening whose instance may have died right after it. */
  private static final long NEW_MS = 600_000;

  /** The instance that opened a poll has precedence in closing it. */
  private static final int OTHERS_DELAY_MS = 500;

  private record Alarm(long timer, long at) {}

  /** The part of a poll that is kept: there may be many polls, and their questions are long. */
  private record Ending(String id, PollState state, OptionalLong cutoffAt) {
    static Ending of(Poll poll) {
      return new Ending(poll.id(), poll.state(), poll.cutoffAt());
    }
  }

  private final CountingContext counting;
  private final Rebuild rebuild;
  private final Closing closing;
  private final OptionalLong lookEveryMs;
  private final Map<String, Alarm> alarms = new HashMap<>();

  /** The number of consecutive failures to close a poll. */
  private final Map<String, Integer> failures = new HashMap<>();

  private long looking = -1;
  private boolean stopped;
  private MessageConsumer<Poll> consumer;

  /**
   * @param lookEveryMs the interval for finding polls of other instances; empty on a single
   *     instance
   */
  public PollScheduler(CountingContext counting, OptionalLong lookEveryMs) {
    this.lookEveryMs = lookEveryMs;
    this.counting = counting;
    this.rebuild = counting.rebuild();
    this.closing = counting.closing();
  }

  @Override
  public Future<?> start() {
    consumer = PollNotices.consume(vertx, poll -> watch(Ending.of(poll), 0));
    return consumer.completion().onSuccess(up -> resume());
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    alarms.values().forEach(alarm -> vertx.cancelTimer(alarm.timer));
    vertx.cancelTimer(looking);
    return consumer.unregister();
  }

  /**
   * A hub does not wait for this to take votes. The pages of polls with a time limit are built,
   * because as long as there is one the clock does not jump; those of others are built when
   * somebody comes, or a start would take as long as there are polls.
   */
  private void resume() {
    ending()
        .onSuccess(
            polls -> {
              if (!polls.isEmpty()) {
                LOG.info("Resuming {} polls that are closing or have a time limit", polls.size());
              }
              polls.forEach(poll -> watch(poll, 0));
              buildPages(polls.iterator());
              look();
            })
        .onFailure(
            fault -> {
              LOG.warn("Polls with a time limit could not be read: {}", fault.getMessage());
              if (!stopped) {
                looking = vertx.setTimer(RETRY_MS, timer -> resume());
              }
            });
  }

  /** One at a time, so that a start needs no more memory than normal operation. */
  private Future<Void> buildPages(Iterator<Ending> polls) {
    while (polls.hasNext() && !stopped) {
      Ending poll = polls.next();
      if (poll.state == PollState.OPEN) {
        return rebuild
            .ensure(poll.id)
            // A poll that cannot be read must not keep the others from resuming.
            .otherwise(fault -> logUnreadable(poll.id, fault))
            .compose(up -> buildPages(polls));
      }
    }
    return Future.succeededFuture();
  }

  private static Void logUnreadable(String poll, Throwable fault) {
    LOG.atError()
        .addKeyValue("poll", poll)
        .setCause(fault)
        .log("Poll {} could not be resumed; its next vote retries", poll);
    return null;
  }

  private Future<List<Ending>> ending() {
    List<Ending> found = Collections.synchronizedList(new ArrayList<>());
    return counting
        .ledger()
        .now()
        .compose(
            now ->
                counting
                    .store()
                    .pollsToWatch(
                        now - NEW_MS,
                        record -> {
                          if (record.poll().endsByItself()) {
                            found.add(Ending.of(record.poll()));
                          }
                          counting.events().opened(record.poll());
                        }))
        .map(found);
  }

  private void look() {
    if (lookEveryMs.isEmpty() || stopped) {
      return;
    }
    long every = lookEveryMs.getAsLong();
    long wait = every / 2 + ThreadLocalRandom.current().nextLong(every);
    looking = vertx.setTimer(wait, timer -> lookForOthers().onComplete(done -> look()));
  }

  private Future<Void> lookForOthers() {
    return ending()
        .onSuccess(
            polls ->
                polls.forEach(
                    poll ->
                        watch(
                            poll,
                            OTHERS_DELAY_MS
                                + ThreadLocalRandom.current().nextInt(OTHERS_DELAY_MS))))
        .onFailure(fault -> LOG.debug("Polls with a time limit could not be read", fault))
        .mapEmpty();
  }

  private void watch(Ending poll, int delayMs) {
    boolean closingNow = poll.state == PollState.CLOSING;
    boolean timed = poll.state == PollState.OPEN && poll.cutoffAt.isPresent();
    long at = timed ? poll.cutoffAt.getAsLong() + 1 : 0;
    Alarm known = alarms.get(poll.id);
    if (known != null && known.at == at && delayMs > 0) {
      return;
    }
    forget(poll.id);
    if (closingNow || timed) {
      counting
          .ledger()
          .now()
          .onSuccess(now -> wakeIn(poll.id, Math.max(1, at - now) + delayMs, at))
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
                watch(Ending.of(now), 0);
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
      LOG.atWarn()
          .addKeyValue("poll", poll)
          .setCause(fault)
          .log("Poll {} could not be closed yet and is tried again", poll);
    } else {
      LOG.debug("Poll {} could not be closed after {} attempts", poll, before + 1, fault);
    }
    wakeIn(poll, Math.min(RETRY_MS << Math.min(before, 10), MAX_RETRY_MS), at);
  }
}
