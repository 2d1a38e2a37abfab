package io.votehub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.method.VotingMethods;
import io.votehub.people.People;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTest {
  private final Vertx vertx = Vertx.vertx();
  private final Backup backup = new Backup(vertx, "1.2");
  private final Restore restore = new Restore(vertx);
  private MongoStandIn mongo;
  @TempDir Path folder;

  @BeforeAll
  void start() throws IOException {
    mongo = MongoStandIn.start();
  }

  @AfterAll
  void stop() {
    mongo.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private EmbeddedStore open(Path data) {
    return await(EmbeddedStore.open(vertx, data, (entries, nanos) -> {}));
  }

  private static Contents contents(Store store) {
    Contents contents = new Contents();
    await(store.readAll(contents));
    return contents;
  }

  private static Contents contents(Path file) throws BackupException {
    Contents contents = new Contents();
    BackupFile.check(file).tell(contents);
    return contents;
  }

  /** A data folder with these rooms that no hub has opened yet. */
  private Path folderWith(List<Contents.RoomOf> rooms) {
    Path data = folder.resolve("data");
    EmbeddedStore store = open(data);
    Restoring writing = new Restoring(store, RestoreTest::nobody, Map.of());
    Contents.tell(rooms, writing);
    writing.end();
    await(store.close());
    return data;
  }

  private Path backupOf(List<Contents.RoomOf> rooms) throws BackupException {
    Path file = folder.resolve("some.backup");
    Backup.toFile(file, backup.of(folderWith(rooms)));
    return file;
  }

  private String database() {
    return mongo.uri("restore_" + UUID.randomUUID().toString().replace("-", ""));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aBackupOfOneEngineRestoresIntoTheOtherAndBack(long seed) throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(seed);
    Path first = backupOf(rooms);
    String uri = database();

    restore.into(uri, BackupFile.check(first));
    Path second = folder.resolve("second.backup");
    Backup.toFile(second, backup.of(uri));
    Path data = folder.resolve("other");
    restore.into(data, BackupFile.check(second));

    assertThat(contents(first).rooms()).isEqualTo(rooms);
    assertThat(contents(second).rooms()).isEqualTo(rooms);
    EmbeddedStore store = open(data);
    assertThat(contents(store).rooms()).isEqualTo(rooms);
    await(store.close());
    for (Path file : List.of(first, second)) {
      ResultCheck.Outcome outcome =
          ResultCheck.of(BackupFile.check(file), VotingMethods.standard());
      assertThat(outcome.wrong()).isEmpty();
      assertThat(outcome.checked()).isGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void aResultThatDiffersFromItsBallotsIsDetected() throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(1);
    Contents.RoomOf room = rooms.get(0);
    Contents.PollOf poll = room.polls().get(0);
    List<JournalEntry> changed = new ArrayList<>(poll.journal());
    int at = 0;
    while (!poll.record().counts(changed.get(at).rev())
        || changed.get(at).isWithdrawal()
        || voterVotesAgain(poll, at)) {
      at++;
    }
    JournalEntry old = changed.get(at);
    String choice = old.ballot().contains("\"a\"") ? "b" : "a";
    changed.set(
        at, new JournalEntry(old.rev(), old.voter(), "{\"choice\":\"" + choice + "\"}", old.at()));
    room.polls().set(0, new Contents.PollOf(poll.record(), changed));

    ResultCheck.Outcome outcome =
        ResultCheck.of(BackupFile.check(backupOf(rooms)), VotingMethods.standard());

    assertThat(outcome.wrong()).containsExactly(poll.record().poll().id());
  }

  @Test
  void theBallotsOfASecretPollAreNotMissed() throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(1);
    List<Contents.PollOf> polls = rooms.get(0).polls();
    PollRecord closed = polls.get(0).record();
    Poll of = closed.poll();
    PollSettings settings =
        new PollSettings(
            true,
            PollSettings.Results.CLOSED,
            false,
            0,
            true,
            false,
            true,
            Optional.empty(),
            of.settings().own());
    Poll secret =
        Poll.draft(
                of.id(),
                of.room(),
                of.question(),
                of.method(),
                of.options(),
                settings,
                of.position())
            .withState(PollState.CLOSED, of.times());
    PollRecord sealed = closed.withPoll(secret).withoutBallots();
    polls.set(0, new Contents.PollOf(sealed, List.of()));

    ResultCheck.Outcome outcome =
        ResultCheck.of(BackupFile.check(backupOf(rooms)), VotingMethods.standard());

    assertThat(outcome.wrong()).isEmpty();
    assertThat(outcome.secret()).isOne();
  }

  private static boolean voterVotesAgain(Contents.PollOf poll, int at) {
    return poll.journal().stream()
        .skip(at + 1L)
        .anyMatch(
            later ->
                later.voter().equals(poll.journal().get(at).voter())
                    && poll.record().counts(later.rev()));
  }

  @Test
  void aFolderWithRoomsIsRefusedAndLeftUnchanged() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    Path data = folder.resolve("inUse");
    EmbeddedStore store = open(data);
    await(store.addRoom(new Room("ZZZ999", "Mine", 1)));
    await(store.close());

    assertThatThrownBy(() -> restore.into(data, BackupFile.check(file)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("1 room already");

    EmbeddedStore again = open(data);
    assertThat(contents(again).rooms())
        .extracting(each -> each.room().code())
        .containsExactly("ZZZ999");
    await(again.close());
    assertThat(names(data)).containsExactly(EmbeddedStore.FILE);
  }

  @Test
  void aFolderOnWhichAHubRunsIsRefused() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    Path data = folder.resolve("inUse");
    EmbeddedStore running = open(data);

    assertThatThrownBy(() -> restore.into(data, BackupFile.check(file)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("A hub is running");
    await(running.close());
  }

  @Test
  void aDatabaseWithRoomsIsRefusedAndLeftUnchanged() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    String uri = database();
    restore.into(uri, BackupFile.check(file));

    assertThatThrownBy(() -> restore.into(uri, BackupFile.check(file)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("3 rooms already");

    assertThat(restore.rooms(uri)).isEqualTo(3);
  }

  @Test
  void aFolderWithoutRoomsAcceptsABackupAndKeepsItsKey() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    Path data = folder.resolve("fresh");
    await(open(data).close());
    Files.writeString(data.resolve("hub.key"), "key");

    restore.into(data, BackupFile.check(file));

    assertThat(names(data)).containsExactly("hub.key", EmbeddedStore.FILE);
    assertThat(restore.rooms(data)).isEqualTo(3);
  }

  @Test
  void theLeftoversOfAKilledRestoreAreRemoved() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    Path data = folder.resolve("fresh");
    await(open(Files.createDirectories(data.resolve("restore-123"))).close());

    restore.into(data, BackupFile.check(file));

    assertThat(names(data)).containsExactly(EmbeddedStore.FILE);
  }

  @Test
  void aPartlyRestoredDatabaseIsRefusedUntilTheRestoreIsRepeated() throws Exception {
    Path file = backupOf(GeneratedRooms.of(1));
    String uri = database();
    MongoTarget killed = MongoTarget.hold(vertx, uri);
    await(killed.store().addRoom(new Room("ZZZ999", "Half of it", 1)));
    await(killed.store().close());

    assertThatThrownBy(() -> await(MongoStore.open(vertx, uri, (entries, nanos) -> {})))
        .hasMessageContaining("is being restored");
    restore.into(uri, BackupFile.check(file));

    MongoStore store = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
    assertThat(contents(store).rooms()).isEqualTo(GeneratedRooms.of(1));
    await(store.close());
  }

  @Test
  void aRestoreThatFailsHalfwayLeavesTheStoreUnchanged() throws Exception {
    BackupFile file = BackupFile.check(backupOf(GeneratedRooms.of(1)));
    Path data = folder.resolve("none");
    EmbeddedTarget target = EmbeddedTarget.hold(vertx, data);
    MemoryStore failing = new MemoryStore();
    failing.failNextAppend(MemoryStore.Fault.BEFORE);

    assertThatThrownBy(() -> Restore.restore(new Broken(target, failing), file, Map.of()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("nothing was changed");

    assertThat(data).doesNotExist();
  }

  @Test
  void aDatabaseIsEmptyAgainAfterAFailure() throws Exception {
    BackupFile file = BackupFile.check(backupOf(GeneratedRooms.of(1)));
    String uri = database();
    MongoTarget target = MongoTarget.hold(vertx, uri);
    await(target.store().addRoom(GeneratedRooms.of(1).get(2).room()));

    assertThatThrownBy(() -> Restore.restore(target, file, Map.of()))
        .isInstanceOf(BackupException.class);

    MongoStore store = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
    assertThat(contents(store).rooms()).isEmpty();
    await(store.close());
  }

  private static Future<People> nobody() {
    return Future.failedFuture("There is no place for people");
  }

  /** A target whose store is another one. */
  private record Broken(RestoreTarget target, Store store) implements RestoreTarget {
    @Override
    public Future<People> people() {
      return nobody();
    }

    @Override
    public void keep() {
      throw new AssertionError("Nothing is to be kept");
    }

    @Override
    public void discard() {
      target.discard();
    }
  }

  @Test
  void pendingRemovalsOfBallotsAreDoneAfterTheRestore() throws Exception {
    Contents.RoomOf room = GeneratedRooms.of(2).get(0);
    PollRecord record = room.polls().get(0).record();
    PollRecord swept =
        new PollRecord(
            record.poll(),
            record.epoch(),
            record.firstEpoch(),
            record.validity(),
            record.result(),
            record.epoch());
    room.polls().set(0, new Contents.PollOf(swept, room.polls().get(0).journal()));
    BackupFile file = BackupFile.check(backupOf(List.of(room)));
    Path data = folder.resolve("other");

    restore.into(data, file);

    EmbeddedStore store = open(data);
    List<JournalEntry> journal = new ArrayList<>();
    long until = System.nanoTime() + 60_000_000_000L;
    do {
      journal.clear();
      await(store.readJournal(record.poll().id(), journal::add));
    } while (!journal.stream().allMatch(each -> record.counts(each.rev()))
        && System.nanoTime() < until);
    await(store.close());
    assertThat(journal).isNotEmpty().allMatch(each -> record.counts(each.rev()));
  }

  @Test
  void aFullDiskLeavesNoFile() throws Exception {
    Path data = folderWith(GeneratedRooms.of(1));
    Path file = folder.resolve("full.backup");
    Backup.Source source =
        out ->
            backup
                .of(data)
                .writeTo(
                    new OutputStream() {
                      private int left = 3_000;

                      @Override
                      public void write(int one) throws IOException {
                        if (left-- == 0) {
                          throw new IOException("No space left on device");
                        }
                        out.write(one);
                      }
                    });

    assertThatThrownBy(() -> Backup.toFile(file, source))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("No space left on device");

    assertThat(names(folder)).containsExactly("data");
    EmbeddedStore store = open(data);
    assertThat(contents(store).rooms()).isEqualTo(GeneratedRooms.of(1));
    await(store.close());
  }

  @Test
  void aFolderWithoutAStoreIsNamed() {
    assertThatThrownBy(
            () -> Backup.toFile(folder.resolve("x"), backup.of(folder.resolve("nothing"))))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no store of a hub");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void aBackupOfARunningHubHasEveryAcknowledgedVote() throws Exception {
    List<Contents.RoomOf> rooms = GeneratedRooms.of(1);
    Path data = folderWith(rooms);
    EmbeddedStore running = open(data);
    BackupSocket socket = BackupSocket.open(data, running, Optional::empty, "1.2").orElseThrow();
    String poll = rooms.get(1).polls().get(0).record().poll().id();
    int epoch = await(running.raiseEpoch(poll)).orElseThrow().epoch();
    Voting voting = new Voting(running, poll, epoch);
    Thread thread = new Thread(voting);
    thread.start();
    try {
      for (int i = 1; i <= 3; i++) {
        voting.awaitAcknowledged(300L * i);
        long acknowledged = voting.acknowledged;

        Path file = folder.resolve("running.backup");
        BackupSummary summary = Backup.toFile(file, backup.of(data));

        assertThat(summary).isEqualTo(BackupFile.check(file).summary());
        long last =
            contents(file).rooms().get(1).polls().get(0).journal().stream()
                .mapToLong(JournalEntry::rev)
                .max()
                .orElseThrow();
        assertThat(last & 0xffff_ffffL).isGreaterThanOrEqualTo(acknowledged);
      }
    } finally {
      voting.stopped = true;
      thread.join();
      socket.close();
      await(running.close());
    }
    assertThat(names(data)).containsExactly(EmbeddedStore.FILE);
  }

  /** Appends ballots continuously. */
  private static final class Voting implements Runnable {
    private final Store store;
    private final String poll;
    private final int epoch;
    private volatile long acknowledged;
    private volatile boolean stopped;

    Voting(Store store, String poll, int epoch) {
      this.store = store;
      this.poll = poll;
      this.epoch = epoch;
    }

    @Override
    public void run() {
      for (long counter = 1; !stopped; counter += 10) {
        List<JournalEntry> batch = new ArrayList<>();
        for (long each = counter; each < counter + 10; each++) {
          long rev = io.votehub.poll.Revision.of(epoch, each);
          batch.add(new JournalEntry(rev, "v" + each, "{\"choice\":\"a\"}", each));
        }
        await(store.append(poll, batch));
        acknowledged = counter + 9;
      }
    }

    void awaitAcknowledged(long many) {
      while (acknowledged < many) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
