package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.poll.Code;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Answer;
import io.votehub.protocol.VoteBatch;
import io.votehub.protocol.VoteReceipts;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the votes of its polls: takes {@link VoteBatch}es from the event bus, gathers them by
 * poll, takes each batch through ledger and store, and answers with receipts that are durable. A
 * poll always has the same counter on an instance. What waits is bounded; beyond that the answer is
 * {@code busy}.
 */
public final class Counter extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Counter.class);

  /**
   * @param counters how many counters the instance has
   * @param maxQueued how many ballots may wait on each counter
   * @param tallyIntervalMs the least time between two tallies of a poll
   */
  public record Limits(int counters, int maxQueued, long tallyIntervalMs) {}

  private final Counting counting;
  private final Limits limits;
  private final String address;
  private final CountMeters meters;
  private final Map<String, PollQueue> queues = new HashMap<>();
  private MessageConsumer<VoteBatch> consumer;
  private int queued;

  public Counter(Counting counting, Limits limits, int index, CountMeters meters) {
    this.counting = counting;
    this.limits = limits;
    this.address = VoteBatch.address(index);
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    consumer = vertx.eventBus().localConsumer(address, this::answer);
    return consumer.completion();
  }

  @Override
  public Future<?> stop() {
    return consumer.unregister();
  }

  private void answer(Message<VoteBatch> message) {
    Answer.give(message, this::count)
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal)) {
                LOG.error("Votes on poll {} could not be counted", message.body().poll(), fault);
              }
            });
  }

  private Future<VoteReceipts> count(VoteBatch batch) {
    int size = batch.casts().size();
    if (queued + size > limits.maxQueued) {
      List<Receipt> busy = Collections.nCopies(size, new Receipt.Refused(Refusal.of(Code.BUSY)));
      meters.outcomes(busy);
      return Future.succeededFuture(new VoteReceipts(busy));
    }
    waiting(size);
    return queues
        .computeIfAbsent(batch.poll(), this::queue)
        .add(batch.casts())
        .onComplete(done -> waiting(-size));
  }

  private void waiting(int change) {
    queued += change;
    meters.waiting(change);
  }

  private PollQueue queue(String poll) {
    TallyTicker ticker = new TallyTicker(counting.engines(), poll, limits.tallyIntervalMs, meters);
    return new PollQueue(poll, counting.writer(), ticker, meters, () -> forgetLater(poll));
  }

  /** Polls come and go; a queue is kept for as long as its ticker keeps the pace of the tallies. */
  private void forgetLater(String poll) {
    vertx.setTimer(
        10 * limits.tallyIntervalMs,
        timer -> queues.computeIfPresent(poll, (id, queue) -> queue.isIdle() ? null : queue));
  }
}
