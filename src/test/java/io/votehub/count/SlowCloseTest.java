package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.fanout.LocalFanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.room.PollScheduler;
import io.votehub.room.Polls;
import io.votehub.store.Store;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowCloseTest {
  private final CountingKit kit = new CountingKit();

  @BeforeEach
  void open() {
    await(kit.vertx.deployVerticle(new PollScheduler(kit.counting(), OptionalLong.empty())));
    kit.open();
    kit.vote("x", "a");
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void aQuickCloseAnswersWithTheClosedPoll() {
    assertThat(await(kit.polls.beginClose(ROOM, kit.poll)).state()).isEqualTo(PollState.CLOSED);
  }

  @Test
  void aSlowCloseAnswersAsClosingAndCompletesInTheBackground() {
    List<PollState> told = new CopyOnWriteArrayList<>();
    kit.counting()
        .fanout()
        .listen(
            ROOM,
            event -> {
              if (event instanceof RoomEvent.PollChanged changed) {
                told.add(changed.poll().state());
              }
            });
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());

    Poll begun = await(kit.polls.beginClose(ROOM, kit.poll));

    assertThat(begun.state()).isEqualTo(PollState.CLOSING);
    held.complete();
    awaitClosed();
    kit.awaitThat("the room is told of both", () -> told.size() == 2);
    assertThat(told).containsExactly(PollState.CLOSING, PollState.CLOSED);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aFailedCloseAnswersAtOnceAndIsRetried() {
    kit.store.holdJournals(Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));

    Poll begun = await(kit.polls.beginClose(ROOM, kit.poll));

    assertThat(begun.state()).isEqualTo(PollState.CLOSING);
    kit.store.holdJournals(Future.succeededFuture());
    awaitClosed();
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void anUnexpectedFailureIsRetriedToo() {
    kit.store.holdJournals(Future.failedFuture(new IllegalStateException("a fault")));
    await(kit.polls.beginClose(ROOM, kit.poll));

    kit.store.holdJournals(Future.succeededFuture());

    awaitClosed();
  }

  @Test
  void aBallotThatArrivesWhileTheResultIsComputedDoesNotCount() {
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    await(kit.polls.beginClose(ROOM, kit.poll));

    Future<List<Receipt>> late = kit.writer.write(kit.poll, List.of(cast("y", "b")));
    held.complete();

    assertThat(await(late).get(0)).isInstanceOf(Receipt.Refused.class);
    awaitClosed();
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  /** Closes the poll on a store that does something else with some of its calls. */
  private Future<Poll> closeOn(BiFunction<String, Callable<Future<?>>, Future<?>> calls) {
    return pollsOn(calls).beginClose(ROOM, kit.poll);
  }

  private Polls pollsOn(BiFunction<String, Callable<Future<?>>, Future<?>> calls) {
    Store store =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) ->
                    calls.apply(
                        method.getName(), () -> (Future<?>) method.invoke(kit.store, args)));
    LocalFanout fanout = new LocalFanout(kit.vertx, VotingMethods.standard());
    return new Polls(kit.counting(store, kit.ledger, fanout), () -> "other");
  }

  private static Future<?> call(Callable<Future<?>> call) {
    try {
      return call.call();
    } catch (Exception fault) {
      return Future.failedFuture(fault);
    }
  }

  @Test
  void aStoreThatIsBusyIsWaitedForAndNobodyIsRefused() {
    Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

    Poll closed =
        await(
            closeOn(
                (name, call) ->
                    Set.of("poll", "updatePoll").contains(name)
                            && refused
                                    .computeIfAbsent(name, any -> new AtomicInteger())
                                    .incrementAndGet()
                                < 4
                        ? Future.failedFuture(Refusal.of(ErrorCode.BUSY))
                        : call(call)));

    assertThat(closed.state()).isIn(PollState.CLOSING, PollState.CLOSED);
    awaitClosed();
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  /** Polls on a store that refuses, before each step, the next three calls of each kind. */
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

  private Polls pollsOnABusyStore() {
    return pollsOn(
        (name, call) ->
            Set.of("poll", "updatePoll").contains(name)
                    && refusals.computeIfAbsent(name, any -> new AtomicInteger(3)).getAndDecrement()
                        > 0
                ? Future.failedFuture(Refusal.of(ErrorCode.BUSY))
                : call(call));
  }

  @Test
  void whoeverLeadsARoomWaitsForABusyStoreWhateverTheStep() {
    Polls polls = pollsOnABusyStore();
    List<Callable<Future<Poll>>> steps =
        List.of(
            () -> polls.getPatiently(ROOM, kit.poll),
            () -> polls.show(ROOM, kit.poll, true),
            () -> polls.close(ROOM, kit.poll),
            () -> polls.reopen(ROOM, kit.poll, OptionalInt.of(60)),
            () -> polls.extend(ROOM, kit.poll, 60),
            () -> polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    List<PollState> states = new CopyOnWriteArrayList<>();

    for (Callable<Future<Poll>> step : steps) {
      refusals.clear();
      states.add(((Poll) await(call(step::call))).state());
      assertThat(refusals.get("poll").get()).as("the store refused").isLessThanOrEqualTo(0);
    }

    assertThat(states)
        .containsExactly(
            PollState.OPEN,
            PollState.OPEN,
            PollState.CLOSED,
            PollState.OPEN,
            PollState.OPEN,
            PollState.DRAFT);
  }

  @Test
  void aStoreThatIsSlowInEverythingIsNoFault() {
    Poll begun = await(closeOn((name, call) -> kit.vertx.timer(700).compose(waited -> call(call))));

    assertThat(begun.state()).isEqualTo(PollState.CLOSING);
    awaitClosed();
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void whatIsNotForNowIsRefusedAtOnce() {
    assertThatThrownBy(() -> await(kit.polls.beginClose(ROOM, "no-such-poll")))
        .isInstanceOf(Refusal.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.UNKNOWN_POLL);
  }

  /** Polls until somebody has closed the poll. */
  private void awaitClosed() {
    await(closed());
  }

  private Future<Void> closed() {
    return kit.store
        .poll(kit.poll)
        .compose(
            found ->
                found.orElseThrow().poll().state() == PollState.CLOSED
                    ? Future.<Void>succeededFuture()
                    : kit.vertx.timer(10).compose(waited -> closed()));
  }
}
