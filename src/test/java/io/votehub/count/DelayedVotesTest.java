package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delayed ballots by a clock that the test moves; what counts them is in its hands, too. */
class DelayedVotesTest {
  private static final long TURN = TimeUnit.MINUTES.toNanos(1);
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final CountingKit kit = new CountingKit();
  private final Poll poll = kit.open();
  private final AtomicLong clock = new AtomicLong(1_000);
  private final List<List<String>> counted = new ArrayList<>();
  private final List<String> turns = new ArrayList<>();
  private Throwable fault;
  private DelayedVotes delayed;

  @BeforeEach
  void create() {
    delayed =
        kit.onContext(
            () ->
                new DelayedVotes(
                    kit.counting(),
                    new CountMeters(new SimpleMeterRegistry(), kit.counting()),
                    this::count,
                    clock::get,
                    (id, voter, now) -> turns.add(voter)));
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private Future<VoteReceipts> count(Poll of, List<CastBallot> casts) {
    counted.add(casts.stream().map(cast -> cast.voter() + cast.cells()).toList());
    List<Receipt> receipts = new ArrayList<>();
    casts.forEach(cast -> receipts.add(new Receipt.Counted(counted.size())));
    return fault != null
        ? Future.failedFuture(fault)
        : Future.succeededFuture(new VoteReceipts(receipts));
  }

  private Future<Receipt> add(String voter, String choice, long maxNanos) {
    CastBallot cast =
        new CastBallot(voter, poll.run(), "{\"choice\":\"" + choice + "\"}", List.of(choice), 0);
    return kit.onContext(() -> delayed.add(poll, cast, clock.get(), maxNanos, () -> TURN));
  }

  @Test
  void ofAVotersDelayedBallotsTheNewestIsCountedAndAnswersAll() {
    Future<Receipt> first = add("x", "a", NEVER);
    Future<Receipt> second = add("x", "b", NEVER);
    assertThat(kit.onContext(() -> delayed.has(poll.id(), "x"))).isTrue();

    clock.addAndGet(TURN);

    assertThat(await(second)).isEqualTo(new Receipt.Counted(1));
    assertThat(await(first)).isInstanceOf(Receipt.Superseded.class);
    assertThat(kit.onContext(() -> List.copyOf(counted))).containsExactly(List.of("x[b]"));
    assertThat(turns).containsExactly("x");
    assertThat(kit.onContext(() -> delayed.has(poll.id(), "x"))).isFalse();
  }

  @Test
  void aVoterWhoseTurnIsNotDueWaitsWhileAnotherIsCounted() {
    Future<Receipt> early = add("x", "a", NEVER);
    clock.addAndGet(TURN / 2);
    Future<Receipt> later = add("y", "a", NEVER);

    clock.addAndGet(TURN / 2);

    assertThat(await(early)).isInstanceOf(Receipt.Counted.class);
    assertThat(later.isComplete()).isFalse();
    assertThat(kit.onContext(() -> delayed.has(poll.id(), "y"))).isTrue();
  }

  @Test
  void aBallotIsCountedBeforeItsPollEnds() {
    Future<Receipt> receipt = add("x", "a", TURN / 10);

    clock.addAndGet(TURN / 10);

    assertThat(await(receipt)).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void whoeverEndsThePollHasAllOfItCountedFirst() {
    Future<Receipt> x = add("x", "a", NEVER);
    Future<Receipt> y = add("y", "b", NEVER);

    await(kit.counting().waitingVotes().count(poll.id()));

    assertThat(List.of(x, y)).allMatch(Future::isComplete);
    assertThat(kit.onContext(() -> delayed.has(poll.id(), "x"))).isFalse();
  }

  @Test
  void moreVotersThanABatchTakesAreCountedInSeveral() {
    String text = "b".repeat(VoteBatch.MAX_BYTES / 16);
    for (int i = 0; i < 7; i++) {
      add("v" + i, text, NEVER);
    }

    await(kit.onContext(() -> delayed.stop()));

    assertThat(kit.onContext(() -> List.copyOf(counted)))
        .extracting(List::size)
        .as("each takes a quarter of a batch and a little more")
        .containsExactly(3, 3, 1);
  }

  @Test
  void aCountThatFailsFailsEveryBallotThatWaited() {
    Future<Receipt> first = add("x", "a", NEVER);
    Future<Receipt> second = add("x", "b", NEVER);
    fault = new IllegalStateException("not counted");

    clock.addAndGet(TURN);

    assertThatThrownBy(() -> await(first)).isSameAs(fault);
    assertThatThrownBy(() -> await(second)).isSameAs(fault);
  }
}
