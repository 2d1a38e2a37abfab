package io.votehub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import io.votehub.store.CollectingVisitor;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedStoreTest extends StoreContract {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    store = await(EmbeddedStore.open(vertx, folder, this::measure));
  }

  private void measure(int writes, long nanos) {
    commits.incrementAndGet();
    written.addAndGet(writes);
  }

  @AfterEach
  void close() {
    FaultyDisk.full(false);
    await(store.close());
    await(vertx.close());
  }

  @Override
  public Store store() {
    return store;
  }

  private void prepare() {
    await(store.addRoom(ROOM));
    await(store.addPoll(draft("p", 1)));
    await(store.raiseEpoch("p"));
  }

  @Test
  void writtenDataIsReadAfterReopening() {
    prepare();
    await(store.append("p", List.of(entry(1, 1, "x", "1"))));
    PollRecord record = await(store.poll("p")).orElseThrow();
    Room shown = ROOM.withStage(Stage.ofPoll("p").withRev(7));
    await(store.updateRoom(ROOM.code(), room -> shown));

    await(store.close());
    open();

    assertThat(await(store.room(ROOM.code()))).contains(shown);
    assertThat(await(store.poll("p"))).contains(record);
    assertThat(journal("p")).containsExactly(entry(1, 1, "x", "1"));
  }

  @Test
  void manyWritersShareFewForcedWrites() {
    prepare();
    int before = commits.get();

    List<Future<Integer>> appends = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      appends.add(store.append("p", List.of(entry(1, i, "v" + i, "1"))));
    }
    appends.forEach(append -> assertThat(await(append)).isEqualTo(1));

    assertThat(commits.get() - before).isLessThan(200);
    assertThat(written.get()).isGreaterThanOrEqualTo(2000);
    assertThat(journal("p")).hasSize(2000);
  }

  @Test
  void writesBeyondTheQueueLimitAreRefusedAsBusy() {
    prepare();

    List<Future<Integer>> appends = new ArrayList<>();
    for (int i = 1; i <= 50_000; i++) {
      appends.add(store.append("p", List.of(entry(1, i, "v" + i, "1"))));
    }

    int kept = 0;
    for (Future<Integer> append : appends) {
      try {
        await(append);
        kept++;
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.BUSY);
      }
    }
    assertThat(journal("p")).hasSize(kept);
    assertThat(store.queued()).isZero();
  }

  @Test
  void aFullDiskStopsAcknowledgementsUntilThereIsSpace() {
    FaultyDisk.register();
    Path disk = folder.resolve("disk");
    EmbeddedStore faulty =
        await(
            EmbeddedStore.open(
                vertx, () -> StoreFile.open(disk, FaultyDisk.SCHEME), StoreMeter.NONE));
    await(faulty.addRoom(ROOM));
    await(faulty.addPoll(draft("p", 1)));
    await(faulty.append("p", List.of(entry(1, 1, "x", "1"))));

    FaultyDisk.full(true);
    assertThatThrownBy(() -> await(faulty.append("p", List.of(entry(1, 2, "y", "1")))))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThatThrownBy(() -> await(faulty.check())).hasMessageContaining("No space left");
    FaultyDisk.full(false);

    awaitWritable(faulty);
    await(faulty.append("p", List.of(entry(1, 3, "z", "1"))));
    List<String> voters = new ArrayList<>();
    await(faulty.readJournal("p", entry -> voters.add(entry.voter())));
    assertThat(voters).contains("x", "z");
    await(faulty.close());
  }

  private void awaitWritable(Store faulty) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (true) {
      try {
        await(faulty.check());
        return;
      } catch (Refusal notYet) {
        assertThat(System.nanoTime()).as("recovered in time").isLessThan(until);
        await(vertx.timer(20));
      }
    }
  }

  @Test
  void anInterruptedRemovalOfSupersededBallotsIsCompletedAfterReopening() {
    List<JournalEntry> standing = closeWithSuperseded(2_000, 12);

    await(store.close());
    open();
    assertThat(journal("p")).containsAll(standing).hasSizeGreaterThan(2_000);

    awaitJournal(standing);
    await(store.close());
    assertThat(journalAfterReopen()).isEqualTo(standing);
  }

  @Test
  void aLateBallotIsStoredInOrderWithinARun() {
    prepare();
    List<JournalEntry> odd = new ArrayList<>();
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= 600; i++) {
      all.add(entry(1, i, "v" + i, "1"));
      if (i % 2 == 1) {
        odd.add(all.get(i - 1));
      }
    }
    await(store.append("p", odd));

    await(store.append("p", all));
    await(store.append("p", all));

    assertThat(journal("p")).isEqualTo(all);
    assertThatThrownBy(() -> await(store.append("p", List.of(entry(1, 300, "another", "1")))))
        .satisfies(
            fault ->
                assertThat(fault instanceof JournalConflictException ? fault : fault.getCause())
                    .isInstanceOf(JournalConflictException.class));
    await(store.close());
    assertThat(journalAfterReopen()).isEqualTo(all);
  }

  /** Keeps the writer busy, so that calls meanwhile form one group. */
  private Future<?> holdWriter(CountDownLatch entered, CountDownLatch go) {
    return store.updateRoom(
        ROOM.code(),
        room -> {
          entered.countDown();
          waitFor(go);
          return room;
        });
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void anAppendDetectsAnEpochRaisedDuringItsWrite() {
    prepare();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<?> held = holdWriter(entered, go);
    waitFor(entered);

    Future<Integer> append = store.append("p", List.of(entry(1, 1, "x", "1")));
    Future<?> raise = store.raiseEpoch("p");
    go.countDown();

    await(held);
    await(raise);
    assertThat(await(append)).isEqualTo(2);
  }

  @Test
  void readsSeeDurableDataOnly() {
    prepare();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch enteredAgain = new CountDownLatch(1);
    CountDownLatch goAgain = new CountDownLatch(1);
    Future<?> held = holdWriter(entered, go);
    waitFor(entered);
    Future<Integer> append = store.append("p", List.of(entry(1, 1, "x", "1")));
    Future<?> raise = store.raiseEpoch("p");
    Future<?> heldAgain = holdWriter(enteredAgain, goAgain);

    go.countDown();
    waitFor(enteredAgain);

    assertThat(journal("p")).isEmpty();
    assertThat(await(store.poll("p")).orElseThrow().epoch()).isEqualTo(1);
    assertThat(append.isComplete()).isFalse();
    goAgain.countDown();
    await(held);
    await(heldAgain);
    await(append);
    await(raise);
    assertThat(journal("p")).hasSize(1);
    assertThat(await(store.poll("p")).orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void aReaderSeesAConsistentSnapshot() {
    prepare();
    List<JournalEntry> before = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      before.add(entry(1, i, "voter-" + i, "{\"choice\":\"a\"}"));
    }
    await(store.append("p", before));
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<JournalEntry> read = new ArrayList<>();
    Future<Void> reading =
        store.readJournal(
            "p",
            each -> {
              if (read.isEmpty()) {
                entered.countDown();
                waitFor(go);
              }
              read.add(each);
            });
    waitFor(entered);

    await(store.deletePoll("p"));
    await(store.addPoll(draft("q", 2)));
    for (int i = 1; i <= 600; i++) {
      await(store.append("q", List.of(entry(1, i, "x", "1"))));
    }
    go.countDown();

    await(reading);
    assertThat(read).isEqualTo(before);
  }

  @Test
  void aPollCannotBeAddedToADeletedRoom() {
    assertThatThrownBy(() -> await(store.addPoll(draft("p", 1))))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.UNKNOWN_ROOM));
  }

  @Test
  void closingWritesPendingDataAndRefusesMore() {
    prepare();
    List<Future<Integer>> appends = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      appends.add(store.append("p", List.of(entry(1, i, "v" + i, "1"))));
    }
    Future<Void> closing = store.close();

    List<Future<?>> late =
        List.of(
            store.append("p", List.of(entry(1, 501, "x", "1"))),
            store.poll("p"),
            store.readJournal("p", each -> {}),
            store.check());

    appends.forEach(each -> assertThat(await(each)).isEqualTo(1));
    late.forEach(
        each ->
            assertThatThrownBy(() -> await(each))
                .isInstanceOfSatisfying(
                    Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE)));
    await(closing);
    await(store.close());
    assertThat(journalAfterReopen()).hasSize(500);
  }

  @Test
  void futuresCompleteOnTheContextOfTheirCaller() {
    prepare();
    Context context = vertx.getOrCreateContext();
    Promise<List<Context>> seen = Promise.promise();
    context.runOnContext(
        go ->
            store
                .append("p", List.of(entry(1, 1, "x", "1")))
                .map(epoch -> Vertx.currentContext())
                .compose(
                    first -> store.poll("p").map(found -> List.of(first, Vertx.currentContext())))
                .onComplete(seen));

    assertThat(await(seen.future())).containsExactly(context, context);
  }

  private List<JournalEntry> journalAfterReopen() {
    open();
    return journal("p");
  }

  @Test
  void revisionsAreAppendedAtTheRightEdgeAcrossEpochs() {
    prepare();
    await(store.append("p", List.of(entry(1, 1, "x", "1"), entry(1, 2, "y", "1"))));
    await(store.append("p", List.of(entry(2, 1, "x", "2"))));

    assertThat(journal("p"))
        .extracting(JournalEntry::rev)
        .containsExactly(Revision.of(1, 1), Revision.of(1, 2), Revision.of(2, 1));
  }

  @Test
  void aVisitSeesOneSnapshotWhileVotesArrive() {
    prepare();
    await(store.append("p", List.of(entry(1, 1, "x", "1"))));
    CollectingVisitor told =
        new CollectingVisitor() {
          @Override
          public void room(Room room, OptionalLong usedAt) {
            super.room(room, usedAt);
            await(store.append("p", List.of(entry(1, 2, "y", "1"))));
          }
        };

    await(store.readAll(told));

    assertThat(told.all()).contains(entry(1, 1, "x", "1")).doesNotContain(entry(1, 2, "y", "1"));
    assertThat(journal("p")).hasSize(2);
  }
}
