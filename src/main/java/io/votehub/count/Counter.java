package io.votehub.count;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.BusReply;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.limit.Rate;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.trace.VoteFollower;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the votes of its polls: takes {@link VoteBatch}es from the event bus, queues them by poll,
 * takes each batch through ledger and store, and replies with durable receipts. On an instance, a
 * poll always has the same counter. The queue is bounded; beyond that the reply is {@code busy}.
 */
public final class Counter extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Counter.class);

  /**
   * @param counters the number of counters of the instance
   * @param maxQueued the number of ballots that may wait on each counter
   * @param tallyIntervalMs the least time between two tallies of a poll
   * @param voter the rate at which a voter may vote on a poll; empty for no limit
   * @param pace how long ballots wait for others
   */
  public record Limits(
      int counters, int maxQueued, long tallyIntervalMs, Optional<Rate> voter, BatchPace pace) {
    /** No ballot waits for others. */
    public Limits(int counters, int maxQueued, long tallyIntervalMs, Optional<Rate> voter) {
      this(counters, maxQueued, tallyIntervalMs, voter, BatchPace.NONE);
    }
  }

  private final CountingContext counting;
  private final Limits limits;
  private final String address;
  private final CountMeters meters;
  private final CountMeters metersOfHidden;
  private final VoteFollower follower;
  private final Map<String, PollQueue> queues = new HashMap<>();
  private Optional<VoteLimiter> limiter = Optional.empty();
  private MessageConsumer<VoteBatch> consumer;
  private BatchPace pace;
  private int queued;

  /** A counter whose votes are not followed. */
  public Counter(CountingContext counting, Limits limits, int index, CountMeters meters) {
    this(counting, limits, index, meters, VoteFollower.OFF);
  }

  public Counter(
      CountingContext counting,
      Limits limits,
      int index,
      CountMeters meters,
      VoteFollower follower) {
    this.counting = counting;
    this.limits = limits;
    this.pace = limits.pace();
    this.address = VoteBatch.address(index);
    this.meters = meters;
    this.metersOfHidden = new CountMeters(new SimpleMeterRegistry(), counting);
    this.follower = follower;
  }

  @Override
  public Future<?> start() {
    limiter = limits.voter().map(rate -> new VoteLimiter(counting, rate, meters, this::queue));
    consumer =
        vertx.eventBus().localConsumer(address, message -> BusReply.replyTo(message, this::count));
    return consumer.completion();
  }

  @Override
  public Future<?> stop() {
    // The timers of a verticle end with it.
    pace = pace.hurried();
    queues.values().forEach(PollQueue::hurry);
    return limiter
        .map(VoteLimiter::stop)
        .orElseGet(Future::succeededFuture)
        .eventually(consumer::unregister);
  }

  private Future<VoteReceipts> count(VoteBatch batch) {
    int size = batch.casts().size();
    if (queued + size > limits.maxQueued) {
      List<Receipt> busy =
          Collections.nCopies(size, new Receipt.Refused(Refusal.of(ErrorCode.BUSY)));
      meters(batch.poll()).outcomes(busy);
      return Future.succeededFuture(new VoteReceipts(busy));
    }
    addQueued(size);
    return limiter
        .map(each -> each.cast(batch))
        .orElseGet(() -> queue(batch.poll(), batch.casts()))
        .onComplete(
            done -> {
              Collection<Future<Receipt>> later =
                  done.succeeded() ? done.result().later().values() : List.of();
              addQueued(later.size() - size);
              later.forEach(each -> each.onComplete(settled -> addQueued(-1)));
            });
  }

  private Future<VoteReceipts> queue(Poll poll, List<CastBallot> casts) {
    return queues
        .computeIfAbsent(poll.id(), id -> newQueue(poll))
        .add(poll, casts)
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal)) {
                LOG.atError()
                    .addKeyValue("room", poll.room())
                    .addKeyValue("poll", poll.id())
                    .setCause(fault)
                    .log("Votes on poll {} could not be counted", poll.id());
              }
            });
  }

  /** The number of polls that have a queue; those that are idle are discarded. */
  int queues() {
    return queues.size();
  }

  private void addQueued(int change) {
    queued += change;
    meters.waiting(change);
  }

  private PollQueue newQueue(Poll poll) {
    String id = poll.id();
    CountMeters own = meters(poll);
    VoteFollower following = JoinCode.isHidden(poll.room()) ? VoteFollower.OFF : follower;
    TallyTicker ticker = new TallyTicker(counting, id, limits.tallyIntervalMs, own, following);
    return new PollQueue(id, counting, pace, ticker, own, following, () -> discardLater(id));
  }

  /** The hub's own votes are no voter's. */
  private CountMeters meters(Poll poll) {
    return JoinCode.isHidden(poll.room()) ? metersOfHidden : meters;
  }

  /**
   * Discards an idle queue, but not before its ticker can have forgotten the pace of the tallies.
   */
  private void discardLater(String poll) {
    vertx.setTimer(
        10 * limits.tallyIntervalMs,
        timer -> queues.computeIfPresent(poll, (id, queue) -> queue.isIdle() ? null : queue));
  }
}
