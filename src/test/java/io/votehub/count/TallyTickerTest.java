package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.votehub.Scripted;
import io.votehub.fanout.Fanout;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.PublishPermit;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pace of a poll's tallies, with a ledger whose permits are in the hands of the test. */
class TallyTickerTest {
  private static final int EPOCH = 3;

  private final CountingKit kit = new CountingKit();
  private final Poll poll = kit.open();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final Scripted<Fanout> fanout = new Scripted<>(Fanout.class, kit.counting().fanout());
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void stop() {
    kit.close();
  }

  private TallyTicker ticker(long intervalMs) {
    CountingContext counting = kit.counting(store.proxy(), ledger.proxy(), fanout.proxy());
    return new TallyTicker(
        counting, kit.poll, intervalMs, new CountMeters(registry, kit.counting()));
  }

  private void grant(int epoch) {
    ledger.answer("tryAcquirePublish", call -> Future.succeededFuture(granted(epoch)));
  }

  private static PublishPermit granted(int epoch) {
    return new PublishPermit.Granted(new Tally(Revision.of(epoch, 1), 1, false, Map.of("a", 1L)));
  }

  private void grow(TallyTicker ticker) {
    kit.onContext(
        () -> {
          ticker.grew(poll, EPOCH, FollowedBatch.NONE);
          return null;
        });
  }

  private int asked() {
    return ledger.calls("tryAcquirePublish").size();
  }

  private int published() {
    return fanout.calls("tallyGrown").size();
  }

  @Test
  void theFirstGrowthIsPublishedAtOnceAndLaterOnesTogetherAfterTheInterval() {
    grant(EPOCH);
    TallyTicker ticker = ticker(60);

    long first = System.nanoTime();
    // In one turn, in which no timer fires.
    kit.onContext(
        () -> {
          ticker.grew(poll, EPOCH, FollowedBatch.NONE);
          assertThat(published()).isEqualTo(1);
          for (int i = 0; i < 10; i++) {
            ticker.grew(poll, EPOCH, FollowedBatch.NONE);
          }
          assertThat(published()).as("within the interval").isEqualTo(1);
          return null;
        });
    kit.awaitThat("the last growth is published", () -> published() == 2);

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - first)).isGreaterThan(40);
    kit.awaitThat("idle", ticker::isIdle);
    assertThat(published()).as("nothing grew since").isEqualTo(2);
    assertThat(asked()).isEqualTo(2);
    assertThat(registry.get("votehub.tally.lag").timer().count()).isEqualTo(2);
  }

  @Test
  void aTickerIsNotIdleBeforeItsIntervalIsOver() {
    grant(EPOCH);
    TallyTicker ticker = ticker(60_000);
    assertThat(kit.onContext(ticker::isIdle)).isTrue();

    grow(ticker);

    assertThat(kit.onContext(ticker::isIdle)).isFalse();
  }

  @Test
  void whereAnotherInstanceHasJustPublishedThePermitIsAskedForAgainWhenItIsDue() {
    ledger.answer(
        "tryAcquirePublish",
        call -> {
          ledger.answer("tryAcquirePublish", second -> Future.succeededFuture(granted(EPOCH)));
          return Future.succeededFuture(new PublishPermit.RetryIn(30));
        });
    TallyTicker ticker = ticker(60_000);

    long asked = System.nanoTime();
    kit.onContext(
        () -> {
          ticker.grew(poll, EPOCH, FollowedBatch.NONE);
          assertThat(published()).isZero();
          return null;
        });
    kit.awaitThat("published", () -> published() == 1);

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isBetween(15L, 30_000L);
    assertThat(registry.get("votehub.tally.lag").timer().max(TimeUnit.MILLISECONDS))
        .as("from the first vote in the tally")
        .isGreaterThan(15);
  }

  @Test
  void aTallyThatAnotherInstanceHasPublishedIsNotPublishedAgain() {
    ledger.answer(
        "tryAcquirePublish", call -> Future.succeededFuture(new PublishPermit.Unchanged()));
    TallyTicker ticker = ticker(5);

    grow(ticker);
    kit.awaitThat("idle", ticker::isIdle);

    assertThat(published()).isZero();
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void aLedgerThatCannotBeReachedIsAskedAgainAndNothingIsForgotten() {
    ledger.answer("tryAcquirePublish", call -> Future.failedFuture("the ledger is away"));
    TallyTicker ticker = ticker(1);

    kit.onContext(
        () -> {
          ticker.grew(poll, EPOCH, FollowedBatch.NONE);
          assertThat(published()).isZero();
          grant(EPOCH);
          return null;
        });

    kit.awaitThat("published", () -> published() == 1);
    assertThat(asked()).as("no more often than an outage deserves").isEqualTo(2);
  }

  @Test
  void thePollThatCameWithTheBallotSavesAReadOfTheStore() {
    grant(EPOCH);

    grow(ticker(60_000));

    assertThat(fanout.calls("tallyGrown").get(0)[0]).isEqualTo(poll);
    assertThat(store.calls("poll")).isEmpty();
  }

  @Test
  void aTallyOfAnotherEpochIsPublishedWithThePollAsItIsNow() {
    grant(EPOCH + 1);
    Poll now = poll.withRev(poll.rev() + 7);
    await(kit.store.updatePoll(kit.poll, record -> record.withPoll(now)));

    grow(ticker(60_000));

    assertThat(fanout.calls("tallyGrown").get(0)[0]).isEqualTo(now);
  }

  @Test
  void theTallyOfAPollThatWasDeletedIsNotPublished() {
    grant(EPOCH + 1);
    store.answer("poll", call -> Future.succeededFuture(Optional.empty()));
    TallyTicker ticker = ticker(5);

    grow(ticker);
    kit.awaitThat("idle", ticker::isIdle);

    assertThat(published()).isZero();
    assertThat(List.of(asked())).containsExactly(1);
  }
}
