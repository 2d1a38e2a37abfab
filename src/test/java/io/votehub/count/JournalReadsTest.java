package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.memory.MemoryShare;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalReadsTest {
  private static final long SHARE = 1_600;

  /** What a reading may keep that is not alone: one of eight in half of the share. */
  private static final long LITTLE = SHARE / 16;

  private final CountingKit kit = new CountingKit();
  private final MemoryShare share = new MemoryShare("reading", SHARE);
  private final JournalReads reads = new JournalReads(kit.vertx, kit.store, share);

  @BeforeEach
  void vote() {
    kit.open();
    kit.vote("x", "a");
  }

  @AfterEach
  void stop() {
    assertThat(share.used()).as("memory still taken").isZero();
    kit.close();
  }

  /** Keeps so many bytes of the only entry. */
  private record Keeper(ReadMemory memory, long bytes) implements Consumer<JournalEntry> {
    @Override
    public void accept(JournalEntry entry) {
      memory.add(bytes);
    }
  }

  private Future<Keeper> read(long most, long bytes) {
    return reads.read(kit.poll, most, memory -> new Keeper(memory, bytes));
  }

  @Test
  void aSmallReadingReadsTheJournalOnce() {
    int before = kit.store.journalReads();

    assertThat(await(read(reads.most(), LITTLE)).bytes()).isEqualTo(LITTLE);

    assertThat(kit.store.journalReads() - before).isEqualTo(1);
  }

  @Test
  void aReadingThatNeedsMoreMayKeepHalfOfTheShareIfNobodyElseReads() {
    int before = kit.store.journalReads();

    await(read(reads.most(), LITTLE + 1));
    await(read(reads.most(), SHARE / 2));

    assertThat(reads.most()).isEqualTo(SHARE / 2);
    assertThat(kit.store.journalReads() - before).isEqualTo(2);
  }

  @Test
  void aReadingThatNeedsMoreBesideOthersStartsAgainWhenItIsAlone() {
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    int before = kit.store.journalReads();
    Future<Keeper> small = read(reads.most(), LITTLE);
    Future<Keeper> large = read(reads.most(), SHARE / 2);
    Future<Keeper> another = read(reads.most(), SHARE / 2);
    kit.awaitThat("all begin", () -> kit.store.journalReads() - before == 3);

    held.complete();

    List.of(small, large, another).forEach(CountingKit::await);
    assertThat(kit.store.journalReads() - before).isBetween(4, 5);
  }

  @Test
  void whatIsHeldAfterAReadingIsHalfOfTheShareAtMost() {
    HeldMemory first = hold(SHARE / 4).orElseThrow();
    HeldMemory second = hold(SHARE / 4).orElseThrow();
    assertThat(hold(1)).isEmpty();
    assertThat(share.used()).isEqualTo(SHARE / 2);
    await(read(reads.most(), SHARE / 2));

    first.close();
    first.close();
    assertThat(share.used()).isEqualTo(SHARE / 4);
    second.close();

    hold(1).orElseThrow().close();
  }

  private Optional<HeldMemory> hold(long bytes) {
    AtomicReference<ReadMemory> taken = new AtomicReference<>();
    return await(
        reads.readAndFinish(
            kit.poll,
            memory -> {
              taken.set(memory);
              return new Keeper(memory, bytes);
            },
            read -> reads.hold(taken.get())));
  }

  @Test
  void aReadingThatNeedsEvenMoreFails() {
    assertThatThrownBy(() -> await(read(reads.most(), reads.most() + 1)))
        .isInstanceOf(ReadMemory.TooMuch.class);
  }

  @Test
  void aReadingThatMayKeepLittleDoesNotStartAgain() {
    int before = kit.store.journalReads();

    assertThatThrownBy(() -> await(read(LITTLE, LITTLE + 1)))
        .isInstanceOf(ReadMemory.TooMuch.class);
    assertThatThrownBy(() -> await(read(10, 11))).isInstanceOf(ReadMemory.TooMuch.class);

    assertThat(kit.store.journalReads() - before).isEqualTo(2);
  }

  @Test
  void aFaultOfTheStoreIsNoReasonToStartAgain() {
    int before = kit.store.journalReads();
    kit.store.holdJournals(Future.failedFuture("the store is away"));

    assertThatThrownBy(() -> await(read(reads.most(), 1))).hasMessageContaining("away");

    assertThat(kit.store.journalReads() - before).isEqualTo(1);
  }

  @Test
  void noMoreThanEightReadingsAreUnderWayAtOnce() {
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    int before = kit.store.journalReads();
    List<Future<Keeper>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(read(reads.most(), 1));
    }
    kit.awaitThat("eight begin", () -> kit.store.journalReads() - before >= 8);
    assertThat(kit.store.journalReads() - before).isEqualTo(8);

    held.complete();

    all.forEach(CountingKit::await);
    assertThat(kit.store.journalReads() - before).isEqualTo(10);
  }
}
