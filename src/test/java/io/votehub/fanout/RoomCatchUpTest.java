package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.bus.RoomView;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomCatchUpTest {
  private static final String ROOM = "ABC234";
  private static final RoomView VIEW =
      new RoomView(new Room(ROOM, "A room", 0), List.of(), List.of());
  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2001);

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<RoomEvent> published = new LinkedBlockingQueue<>();
  private final Deque<Future<RoomView>> answers = new ArrayDeque<>();
  private final Set<String> followed = new HashSet<>(Set.of(ROOM));
  private final LocalFanout local = new LocalFanout(vertx, VotingMethods.standard());
  private final RoomCatchUp catchUp =
      new RoomCatchUp(
          vertx, vertx.getOrCreateContext(), room -> answers.poll(), followed::contains, local);

  @BeforeEach
  void listen() {
    vertx.eventBus().registerCodec(new LocalCodec());
    local.listen(ROOM, published::add);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private RoomEvent next() throws InterruptedException {
    return published.poll(60, TimeUnit.SECONDS);
  }

  @Test
  void whatTheStoreHasIsPublished() throws Exception {
    answers.add(Future.succeededFuture(VIEW));

    catchUp.catchUp(ROOM);

    assertThat(next())
        .isInstanceOfSatisfying(
            RoomEvent.CaughtUp.class, event -> assertThat(event.view()).isSameAs(VIEW));
  }

  @Test
  void aRoomThatTheStoreDoesNotHaveWasDeleted() throws Exception {
    answers.add(Future.failedFuture(Refusal.of(ErrorCode.UNKNOWN_ROOM)));

    catchUp.catchUp(ROOM);

    assertThat(next()).isInstanceOf(RoomEvent.RoomDeleted.class);
  }

  @Test
  void aReadThatFailsIsRepeatedUntilItSucceeds() throws Exception {
    answers.add(Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
    answers.add(Future.succeededFuture(VIEW));

    catchUp.catchUp(ROOM);

    assertThat(next()).isInstanceOf(RoomEvent.CaughtUp.class);
    assertThat(answers).isEmpty();
  }

  @Test
  void aRoomThatNobodyFollowsIsNotRead() {
    followed.clear();
    answers.add(Future.succeededFuture(VIEW));

    catchUp.catchUp(ROOM);

    assertThat(answers).hasSize(1);
  }

  @Test
  void aRoomIsReadOnceEachTimeItsTalliesFallSilent() throws Exception {
    long now = System.nanoTime();
    answers.add(Future.succeededFuture(VIEW));
    answers.add(Future.succeededFuture(VIEW));

    catchUp.received(ROOM, now);
    catchUp.catchUpWithSilentRooms(now + 1);
    assertThat(answers).as("read while tallies come").hasSize(2);

    catchUp.catchUpWithSilentRooms(now + SILENCE_NANOS);
    catchUp.catchUpWithSilentRooms(now + 2 * SILENCE_NANOS);
    assertThat(answers).as("read once").hasSize(1);
    assertThat(next()).isInstanceOf(RoomEvent.CaughtUp.class);

    catchUp.received(ROOM, now + 2 * SILENCE_NANOS);
    catchUp.catchUpWithSilentRooms(now + 3 * SILENCE_NANOS);
    assertThat(answers).isEmpty();
  }
}
