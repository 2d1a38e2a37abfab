package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.count.CountingContext;
import io.votehub.count.CountingKit;
import io.votehub.fanout.LocalFanout;
import io.votehub.ledger.Ledger;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.store.Store;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A presenter whose command gets no answer repeats it at another instance, is answered, and goes
 * on. The first command is still on its way.
 */
class LateCommandsTest {
  private static final OptionalInt UNLIMITED = OptionalInt.empty();

  private final CountingKit kit = new CountingKit();
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private final CountingContext slow =
      kit.counting(store.proxy(), kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard()));
  private final Polls late = new Polls(slow, () -> "late");
  private final Promise<Void> held = Promise.promise();

  @BeforeEach
  void open() {
    kit.open();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  /** The slow instance's changes of polls wait from now on. */
  private <T> Future<T> heldBeforeItsChange(Supplier<Future<T>> command) {
    return held("updatePoll", command);
  }

  private <T> Future<T> heldBeforeItsReading(Supplier<Future<T>> command) {
    return held("poll", command);
  }

  private <T> Future<T> held(String call, Supplier<Future<T>> command) {
    Promise<Void> reached = Promise.promise();
    store.answer(
        call,
        arguments -> {
          reached.tryComplete();
          return held.future().compose(go -> passedOn(call, arguments));
        });
    Future<T> answer = command.get();
    await(reached.future());
    return answer;
  }

  @SuppressWarnings("unchecked")
  private Future<?> passedOn(String call, Object[] arguments) {
    store.passOn(call);
    return call.equals("poll")
        ? store.proxy().poll((String) arguments[0])
        : store
            .proxy()
            .updatePoll(
                (String) arguments[0],
                (java.util.function.UnaryOperator<io.votehub.store.PollRecord>) arguments[1]);
  }

  private ErrorCode refusalOf(Future<?> command) {
    held.complete();
    Throwable fault = await(command.transform(CountingKit::fault));
    assertThat(fault).isInstanceOf(Refusal.class);
    return ((Refusal) fault).code();
  }

  private Poll now() {
    return await(kit.store.poll(kit.poll)).orElseThrow().poll();
  }

  private Poll close() {
    kit.clock.advance(10);
    return await(kit.polls.close(ROOM, kit.poll));
  }

  private Poll reopen() {
    kit.clock.advance(10);
    return await(kit.polls.reopen(ROOM, kit.poll, UNLIMITED));
  }

  private Poll reset() {
    kit.clock.advance(10);
    return await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
  }

  @Test
  void aPollStaysClosedThoughAnEarlierReopenIsCarriedOutLate() {
    close();
    Future<Poll> first = heldBeforeItsChange(() -> late.reopen(ROOM, kit.poll, UNLIMITED));
    reopen();
    Poll closed = close();

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(closed);
    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Refused.class);
  }

  @Test
  void aPollStaysClosedThoughARepeatedReopenFoundItOpen() {
    Future<Poll> repeated = heldBeforeItsChange(() -> late.reopen(ROOM, kit.poll, UNLIMITED));
    Poll closed = close();

    assertThat(refusalOf(repeated)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(closed);
  }

  @Test
  void aPollStaysClosedThoughAnEarlierReopenReadsItLate() {
    close();
    Future<Poll> first = heldBeforeItsReading(() -> late.reopen(ROOM, kit.poll, UNLIMITED));
    reopen();
    Poll closed = close();

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(closed);
  }

  @Test
  void aReopenThatWaitsForACloseLeavesThePollOpenThatAnotherReopened() {
    Promise<Void> counted = Promise.promise();
    kit.store.holdJournals(counted.future());
    Future<Poll> closing = kit.polls.beginClose(ROOM, kit.poll);
    kit.awaitThat("the close has begun", () -> now().state() == PollState.CLOSING);
    Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
    ledger.answer(
        "close", call -> held.future().compose(go -> kit.ledger.close(kit.poll, (int) call[1])));
    Polls waiting =
        new Polls(
            kit.counting(
                kit.store, ledger.proxy(), new LocalFanout(kit.vertx, VotingMethods.standard())),
            () -> "waiting");
    Future<Poll> first = waiting.reopen(ROOM, kit.poll, UNLIMITED);
    kit.awaitThat("it waits", () -> !ledger.calls("close").isEmpty());
    counted.complete();
    await(closing);
    Poll open = reopen();
    kit.vote("x", "a");
    held.complete();

    assertThat(await(first).state()).isEqualTo(PollState.OPEN);
    assertThat(now().times()).isEqualTo(open.times());
    assertThat(kit.vote("y", "b")).isNotInstanceOf(Receipt.Refused.class);
  }

  @Test
  void twoThatReopenAtOnceAreBothAnsweredWithTheOpenPoll() {
    close();
    Future<Poll> one = heldBeforeItsChange(() -> late.reopen(ROOM, kit.poll, UNLIMITED));
    Poll open = reopen();
    held.complete();

    assertThat(await(one).times()).isEqualTo(open.times());
  }

  @Test
  void aPollStaysOpenThoughAnEarlierCloseIsCarriedOutLate() {
    Future<Poll> first = heldBeforeItsChange(() -> late.close(ROOM, kit.poll));
    close();
    Poll open = reopen();

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(open);
    assertThat(kit.vote("x", "a")).isNotInstanceOf(Receipt.Refused.class);
  }

  @Test
  void aPollStaysOpenThoughAnEarlierCloseReadsItLate() {
    Future<Poll> first = heldBeforeItsReading(() -> late.close(ROOM, kit.poll));
    close();
    Poll open = reopen();

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(open);
  }

  @Test
  void aLateCloseOfAClosedPollAnswersWithIt() {
    Future<Poll> first = heldBeforeItsReading(() -> late.close(ROOM, kit.poll));
    Poll closed = close();
    held.complete();

    assertThat(await(first)).isEqualTo(closed);
  }

  @Test
  void aPollThatWasDueStaysOpenWhereAnotherInstanceClosedItAndItWasReopened() {
    reset();
    await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(1)));
    kit.clock.advance(2_000);
    Future<Poll> first = heldBeforeItsChange(() -> slow.closing().closeIfDue(kit.poll));
    close();
    Poll open = reopen();
    held.complete();

    assertThat(await(first)).isEqualTo(open);
    assertThat(now()).isEqualTo(open);
  }

  @Test
  void aDraftStaysADraftThoughAnEarlierOpeningIsCarriedOutLate() {
    reset();
    Future<Poll> first = heldBeforeItsChange(() -> late.open(ROOM, kit.poll, UNLIMITED));
    await(kit.polls.open(ROOM, kit.poll, UNLIMITED));
    Poll draft = reset();

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(draft);
  }

  @Test
  void ballotsStayThoughAnEarlierResetIsCarriedOutLate() {
    OptionalLong anyRevision = OptionalLong.empty();
    Future<Poll> first = heldBeforeItsChange(() -> late.reset(ROOM, kit.poll, anyRevision));
    reset();
    kit.open();
    kit.vote("x", "a");

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(kit.cells()).containsEntry("a", 1L);
  }

  @Test
  void ballotsStayThoughAnEarlierResetReadsThePollLate() {
    OptionalLong anyRevision = OptionalLong.empty();
    Future<Poll> first = heldBeforeItsReading(() -> late.reset(ROOM, kit.poll, anyRevision));
    reset();
    kit.clock.advance(10);
    kit.open();
    kit.vote("x", "a");

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(kit.cells()).containsEntry("a", 1L);
  }

  @Test
  void anExtensionOfAnEarlierOpeningIsRefused() {
    reset();
    await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(60)));
    Future<Poll> first = heldBeforeItsChange(() -> late.extend(ROOM, kit.poll, 30));
    close();
    kit.clock.advance(10);
    Poll open = await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.of(5)));

    assertThat(refusalOf(first)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(now()).isEqualTo(open);
  }

  @Test
  void aClosedPollOpensAgainAlsoAfterTheClockWasSetBack() {
    close();
    kit.clock.advance(-3_600_000);

    assertThat(await(kit.polls.reopen(ROOM, kit.poll, UNLIMITED)).state())
        .isEqualTo(PollState.OPEN);
  }
}
