package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contract of every fan-out. */
public abstract class FanoutContract {
  protected static final String ROOM = "ABC234";

  private final BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();

  protected abstract Fanout fanout();

  protected static Poll poll(String room) {
    List<Option> options = List.of(new Option("a", "A"), new Option("b", "B"));
    return Poll.draft("p", room, "Which?", "single", options, PollSettings.DEFAULT, 1);
  }

  private void listen(String room, Consumer<RoomEvent> listener) {
    try {
      fanout().listen(room, listener).standing().await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  private <T extends RoomEvent> T next(Class<T> type) {
    try {
      while (true) {
        RoomEvent event = heard.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event of %s in time", type.getSimpleName()).isNotNull();
        if (type.isInstance(event)) {
          return type.cast(event);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Test
  void aListenerReceivesAllEventsOfItsRoom() {
    listen(ROOM, heard::add);
    Room room = new Room(ROOM, "A room", 0);

    fanout().pollChanged(poll(ROOM));
    fanout().tallyGrown(poll(ROOM), new Tally(7, 3, false, Map.of("a", 2L, "b", 1L)));
    fanout().roomChanged(room, List.of("p"));
    fanout().pollDeleted(ROOM, "p");
    RoomNotice notice = new RoomNotice("some", Map.of("counts", Map.of("👏", 2), "by", "me"));
    fanout().noticed(ROOM, notice);
    fanout().roomDeleted(ROOM);

    assertThat(next(RoomEvent.PollChanged.class).poll()).isEqualTo(poll(ROOM));
    assertThat(next(RoomEvent.TallyGrown.class).frame())
        .satisfies(
            frame -> {
              assertThat(frame.poll()).isEqualTo("p");
              assertThat(frame.rev()).isEqualTo(7);
              assertThat(frame.last()).isFalse();
              assertThat(frame.forVoters()).contains("\"type\":\"tally\"", "\"ballots\":3");
            });
    assertThat(next(RoomEvent.RoomChanged.class))
        .isEqualTo(new RoomEvent.RoomChanged(room, List.of("p")));
    assertThat(next(RoomEvent.PollDeleted.class).poll()).isEqualTo("p");
    assertThat(next(RoomEvent.Noticed.class).notice()).isEqualTo(notice);
    assertThat(next(RoomEvent.RoomDeleted.class)).isNotNull();
  }

  @Test
  void aListenerReceivesNothingOfOtherRoomsNorAfterUnsubscribing() {
    BlockingQueue<RoomEvent> elsewhere = new LinkedBlockingQueue<>();
    BlockingQueue<RoomEvent> ended = new LinkedBlockingQueue<>();
    listen("ZZZ999", elsewhere::add);
    fanout().listen(ROOM, ended::add).close();
    listen(ROOM, heard::add);

    fanout().pollChanged(poll(ROOM));

    next(RoomEvent.PollChanged.class);
    assertThat(elsewhere).isEmpty();
    assertThat(ended).isEmpty();
  }

  @Test
  void everyListenerOfARoomReceivesAnEvent() {
    BlockingQueue<RoomEvent> other = new LinkedBlockingQueue<>();
    listen(ROOM, heard::add);
    listen(ROOM, other::add);

    for (int i = 0; i < 10; i++) {
      fanout().pollDeleted(ROOM, "p" + i);
    }

    for (int i = 0; i < 10; i++) {
      assertThat(next(RoomEvent.PollDeleted.class).poll()).isEqualTo("p" + i);
    }
    awaitSize(other, 10);
  }

  @Test
  void presenceCountsVotersNotConnections() {
    listen(ROOM, heard::add);

    fanout().enter(ROOM, "x", false);
    fanout().enter(ROOM, "x", false);
    fanout().enter(ROOM, "y", false);
    awaitPresent(2);
    assertThat(fanout().present(ROOM)).isEqualTo(2);
    assertThat(fanout().present("ZZZ999")).isZero();

    fanout().leave(ROOM, "x");
    assertThat(fanout().present(ROOM)).isEqualTo(2);
    fanout().leave(ROOM, "x");
    fanout().leave(ROOM, "y");
    awaitPresent(0);
    assertThat(fanout().present(ROOM)).isZero();
    awaitTrue(() -> fanout().rooms() == 0);
  }

  @Test
  void manyArrivalsCauseFewMessagesAndTheLastIsCorrect() {
    listen(ROOM, heard::add);

    for (int i = 0; i < 5000; i++) {
      fanout().enter(ROOM, "voter" + i, false);
    }

    awaitPresent(5000);
    assertThat(heard.size()).isLessThan(10);
  }

  private void awaitPresent(int wanted) {
    while (next(RoomEvent.PresenceChanged.class).present() != wanted) {
      // An earlier number; the last one always arrives.
    }
  }

  private static void awaitSize(BlockingQueue<RoomEvent> queue, int size) {
    awaitTrue(() -> queue.size() >= size);
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
