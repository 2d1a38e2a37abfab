package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.count.CountingKit;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomExpiryTest {
  private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
  private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

  private final CountingKit kit = new CountingKit();
  private final List<String> deleted = new ArrayList<>();
  private RoomExpiry expiry;

  @BeforeEach
  void start() {
    expiry = expiry();
    // The file knows when rooms were used, as every store does from their creation on.
    await(kit.store.noteUse(ROOM, kit.clock.millis()));
    look();
  }

  private RoomExpiry expiry() {
    RoomExpiry made = new RoomExpiry(kit.counting(), kit.rooms, deleted::add);
    await(kit.vertx.deployVerticle(made));
    return made;
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private void look() {
    await(expiry.look());
  }

  /** Lets time pass as it does, with a look a day. */
  private void liveFor(int days) {
    for (int i = 0; i < days; i++) {
      kit.clock.advance(DAY_MS);
      look();
    }
  }

  private boolean isThere(String code) {
    return await(kit.store.room(code)).isPresent();
  }

  @Test
  void aRoomThatNobodyUsedFor90DaysIsDeletedAndOneThatWasUsedIsNot() {
    Room used = await(kit.rooms.create("used"));
    liveFor(60);
    await(kit.store.noteUse(used.code(), kit.clock.millis()));
    liveFor(30);
    assertThat(isThere(ROOM)).as("the day of its last use may have been any").isTrue();

    liveFor(3);

    assertThat(deleted).containsExactly(ROOM);
    assertThat(isThere(ROOM)).isFalse();
    assertThat(await(kit.store.poll(kit.poll))).isEmpty();
    assertThat(isThere(used.code())).isTrue();
  }

  @Test
  void aRoomWithAnOpenPollIsKept() {
    kit.open();

    liveFor(100);
    assertThat(isThere(ROOM)).isTrue();
    await(kit.polls.close(ROOM, kit.poll));
    liveFor(100);

    assertThat(isThere(ROOM)).isFalse();
  }

  @Test
  void aClockThatJumpsDeletesNothing() {
    liveFor(20);

    kit.clock.advance(4_000 * DAY_MS);
    for (int i = 0; i < 24; i++) {
      kit.clock.advance(HOUR_MS);
      look();
    }
    assertThat(isThere(ROOM)).as("after a jump ahead").isTrue();
    kit.clock.advance(-4_000 * DAY_MS);
    liveFor(10);

    assertThat(isThere(ROOM)).as("after the clock was put right").isTrue();
  }

  @Test
  void afterAHubWasOffForMonthsItsRoomsStayForAWeek() {
    kit.clock.advance(300 * DAY_MS);

    liveFor(6);
    assertThat(isThere(ROOM)).isTrue();
    liveFor(4);

    assertThat(isThere(ROOM)).isFalse();
  }

  @Test
  void twoLooksOfAnInstanceMustAgree() {
    liveFor(91);
    expiry = expiry();
    kit.clock.advance(DAY_MS);

    look();
    assertThat(isThere(ROOM)).as("after one look").isTrue();
    kit.clock.advance(HOUR_MS);
    look();

    assertThat(isThere(ROOM)).isFalse();
  }

  @Test
  void ofTwoInstancesOneLooks() {
    RoomExpiry other = expiry();
    liveFor(92);
    kit.clock.advance(HOUR_MS);

    await(other.look());
    look();
    assertThat(isThere(ROOM)).as("it was not this one's turn").isTrue();
    kit.clock.advance(HOUR_MS);
    look();

    assertThat(isThere(ROOM)).isFalse();
  }
}
