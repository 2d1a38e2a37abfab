package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.bus.BusReply;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.ledger.Ledger;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CounterTest {
  private static final int MAX_QUEUED = 3;

  private final CountingKit kit = new CountingKit();
  private final Poll poll = kit.open();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Promise<Void> held = Promise.promise();
  private CountMeters meters;
  private Counter counter;
  private String deployed;

  @BeforeEach
  void start() {
    CountingContext counting = kit.counting(ledger.proxy());
    Counter.Limits limits = new Counter.Limits(1, MAX_QUEUED, 5, Optional.empty());
    meters = new CountMeters(registry, counting);
    counter = new Counter(counting, limits, 0, meters);
    deployed = await(kit.vertx.deployVerticle(counter));
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private Future<List<Receipt>> send(CastBallot... casts) {
    VoteBatch batch = new VoteBatch(poll, List.of(casts));
    String address = VoteBatch.address(0);
    return BusReply.request(kit.vertx.eventBus(), address, batch, VoteReceipts.class)
        .map(VoteReceipts::receipts);
  }

  private void holdTheLedger() {
    ledger.answer(
        "record",
        call -> {
          ledger.passOn("record");
          return held.future().compose(free -> Future.failedFuture(new IllegalStateException()));
        });
  }

  private double waiting() {
    return registry.get("votehub.queue.depth").gauge().value();
  }

  private static ErrorCode refused(Receipt receipt) {
    return ((Receipt.Refused) receipt).why().code();
  }

  @Test
  void beyondItsBoundTheQueueRefusesAWholeBatchAsBusy() {
    holdTheLedger();
    Future<List<Receipt>> first = send(cast("w", "a"), cast("x", "a"));

    List<Receipt> refused = await(send(cast("y", "a"), cast("z", "a")));

    assertThat(refused).hasSize(2).allMatch(each -> refused(each) == ErrorCode.BUSY);
    assertThat(registry.get("votehub.votes").tag("outcome", "busy").counter().count()).isEqualTo(2);
    assertThat(waiting()).isEqualTo(2);
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void whatWasAnsweredOrHasFailedMakesRoomForOthers() {
    holdTheLedger();
    Future<List<Receipt>> first = send(cast("w", "a"), cast("x", "a"));
    kit.awaitThat("queued", () -> waiting() == 2);
    held.complete();
    assertThatThrownBy(() -> await(first)).isInstanceOf(Refusal.class);

    for (int i = 0; i < 3; i++) {
      List<Receipt> counted = await(send(cast("v" + i, "a"), cast("w" + i, "a"), cast("x", "a")));
      assertThat(counted.subList(0, 2)).allMatch(Receipt.Counted.class::isInstance);
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void theQueueOfAPollIsDiscardedOnceItIsIdle() {
    await(send(cast("x", "a")));
    assertThat(counter.queues()).isEqualTo(1);

    kit.awaitThat("discarded", () -> counter.queues() == 0);

    assertThat(await(send(cast("y", "a"))).get(0)).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void ballotsThatWaitForOthersAreCountedWhenTheCounterStops() {
    BatchPace pace = new BatchPace(3_600_000, 3_600_000, 1000, VoteBatch.MAX_BYTES);
    Counter.Limits limits = new Counter.Limits(2, MAX_QUEUED, 5, Optional.empty(), pace);
    Counter waiting = new Counter(kit.counting(ledger.proxy()), limits, 1, meters);
    String id = await(kit.vertx.deployVerticle(waiting));
    String address = VoteBatch.address(1);
    BiFunction<String, String, Future<VoteReceipts>> vote =
        (voter, option) ->
            BusReply.request(
                kit.vertx.eventBus(),
                address,
                new VoteBatch(poll, List.of(cast(voter, option))),
                VoteReceipts.class);
    await(vote.apply("v", "a"));
    Future<VoteReceipts> last = vote.apply("w", "a");
    kit.awaitThat("queued", () -> waiting() == 1);

    await(kit.vertx.undeploy(id));

    assertThat(await(last).receipts().get(0)).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void aCounterThatHasStoppedTakesNoMoreVotes() {
    await(kit.vertx.undeploy(deployed));

    assertThatThrownBy(() -> await(send(cast("x", "a"))))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }
}
