package io.votehub.store.embedded;

import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked up at a start and at rest costs the same however many rooms there are. */
@Tag("slow")
class ManyRoomsTest {
  private static final int AT_ONCE = 500;
  private static final int MADE = 10_000;
  private static final long LONG_AGO = 1_000_000;
  private static final long SINCE = 2_000_000;
  private static final long BEFORE = 500;
  private static final int KILOBYTE = 1024;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private EmbeddedStore open(Path there) {
    FaultyDisk.register();
    return await(
        EmbeddedStore.open(vertx, () -> StoreFile.open(there, FaultyDisk.SCHEME), StoreMeter.NONE));
  }

  private static PollRecord openPoll(String id, String room, long openedAt) {
    Poll draft =
        Poll.draft(
            id,
            room,
            "Which one is it, of all those that there are?",
            "single",
            List.of(new Option("a", "The first"), new Option("b", "The second")),
            PollSettings.DEFAULT,
            1);
    Poll.Times times =
        new Poll.Times(OptionalLong.of(openedAt), OptionalLong.empty(), OptionalLong.empty());
    return PollRecord.of(draft.withState(PollState.OPEN, times));
  }

  /** A folder with so many rooms, each with a poll that was opened long ago. */
  private Path folderWith(int rooms) {
    Path there = folder.resolve(rooms + "-rooms");
    EmbeddedStore store = open(there);
    for (int from = 0; from < rooms; from += AT_ONCE) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = from; i < Math.min(rooms, from + AT_ONCE); i++) {
        String code = "R" + i;
        PollRecord poll = openPoll("poll-" + i, code, LONG_AGO);
        all.add(
            store
                .addRoom(new Room(code, "Room " + i, LONG_AGO))
                .compose(added -> store.addPoll(poll)));
      }
      await(Future.all(all));
    }
    await(store.close());
    return there;
  }

  /** The bytes read by what a hub looks up of all rooms at its start and from time to time. */
  private long readAtAStart(Path there) {
    long before = FaultyDisk.read();
    EmbeddedStore store = open(there);
    List<String> watched = new ArrayList<>();
    await(store.pollsToWatch(SINCE, record -> watched.add(record.poll().id())));
    assertThat(watched).isEmpty();
    assertThat(await(store.unusedRooms(BEFORE, SINCE, 1_000))).isEmpty();
    assertThat(await(store.roomsWith("run", "", 100))).isEmpty();
    assertThat(await(store.countRooms())).isPositive();
    long read = FaultyDisk.read() - before;
    await(store.close());
    return read;
  }

  @Test
  void aStartReadsNoMoreOfTheFileWithManyRoomsThanWithFew() throws IOException {
    Path few = folderWith(100);
    Path many = folderWith(10_000);

    long ofFew = readAtAStart(few);
    long ofMany = readAtAStart(many);

    assertThat(Files.size(many.resolve(EmbeddedStore.FILE))).isGreaterThan(1_000 * KILOBYTE);
    assertThat(ofMany - ofFew).isLessThan(150 * KILOBYTE);
  }

  @Test
  void soonAfterTheyWereMadeRoomsTakeLessThanAKilobyteEach() throws IOException {
    EmbeddedStore store = open(folder);
    Random codes = new Random(3);
    for (int from = 0; from < MADE; from += AT_ONCE / 4) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE / 4; i++) {
        // As those of a hub are not in the order in which they are made, most pages change.
        String code = Long.toString(codes.nextLong(), Character.MAX_RADIX);
        PollRecord poll = openPoll("poll-" + code, code, LONG_AGO);
        all.add(
            store
                .addRoom(new Room(code, "Room " + i, LONG_AGO))
                .compose(added -> store.addPoll(poll)));
      }
      await(Future.all(all));
    }
    Path file = folder.resolve(EmbeddedStore.FILE);
    assertThat(Files.size(file)).as("right then").isGreaterThan(MADE * KILOBYTE);

    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (Files.size(file) > MADE * KILOBYTE) {
      assertThat(System.nanoTime()).as("%d bytes", Files.size(file)).isLessThan(until);
      await(vertx.timer(100));
    }
    assertThat(await(store.countRooms())).isEqualTo(MADE);
    await(store.close());
  }

  @Test
  void aFileOfAVersionWithoutIndexesByTimeGetsThem() {
    Path there = folderWith(1_000);
    EmbeddedStore store = open(there);
    await(store.noteUse("R7", SINCE));
    await(store.addPoll(openPoll("recent", "R7", SINCE)));
    PollRecord timed = draft("timed", 2);
    Poll.Times until =
        new Poll.Times(OptionalLong.of(1), OptionalLong.of(SINCE + 1), OptionalLong.empty());
    await(store.addRoom(new Room(timed.poll().room(), "", 1)));
    await(store.addPoll(timed.withPoll(timed.poll().withState(PollState.OPEN, until))));
    await(store.close());
    try (MVStore older =
        MVStore.open(FaultyDisk.SCHEME + there.resolve(EmbeddedStore.FILE).toAbsolutePath())) {
      older.removeMap("roomsByUse");
      older.removeMap("watchedPolls");
      older.setStoreVersion(3);
    }

    EmbeddedStore now = open(there);

    List<String> watched = new ArrayList<>();
    await(now.pollsToWatch(SINCE, record -> watched.add(record.poll().id())));
    assertThat(watched).containsExactlyInAnyOrder("recent", "timed");
    assertThat(await(now.unusedRooms(LONG_AGO + 1, SINCE, 10_000)))
        .hasSize(1_000)
        .startsWith(timed.poll().room())
        .doesNotContain("R7");
    await(now.close());
  }

  @Test
  void aPollThatIsClosedOrDeletedIsWatchedNoMore() {
    EmbeddedStore store = open(folder);
    await(store.addRoom(new Room("R1", "", 1)));
    await(store.addPoll(openPoll("closed", "R1", SINCE)));
    await(store.addPoll(openPoll("deleted", "R1", SINCE)));
    await(
        store.updatePoll(
            "closed",
            record -> record.withPoll(record.poll().withState(PollState.CLOSED, Poll.Times.NONE))));
    await(store.deletePoll("deleted"));

    List<String> watched = new ArrayList<>();
    await(store.pollsToWatch(0, record -> watched.add(record.poll().id())));

    assertThat(watched).isEmpty();
    await(store.close());
    try (MVStore file =
        MVStore.open(FaultyDisk.SCHEME + folder.resolve(EmbeddedStore.FILE).toAbsolutePath())) {
      assertThat(file.openMap("watchedPolls").isEmpty()).as("nothing is left behind").isTrue();
    }
  }
}
