package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes timed polls when their time is over, and finishes what a crash cut short: at the start it
 * puts up the pages of all running polls and goes on with those that were closing. It wakes things
 * up; whether a poll is due is decided by the ledger's clock.
 */
public final class PollClock extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PollClock.class);
  private static final String ADDRESS = "votehub.clock";
  private static final long RETRY_MS = 1000;

  private final Engines engines;
  private final Rebuild rebuild;
  private final Closing closing;
  private final Map<String, Long> timers = new HashMap<>();
  private MessageConsumer<Poll> consumer;

  public PollClock(Counting counting) {
    this.engines = counting.engines();
    this.rebuild = counting.rebuild();
    this.closing = counting.closing();
  }

  /** Tells the clock of a poll whose state or time changed. */
  static void watch(Engines engines, Poll poll) {
    engines.vertx().eventBus().send(ADDRESS, poll, io.votehub.protocol.LocalCodec.options());
  }

  @Override
  public Future<?> start() {
    consumer = vertx.eventBus().localConsumer(ADDRESS, message -> watch(message.body()));
    return consumer.completion().compose(up -> resume());
  }

  @Override
  public Future<?> stop() {
    timers.values().forEach(vertx::cancelTimer);
    return consumer.unregister();
  }

  private Future<Void> resume() {
    return engines
        .store()
        .runningPolls()
        .compose(
            running -> {
              List<Future<Void>> pages = running.stream().map(this::resume).toList();
              return Future.join(pages).mapEmpty();
            });
  }

  private Future<Void> resume(PollRecord record) {
    Poll poll = record.poll();
    LOG.info("Going on with poll {} of room {}", poll.id(), poll.room());
    watch(poll);
    Future<Void> page =
        poll.state() == PollState.OPEN ? rebuild.ensure(poll.id()) : Future.succeededFuture();
    // One poll that cannot be read must not keep all others from going on.
    return page.recover(
        fault -> {
          LOG.error("Poll {} cannot go on; it is tried again with its next vote", poll.id(), fault);
          return Future.succeededFuture();
        });
  }

  private void watch(Poll poll) {
    Long old = timers.remove(poll.id());
    if (old != null) {
      vertx.cancelTimer(old);
    }
    boolean closingNow = poll.state() == PollState.CLOSING;
    boolean timed = poll.state() == PollState.OPEN && poll.cutoffAt().isPresent();
    if (closingNow || timed) {
      long at = closingNow ? 0 : poll.cutoffAt().getAsLong() + 1;
      engines.ledger().now().onSuccess(now -> wakeIn(poll.id(), Math.max(1, at - now)));
    }
  }

  private void wakeIn(String poll, long ms) {
    Long old = timers.put(poll, vertx.setTimer(ms, timer -> wake(poll)));
    if (old != null) {
      vertx.cancelTimer(old);
    }
  }

  private void wake(String poll) {
    timers.remove(poll);
    closing
        .closeIfDue(poll)
        .onSuccess(
            now -> {
              if (now.state() == PollState.OPEN) {
                watch(now);
              }
            })
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal refusal) || refusal.code().retry()) {
                LOG.warn("Poll {} could not be closed yet: {}", poll, fault.getMessage());
                wakeIn(poll, RETRY_MS);
              }
            });
  }
}
