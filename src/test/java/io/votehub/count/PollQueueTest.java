package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.fanout.Fanout;
import io.votehub.ledger.Ledger;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of a poll whose first batch is in flight for as long as the test likes. */
class PollQueueTest {
  private static final long INTERVAL_MS = 10;
  private static final long HOUR_MS = 3_600_000;

  private final CountingKit kit = new CountingKit();
  private final Poll poll = kit.open();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final Scripted<Fanout> fanout = new Scripted<>(Fanout.class, kit.counting().fanout());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger idle = new AtomicInteger();
  private final Promise<Void> held = Promise.promise();
  private CountingContext counting;
  private CountMeters meters;
  private PollQueue queue;

  @BeforeEach
  void create() {
    counting = kit.counting(kit.store, ledger.proxy(), fanout.proxy());
    meters = new CountMeters(registry, counting);
    ledger.answer(
        "tryAcquirePublish",
        call -> {
          kit.clock.advance(INTERVAL_MS);
          return kit.ledger.tryAcquirePublish(kit.poll, INTERVAL_MS);
        });
    pace(BatchPace.NONE);
  }

  private void pace(BatchPace pace) {
    TallyTicker ticker = new TallyTicker(counting, kit.poll, INTERVAL_MS, meters);
    queue = new PollQueue(kit.poll, counting, pace, ticker, meters, () -> idle.incrementAndGet());
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @SuppressWarnings("unchecked")
  private static List<CastBallot> ballotsOf(Object[] record) {
    return (List<CastBallot>) record[1];
  }

  /** The sizes of the batches that reached the ledger. */
  private List<Integer> batches() {
    return ledger.calls("record").stream().map(call -> ballotsOf(call).size()).toList();
  }

  private Future<VoteReceipts> add(Poll of, CastBallot... casts) {
    return kit.onContext(() -> queue.add(of, List.of(casts)));
  }

  /** From now on the ledger is asked, but does not answer before {@link #held} is completed. */
  private void holdTheLedger() {
    ledger.answer(
        "record",
        call ->
            held.future().compose(free -> kit.ledger.record((String) call[0], ballotsOf(call))));
  }

  /** From now on the ledger fails, once {@link #held} is completed. */
  private void breakTheLedger() {
    ledger.answer(
        "record",
        call -> held.future().compose(free -> Future.failedFuture(new IllegalStateException())));
  }

  private static CastBallot ofBytes(int bytes) {
    int length = (bytes - new CastBallot("x", 1, "", List.of(), 0).bytes()) / 2;
    return new CastBallot("x", 1, "b".repeat(length), List.of(), 0);
  }

  @Test
  void whileABatchIsWrittenTheNextOneGathers() {
    holdTheLedger();
    add(poll, cast("x", "a"));
    add(poll, cast("y", "b"));
    Future<VoteReceipts> last = add(poll, cast("z", "c"));
    assertThat(batches()).containsExactly(1);

    held.complete();

    await(last);
    assertThat(batches()).containsExactly(1, 2);
  }

  @Test
  void ballotsWaitForOthersUntilThereAreEnough() {
    pace(new BatchPace(HOUR_MS, HOUR_MS, 3, VoteBatch.MAX_BYTES));
    await(add(poll, cast("v", "a")));
    add(poll, cast("w", "a"));
    add(poll, cast("x", "b"));
    assertThat(batches()).as("only the first did not wait").containsExactly(1);

    await(add(poll, cast("y", "c")));

    assertThat(batches()).containsExactly(1, 3);
  }

  @Test
  void ballotsDoNotWaitLongerThanThePaceSays() {
    pace(new BatchPace(HOUR_MS, 1, 1000, VoteBatch.MAX_BYTES));
    await(add(poll, cast("v", "a")));
    List<Future<VoteReceipts>> others =
        List.of(add(poll, cast("w", "a")), add(poll, cast("x", "b")));

    others.forEach(CountingKit::await);

    assertThat(batches().stream().mapToInt(size -> size).sum()).isEqualTo(3);
  }

  @Test
  void inTheLastMomentBeforeAPollClosesNoBallotWaits() {
    pace(new BatchPace(HOUR_MS, HOUR_MS, 1000, VoteBatch.MAX_BYTES));
    await(add(poll, cast("v", "a")));

    CastBallot late = cast("w", "a");
    OptionalLong soon = OptionalLong.of(late.at() + 200 - poll.settings().graceMs());
    Poll.Times closing = new Poll.Times(poll.times().openedAt(), soon, OptionalLong.empty());
    await(add(poll.withState(PollState.OPEN, closing), late));

    assertThat(batches()).containsExactly(1, 1);
  }

  @Test
  void aQueueThatIsToHurryWritesWhatWaitsAndWaitsNoMore() {
    pace(new BatchPace(HOUR_MS, HOUR_MS, 1000, VoteBatch.MAX_BYTES));
    await(add(poll, cast("v", "a")));
    Future<VoteReceipts> waiting = add(poll, cast("w", "a"));
    assertThat(kit.onContext(queue::isIdle)).isFalse();

    kit.onContext(
        () -> {
          queue.hurry();
          return true;
        });

    await(waiting);
    await(add(poll, cast("x", "a")));
    assertThat(batches()).containsExactly(1, 1, 1);
  }

  @Test
  void eachSenderGetsTheReceiptsOfItsOwnBallots() {
    holdTheLedger();
    Future<VoteReceipts> first = add(poll, cast("v", "a"));
    Future<VoteReceipts> pair = add(poll, cast("w", "a"), cast("x", "b"));
    Future<VoteReceipts> single = add(poll, cast("y", "c"));
    held.complete();

    for (Future<VoteReceipts> each : List.of(first, pair, single)) {
      assertThat(await(each).later()).isEmpty();
    }
    List<JournalEntry> journal = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, journal::add));
    List<Long> revs = journal.stream().map(JournalEntry::rev).toList();
    assertThat(journal).extracting(JournalEntry::voter).containsExactly("v", "w", "x", "y");
    assertThat(await(first).receipts()).containsExactly(new Receipt.Counted(revs.get(0)));
    assertThat(await(pair).receipts())
        .containsExactly(new Receipt.Counted(revs.get(1)), new Receipt.Counted(revs.get(2)));
    assertThat(await(single).receipts()).containsExactly(new Receipt.Counted(revs.get(3)));
  }

  @Test
  void aBatchTakesNoMoreThanItMayExceptForASingleBallot() {
    int most = BatchPace.NONE.mostBytes();
    breakTheLedger();
    add(poll, cast("x", "a"));
    add(poll, ofBytes(most / 2));
    add(poll, ofBytes(most / 2));
    add(poll, ofBytes(2 * most));
    Future<VoteReceipts> last = add(poll, ofBytes(1_000));

    held.complete();

    await(last.otherwiseEmpty());
    assertThat(batches()).containsExactly(1, 2, 1, 1);
  }

  @Test
  void aFailureIsToldToTheSendersOfItsBatchAndTheNextBatchIsWritten() {
    Throwable fault = new IllegalStateException("not recorded");
    ledger.answer(
        "record",
        call -> {
          ledger.passOn("record");
          return held.future().compose(free -> Future.failedFuture(fault));
        });
    Future<VoteReceipts> first = add(poll, cast("x", "a"));
    Future<VoteReceipts> second = add(poll, cast("y", "a"));
    held.complete();

    assertThatThrownBy(() -> await(first)).isSameAs(fault);
    assertThat(await(second).receipts().get(0)).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void theQueueIsIdleOnceEverythingIsWrittenAndPublished() {
    assertThat(kit.onContext(queue::isIdle)).isTrue();
    holdTheLedger();
    add(poll, cast("x", "a"));
    Future<VoteReceipts> last = add(poll, cast("y", "a"));
    assertThat(kit.onContext(queue::isIdle)).isFalse();
    assertThat(idle).hasValue(0);

    held.complete();

    await(last);
    kit.awaitThat("idle", queue::isIdle);
    assertThat(idle).as("told once it had run empty").hasValue(1);
    assertThat(fanout.calls("tallyGrown")).isNotEmpty();
  }

  @Test
  void everyBallotIsMeteredByItsOutcomeAndEveryBatchByItsSize() {
    await(add(poll, cast("x", "a"), cast("y", "a")));
    await(add(poll, cast("x", "a")));

    assertThat(registry.get("votehub.votes").tag("outcome", "counted").counter().count())
        .isEqualTo(2);
    assertThat(registry.get("votehub.votes").tag("outcome", "repeated").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("votehub.count.batch").summary().totalAmount()).isEqualTo(3);
  }

  @Test
  void theTallyIsPublishedAsOfThePollThatCameWithTheLastBallotThatCounts() {
    Poll renamed = renamed("Renamed");
    Poll unused = renamed("Of a ballot that does not count");
    holdTheLedger();
    add(renamed("Of an earlier batch"), cast("v", "a"));
    add(poll, cast("w", "a"));
    add(renamed, cast("x", "a"), cast("y", "a"));
    Future<VoteReceipts> last = add(unused, new CastBallot("z", 9, "{}", List.of("a"), 0));
    kit.onContext(() -> held.tryComplete());

    assertThat(await(last).receipts().get(0)).isInstanceOf(Receipt.Refused.class);
    kit.awaitThat("published", queue::isIdle);
    List<String> questions =
        fanout.calls("tallyGrown").stream().map(call -> ((Poll) call[0]).question()).toList();
    assertThat(questions).endsWith("Renamed").doesNotContain(unused.question());
  }

  private Poll renamed(String question) {
    return new Poll(
        poll.id(),
        ROOM,
        question,
        poll.method(),
        poll.options(),
        poll.settings(),
        poll.state(),
        poll.times(),
        poll.shown(),
        poll.position(),
        poll.rev(),
        poll.run(),
        poll.marks(),
        poll.electorate(),
        poll.secrecy(),
        poll.image(),
        poll.rounds(),
        poll.seal());
  }

  @Test
  void ballotsThatDoNotCountAreNoReasonToPublish() {
    await(add(poll, new CastBallot("z", 9, "{}", List.of("a"), 0)));

    assertThat(ledger.calls("tryAcquirePublish")).isEmpty();
  }
}
