package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.fanout.RoomEvent;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.room.PollScheduler;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
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
