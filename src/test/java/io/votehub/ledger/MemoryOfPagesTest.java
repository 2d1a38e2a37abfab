package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The memory of ledger pages is bounded and released. */
class MemoryOfPagesTest {
  private static final long STEADY_BYTES = 100_000;
  private static final String POLL = "poll";
  private static final int LIMIT = 1 << 20;

  private MemoryShare memory = new MemoryShare("standing", LIMIT);
  private MemoryLedger ledger = new MemoryLedger(new SettableClock(), memory);

  @BeforeEach
  void putUp() {
    putUp(POLL);
  }

  private void putUp(String poll) {
    putUp(poll, Map.of());
  }

  private void putUp(String poll, Map<String, Page.Standing> standing) {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 100);
    String token = ledger.lock(poll).result().orElseThrow();
    ledger.install(poll, token, new Page(1, PollState.OPEN, terms, standing));
  }

  private Receipt vote(String poll, String voter, String text) {
    RecordResult.Recorded recorded =
        (RecordResult.Recorded) ledger.record(poll, List.of(cast(voter, text))).result();
    ledger.confirm(poll, recorded.range());
    return recorded.receipts().get(0);
  }

  private static CastBallot cast(String voter, String text) {
    return new CastBallot(voter, 1, "{\"text\":\"" + text + "\"}", List.of(text), 0);
  }

  private static boolean isBusy(Receipt receipt) {
    return receipt instanceof Receipt.Refused refused && refused.why().code() == ErrorCode.BUSY;
  }

  /** Votes of new voters until one is refused; returns how many were counted. */
  private int fill(int length) {
    int voters = 0;
    while (!isBusy(vote(POLL, "voter" + voters, "x".repeat(length) + voters))) {
      voters++;
    }
    return voters;
  }

  @Test
  void withoutFreeMemoryANewBallotIsRefusedAndStandingOnesAreKept() {
    int voters = fill(2_000);

    assertThat(voters).isBetween(50, 1_000);
    assertThat(memory.used()).isLessThanOrEqualTo(LIMIT);
    assertThat(ledger.tally(POLL).result().orElseThrow().ballots()).isEqualTo(voters);
    assertThat(vote(POLL, "voter0", "x".repeat(2_000) + 0)).isInstanceOf(Receipt.Repeated.class);
  }

  @Test
  void withoutFreeMemoryABallotMayBeReplacedByOneOfTheSameSize() {
    fill(2_000);
    memory.take(memory.limit() - memory.used());

    assertThat(vote(POLL, "voter0", "y".repeat(2_000) + 0)).isInstanceOf(Receipt.Counted.class);
    assertThat(memory.used()).isEqualTo(memory.limit());
    assertThat(isBusy(vote(POLL, "voter1", "y".repeat(4_000)))).isTrue();
  }

  @Test
  void aPollThatUsesAllMemoryBlocksOthersUntilItIsDropped() {
    fill(2_000);
    putUp("other");

    assertThat(isBusy(vote("other", "voter", "z".repeat(2_000)))).isTrue();
    ledger.drop(POLL, 1);

    assertThat(vote("other", "voter", "z".repeat(2_000))).isInstanceOf(Receipt.Counted.class);
    ledger.drop("other", 1);
    assertThat(memory.used()).isZero();
  }

  @Test
  void theAccountedMemoryStaysExactWhateverChanges() {
    Random random = new Random(3);
    for (int vote = 0; vote < 5_000; vote++) {
      String text = "x".repeat(random.nextInt(40)) + random.nextInt(5);
      vote(POLL, "voter" + random.nextInt(50), text);
    }
    long used = memory.used();

    List<CastBallot> empty = new ArrayList<>();
    for (int voter = 0; voter < 50; voter++) {
      empty.add(new CastBallot("voter" + voter, 1, "{}", List.of(), 0));
    }
    ledger.record(POLL, empty);

    assertThat(used).isPositive();
    assertThat(memory.used()).isLessThan(used).isPositive();
    ledger.drop(POLL, 1);
    assertThat(memory.used()).isZero();
  }

  @Test
  void aRebuiltPageIsAccountedOnceAndALateOneNotAtAll() {
    vote(POLL, "voter", "x".repeat(100));
    long used = memory.used();

    putUp(POLL, standing("voter", "x".repeat(100)));
    assertThat(memory.used()).isEqualTo(used);

    ledger.drop(POLL, 1);
    putUp(POLL, standing("voter", "x".repeat(100)));
    assertThat(memory.used()).isEqualTo(used);
  }

  private static Map<String, Page.Standing> standing(String voter, String text) {
    return Map.of(voter, new Page.Standing(1, cast(voter, text)));
  }

  @Test
  void aBallotThatFillsTheMemoryExactlyIsCounted() {
    vote(POLL, "voter", "x".repeat(100));
    long bytes = memory.used();

    limitTo(bytes);
    assertThat(isBusy(vote(POLL, "voter", "x".repeat(100)))).isFalse();
    limitTo(bytes - 1);
    assertThat(isBusy(vote(POLL, "voter", "x".repeat(100)))).isTrue();
  }

  private void limitTo(long bytes) {
    memory = new MemoryShare("standing", bytes);
    ledger = new MemoryLedger(new SettableClock(), memory);
    putUp();
  }

  @Test
  void pagesWithoutBallotsAreAccountedForWithWhatTheyTakeOfTheHeap() {
    int pages = 20_000;
    long heapBefore = usedHeap();
    long before = memory.used();
    for (int i = 0; i < pages; i++) {
      putUp("poll" + i);
      assertThat(ledger.tally("poll" + i).result()).isPresent();
    }

    long taken = usedHeap() - heapBefore;
    long accounted = memory.used() - before;

    assertThat(taken).as("bytes of the heap").isPositive();
    assertThat(accounted).isBetween(taken, 4 * taken);
    assertThat(isBusy(vote(POLL, "voter", "x"))).as("beyond the limit").isTrue();
    for (int i = 0; i < pages; i++) {
      ledger.drop("poll" + i, 1);
    }
    assertThat(memory.used()).isEqualTo(before);
    assertThat(isBusy(vote(POLL, "voter", "x"))).isFalse();
  }

  /** Collects until nothing more goes, for what earlier tests left goes in several steps. */
  private static long usedHeap() {
    long before = Long.MAX_VALUE;
    long used = collected();
    while (used < before - STEADY_BYTES) {
      before = used;
      used = collected();
    }
    return used;
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
