package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.PollSettings;
import io.votehub.poll.StandingBallot;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingBallotsTest {
  private CountingKit kit;
  private StandingBallots standing;

  @AfterEach
  void stop() {
    kit.close();
  }

  /** A closed poll, and a cache of that size. */
  private PollRecord closed(long cacheBytes) {
    MemoryBudget all = MemoryBudget.of(1 << 26);
    kit =
        new CountingKit(
            PollSettings.DEFAULT,
            new MemoryBudget(
                all.standing(),
                all.rooms(),
                all.votes(),
                all.reading(),
                new MemoryShare("closed", cacheBytes),
                all.bodies(),
                all.answers(),
                all.sending()));
    kit.open();
    for (String voter : List.of("x", "y", "z")) {
      kit.vote(voter, voter.equals("x") ? "a" : "b");
    }
    await(kit.polls.close(ROOM, kit.poll));
    standing = new StandingBallots(kit.counting());
    return await(kit.store.poll(kit.poll)).orElseThrow();
  }

  private Optional<String> ballot(PollRecord record, String voter) {
    return await(standing.of(record, voter)).map(StandingBallot::ballot);
  }

  @Test
  void aClosedPollIsReadOnceForAllItsVoters() {
    PollRecord record = closed(1 << 20);
    int reads = kit.store.journalReads();

    assertThat(ballot(record, "x")).contains("{\"choice\":\"a\"}");
    assertThat(ballot(record, "y")).contains("{\"choice\":\"b\"}");
    assertThat(ballot(record, "nobody")).isEmpty();

    assertThat(kit.store.journalReads() - reads).isEqualTo(1);
    assertThat(kit.memory.closed().used()).isPositive();
  }

  @Test
  void aPollThatWasReopenedMeanwhileIsReadAgain() {
    PollRecord record = closed(1 << 20);
    ballot(record, "x");
    int reads = kit.store.journalReads();

    ballot(record.raised(), "x");

    assertThat(kit.store.journalReads() - reads).isEqualTo(1);
  }

  @Test
  void thePollThatNobodyAskedForLongestIsForgottenFirst() {
    PollRecord record = closed(1 << 20);
    ballot(record, "x");
    long each = kit.memory.closed().used();
    kit.memory.closed().take(kit.memory.closed().limit() - 2 * each);
    PollRecord second = record.raised();
    ballot(second, "x");
    ballot(record, "x");
    int reads = kit.store.journalReads();

    ballot(second.raised(), "x");
    ballot(record, "x");
    assertThat(kit.store.journalReads() - reads).as("the first was asked for since").isEqualTo(1);

    ballot(second, "x");
    assertThat(kit.store.journalReads() - reads).as("the second was forgotten").isEqualTo(2);
    assertThat(kit.memory.closed().used()).isLessThanOrEqualTo(kit.memory.closed().limit());
  }

  @Test
  void aPollThatIsTooLargeForTheCacheIsReadForThoseWhoAskAndKeepsNothing() {
    PollRecord record = closed(10);

    assertThat(ballot(record, "x")).contains("{\"choice\":\"a\"}");
    assertThat(ballot(record, "y")).contains("{\"choice\":\"b\"}");
    assertThat(ballot(record, "nobody")).isEmpty();

    assertThat(kit.memory.closed().used()).isZero();
    assertThat(kit.memory.reading().used()).isZero();
  }

  @Test
  void requestsThatComeDuringAReadingShareTheNextOne() {
    PollRecord record = closed(10);
    ballot(record, "x");
    int reads = kit.store.journalReads();
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    List<Future<Optional<StandingBallot>>> asked = new ArrayList<>();
    asked.add(standing.of(record, "x"));
    for (int i = 0; i < 5; i++) {
      asked.add(standing.of(record, "y"));
      asked.add(standing.of(record, "z"));
    }
    held.complete();

    for (Future<Optional<StandingBallot>> each : asked) {
      assertThat(await(each)).isPresent();
    }
    assertThat(kit.store.journalReads() - reads).isEqualTo(2);
    ballot(record, "x");
    assertThat(kit.store.journalReads() - reads).as("later ones begin anew").isEqualTo(3);
  }

  @Test
  void aReadingThatFailedIsNotKept() {
    PollRecord record = closed(1 << 20);
    kit.store.holdJournals(Future.failedFuture(new IllegalStateException("away")));
    assertThatThrownBy(() -> ballot(record, "x")).hasMessage("away");

    kit.store.holdJournals(Future.succeededFuture());

    assertThat(ballot(record, "x")).contains("{\"choice\":\"a\"}");
  }
}
