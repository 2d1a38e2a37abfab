package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.fanout.Fanout;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final CountingKit kit = new CountingKit();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private final Scripted<Fanout> fanout = new Scripted<>(Fanout.class, kit.counting().fanout());
  private final CountingContext counting =
      kit.counting(store.proxy(), ledger.proxy(), fanout.proxy());
  private final Closing closing = counting.closing();

  @AfterEach
  void stop() {
    kit.close();
  }

  private Poll now() {
    return await(kit.store.poll(kit.poll)).orElseThrow().poll();
  }

  private List<PollState> told() {
    return fanout.calls("pollChanged").stream().map(call -> ((Poll) call[0]).state()).toList();
  }

  @Test
  void aPollClosesAtTheTimeOfTheLedgerAndItsRoomIsToldTheResult() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("y", "b");
    kit.clock.advance(300);

    Poll closed = await(closing.close(kit.poll, kit.aim()));

    assertThat(closed.state()).isEqualTo(PollState.CLOSED);
    assertThat(closed.times().closedAt()).hasValue(kit.clock.millis());
    assertThat(closed).isEqualTo(now());
    assertThat(told()).containsExactly(PollState.CLOSED);
    Tally result = (Tally) fanout.calls("tallyGrown").get(0)[1];
    assertThat(result.last()).isTrue();
    assertThat(result.cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(await(kit.ledger.has(kit.poll))).as("the page is dropped").isFalse();
    assertThat(store.calls("sweep")).as("nobody voted twice").isEmpty();
  }

  @Test
  void supersededBallotsAreRemovedAndAFailureOfThatIsNoFailureOfTheClose() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("x", "b");
    store.answer("sweep", call -> Future.failedFuture("the store is away"));

    assertThat(await(closing.close(kit.poll, kit.aim())).state()).isEqualTo(PollState.CLOSED);

    assertThat(store.calls("sweep")).hasSize(1);
    assertThat(await(kit.store.poll(kit.poll)).orElseThrow().sweepBefore())
        .as("to be done at the next start")
        .isPositive();
  }

  @Test
  void aClosedPollIsReturnedAsItIsAndCountedOnce() {
    kit.open();
    Poll closed = await(closing.close(kit.poll, kit.aim()));
    int reads = kit.store.journalReads();

    assertThat(await(closing.close(kit.poll, kit.aim()))).isEqualTo(closed);
    assertThat(await(closing.begin(kit.poll, kit.aim()))).isEqualTo(closed);

    assertThat(kit.store.journalReads()).isEqualTo(reads);
    assertThat(told()).containsExactly(PollState.CLOSED);
  }

  @Test
  void aDraftCannotBeClosed() {
    assertThatThrownBy(() -> await(closing.close(kit.poll, kit.aim())))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.NOT_OPEN));
    assertThat(now().state()).isEqualTo(PollState.DRAFT);
  }

  @Test
  void votesThatTheRateLimitDelaysAreCountedBeforeTheClose() {
    kit.open();
    counting
        .waitingVotes()
        .begin(
            kit.poll,
            () ->
                kit.writer
                    .write(kit.poll, List.of(cast("delayed", "c")))
                    .onSuccess(counted -> kit.clock.advance(50))
                    .mapEmpty());
    long asked = kit.clock.millis();

    Poll closed = await(closing.close(kit.poll, kit.aim()));

    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
    assertThat(closed.times().closedAt()).as("the time after they were").hasValue(asked + 50);
  }

  @Test
  void ballotsInFlightGetAMomentBeforeTheResultIsComputed() {
    kit.open();
    AtomicInteger pending = new AtomicInteger(3);
    ledger.answer(
        "close",
        call -> {
          int left = pending.getAndUpdate(before -> Math.max(0, before - 1));
          return kit.ledger.close(kit.poll, (int) call[1]).map(Optional.of(left));
        });

    await(closing.close(kit.poll, kit.aim()));

    assertThat(pending).hasValue(0);
    assertThat(ledger.names().indexOf("seal")).isGreaterThan(ledger.names().lastIndexOf("close"));
  }

  @Test
  void theResultIsReadAfterThePageIsSealedAndTheEpochRaised() {
    kit.open();
    int before = await(kit.store.poll(kit.poll)).orElseThrow().epoch();
    store.answer(
        "raiseEpoch",
        call -> {
          assertThat(ledger.names()).contains("seal");
          return kit.store.raiseEpoch(kit.poll);
        });

    await(closing.close(kit.poll, kit.aim()));

    PollRecord record = await(kit.store.poll(kit.poll)).orElseThrow();
    assertThat(record.epoch()).isEqualTo(before + 1);
    assertThat(store.names().indexOf("readJournal"))
        .isGreaterThan(store.names().indexOf("raiseEpoch"));
  }

  @Test
  void aCloseThatIsOvertakenReadsTheJournalAgain() {
    kit.open();
    kit.vote("x", "a");
    store.answer(
        "readJournal",
        call -> {
          store.passOn("readJournal");
          return kit.store.raiseEpoch(kit.poll).compose(raised -> invoke(call));
        });

    Poll closed = await(closing.close(kit.poll, kit.aim()));

    assertThat(closed.state()).isEqualTo(PollState.CLOSED);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @SuppressWarnings("unchecked")
  private Future<Void> invoke(Object[] read) {
    return kit.store.readJournal((String) read[0], (Consumer<JournalEntry>) read[1]);
  }

  @Test
  void aCloseThatIsOvertakenAgainAndAgainGivesUp() {
    kit.open();
    store.answer(
        "readJournal", call -> kit.store.raiseEpoch(kit.poll).compose(raised -> invoke(call)));

    assertThatThrownBy(() -> await(closing.close(kit.poll, kit.aim())))
        .isInstanceOf(StaleEpochException.class);

    assertThat(store.calls("raiseEpoch")).hasSize(3);
    assertThat(now().state()).as("takes no more ballots").isEqualTo(PollState.CLOSING);
  }

  @Test
  void whileAnotherInstanceClosesThePollItsResultIsAwaited() {
    kit.open();
    kit.vote("x", "a");
    String theirs = await(kit.ledger.lock(kit.poll)).orElseThrow();
    Future<Poll> mine = closing.close(kit.poll, kit.aim());
    kit.awaitThat("found the lock taken", () -> ledger.calls("lock").size() >= 2);
    assertThat(mine.isComplete()).isFalse();
    await(kit.ledger.unlock(kit.poll, theirs));

    Poll closed = await(kit.counting().closing().close(kit.poll, kit.aim()));

    assertThat(await(mine)).isEqualTo(closed);
    PollRecord record = await(kit.store.poll(kit.poll)).orElseThrow();
    assertThat(record.result().orElseThrow().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void concurrentClosesShareOneReadingOfTheJournal() {
    kit.open();
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    int reads = kit.store.journalReads();
    Future<Poll> one = closing.close(kit.poll, kit.aim());
    Future<Poll> two = closing.close(kit.poll, kit.aim());
    held.complete();

    assertThat(await(one)).isEqualTo(await(two));
    assertThat(kit.store.journalReads() - reads).isEqualTo(1);
    assertThat(told()).containsExactly(PollState.CLOSED);
  }

  @Test
  void aPollIsDueOnceItsCutoffHasPassed() {
    await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(10)));
    kit.clock.advance(10_000);
    assertThat(await(closing.closeIfDue(kit.poll)).state())
        .as("in the very millisecond of the cutoff")
        .isEqualTo(PollState.OPEN);

    kit.clock.advance(1);

    assertThat(await(closing.closeIfDue(kit.poll)).state()).isEqualTo(PollState.CLOSED);
  }

  @Test
  void aPollWithoutATimeLimitIsNeverDueAndOneThatIsClosingAlways() {
    kit.open();
    kit.clock.advance(1_000_000_000);
    assertThat(await(closing.closeIfDue(kit.poll)).state()).isEqualTo(PollState.OPEN);

    await(
        kit.store.updatePoll(
            kit.poll,
            each -> each.withPoll(each.poll().withState(PollState.CLOSING, each.poll().times()))));

    assertThat(await(closing.closeIfDue(kit.poll)).state()).isEqualTo(PollState.CLOSED);
  }

  @Test
  void aPollThatBecameADraftMeanwhileIsLeftAlone() {
    kit.open();
    store.answer(
        "raiseEpoch",
        call ->
            kit.store
                .raiseEpoch(kit.poll)
                .compose(
                    raised ->
                        kit.store
                            .updatePoll(
                                kit.poll,
                                each ->
                                    each.withPoll(
                                        each.poll().withState(PollState.DRAFT, Poll.Times.NONE)))
                            .map(raised)));

    await(closing.close(kit.poll, kit.aim()));

    assertThat(now().state()).isEqualTo(PollState.DRAFT);
    assertThat(await(kit.store.poll(kit.poll)).orElseThrow().result()).isEmpty();
  }

  @Test
  void endedOrGoneAreTheRefusalsOfAPollThatIsOverOrDeleted() {
    assertThat(Closing.endedOrGone(Refusal.of(ErrorCode.NOT_OPEN))).isTrue();
    assertThat(Closing.endedOrGone(Refusal.of(ErrorCode.UNKNOWN_POLL))).isTrue();
    assertThat(Closing.endedOrGone(Refusal.of(ErrorCode.BUSY))).isFalse();
    assertThat(Closing.endedOrGone(new IllegalStateException())).isFalse();
  }
}
