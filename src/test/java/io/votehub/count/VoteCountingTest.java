package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.ledger.Page;
import io.votehub.ledger.RecordResult;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.room.PollScheduler;
import io.votehub.store.JournalEntry;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoteCountingTest {
  private final CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void anAcknowledgedVoteIsInTheJournalAndInTheResult() {
    kit.open();

    Receipt receipt = kit.vote("x", "a");

    assertThat(receipt).isInstanceOf(Receipt.Counted.class);
    List<JournalEntry> journal = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, journal::add));
    assertThat(journal).extracting(JournalEntry::voter).containsExactly("x");
    assertThat(await(kit.polls.close(ROOM, kit.poll)).state()).isEqualTo(PollState.CLOSED);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aVoteThatWasNotStoredIsNeitherAcknowledgedNorCounted() {
    kit.open();
    kit.store.failNextAppend(MemoryStore.Fault.BEFORE);

    assertThat(refusal(kit.vote("x", "a")).code()).isEqualTo(ErrorCode.UNAVAILABLE);

    assertThat(kit.cells()).isEmpty();
    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aVoteWaitsForABusyStoreWithoutARebuildOfThePage() {
    kit.open();
    kit.vote("x", "a");
    int before = kit.store.journalReads();
    kit.store.beBusy(3);

    Receipt receipt = kit.vote("y", "b");

    assertThat(receipt).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(kit.store.journalReads()).isEqualTo(before);
  }

  @Test
  void aPollsRevisionDoesNotRevealTheNumberOfBallots() {
    kit.open();
    long opened = await(kit.polls.get(ROOM, kit.poll)).rev();
    for (int i = 0; i < 5; i++) {
      kit.vote("v" + i, "a");
    }
    kit.lossesBeforeTally.set(1);

    assertThat(await(kit.polls.get(ROOM, kit.poll)).rev()).isEqualTo(opened);
    assertThat(await(kit.polls.show(ROOM, kit.poll, false)).rev()).isEqualTo(opened + 1);
    assertThat(kit.lossesBeforeTally).hasValue(1);
  }

  @Test
  void aVoteQueuedDuringAResetDoesNotCountAfterIt() {
    kit.open();
    CastBallot waiting = cast("x", "a");
    await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    assertThat(refusal(kit.send(waiting)).code()).isEqualTo(ErrorCode.POLL_CHANGED);

    Poll again = kit.open();
    assertThat(again.run()).isEqualTo(2);
    assertThat(refusal(kit.send(waiting)).code()).isEqualTo(ErrorCode.POLL_CHANGED);
    assertThat(kit.cells()).isEmpty();

    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Counted.class);
    await(kit.polls.close(ROOM, kit.poll));
    assertThat(refusal(kit.send(waiting)).code()).isEqualTo(ErrorCode.POLL_CHANGED);
    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Repeated.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void closingAndReopeningKeepTheRun() {
    kit.open();
    await(kit.polls.close(ROOM, kit.poll));

    Poll reopened = await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));

    assertThat(reopened.run()).isEqualTo(1);
    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void aRepeatOfAVoteWhoseAnswerWasLostGetsTheSameReceipt() {
    kit.open();
    kit.store.failNextAppend(MemoryStore.Fault.AFTER);
    assertThat(refusal(kit.vote("x", "a")).code()).isEqualTo(ErrorCode.UNAVAILABLE);

    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Repeated.class);

    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aLostLedgerIsRebuiltBeforeTheNextVoteCounts() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("y", "b");

    kit.restart();
    Receipt changed = kit.vote("x", "b");

    assertThat(changed).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("b", 2L));
  }

  @Test
  void aVoteInterruptedByARebuildIsRecordedAgainInTheNewEpoch() {
    kit.open();
    kit.store.beforeNextEpochLook(() -> kit.store.raiseEpoch(kit.poll));

    Receipt receipt = kit.vote("x", "a");

    assertThat(receipt).isInstanceOf(Receipt.Repeated.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
    await(kit.polls.close(ROOM, kit.poll));
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aVoteThatRacesTheCloseIsAcknowledgedOnlyIfItCounts() {
    kit.open();
    // The close happens between the append and the read of the epoch: the close has read the
    // ballot.
    kit.store.beforeNextEpochLook(() -> kit.polls.close(ROOM, kit.poll));

    Receipt receipt = kit.vote("x", "a");

    assertThat(receipt).isInstanceOf(Receipt.Repeated.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void theCloseRemovesSupersededBallotsAndNothingElse() {
    kit.open();
    kit.vote("y", "c");
    for (String choice : List.of("a", "b", "a", "b", "c")) {
      kit.vote("x", choice);
    }

    await(kit.polls.close(ROOM, kit.poll));

    assertThat(voters()).containsExactly("y", "x");
    assertThat(kit.cells()).isEqualTo(Map.of("c", 2L));
    assertThat(kit.vote("x", "c")).isInstanceOf(Receipt.Repeated.class);
    assertThat(refusal(kit.vote("x", "b")).code()).isEqualTo(ErrorCode.NOT_OPEN);
    List<String> exported = new ArrayList<>();
    await(await(kit.polls.standings().ballots(ROOM, kit.poll)).next())
        .forEachRemaining(exported::add);
    assertThat(exported).hasSize(2);
    await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
    kit.vote("x", "a");
    await(kit.polls.close(ROOM, kit.poll));
    assertThat(voters()).containsExactly("y", "x");
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L, "c", 1L));
    kit.restart();
    assertThat(kit.vote("y", "c")).isInstanceOf(Receipt.Repeated.class);
  }

  @Test
  void supersededBallotsAreKeptIfConfigured() {
    kit.keepSuperseded();
    kit.open();
    kit.vote("x", "a");
    kit.vote("x", "b");

    await(kit.polls.close(ROOM, kit.poll));

    assertThat(voters()).containsExactly("x", "x");
  }

  @Test
  void aSupersededBallotWrittenAgainAfterTheCloseDoesNotCount() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("x", "b");
    List<JournalEntry> before = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, before::add));
    await(kit.polls.close(ROOM, kit.poll));

    JournalEntry old = before.get(0);
    await(
        kit.store.append(
            kit.poll, List.of(new JournalEntry(old.rev(), "z", old.ballot(), old.at()))));

    assertThat(refusal(kit.vote("z", "a")).code()).isEqualTo(ErrorCode.NOT_OPEN);
    await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
    assertThat(kit.cells()).isEqualTo(Map.of("b", 1L));
  }

  private List<String> voters() {
    List<String> voters = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, entry -> voters.add(entry.voter())));
    return voters;
  }

  @Test
  void aBallotStoredAfterTheCloseNeverCounts() {
    kit.open();
    RecordResult.Recorded recorded =
        (RecordResult.Recorded) await(kit.ledger.record(kit.poll, List.of(cast("x", "a"))));
    await(kit.ledger.drop(kit.poll, 99));
    await(kit.polls.close(ROOM, kit.poll));

    await(
        kit.store.append(
            kit.poll,
            List.of(new JournalEntry(recorded.range().first(), "x", "{\"choice\":\"a\"}", 0))));

    assertThat(refusal(kit.vote("x", "a")).code()).isEqualTo(ErrorCode.NOT_OPEN);
    await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
    assertThat(kit.cells()).isEmpty();
  }

  @Test
  void alreadyVotedIsAnsweredOnlyIfTheFirstVoteCountsEvenAfterACrash() {
    PollSettings firstStands = new PollSettings(false, PollSettings.DEFAULT.results(), 0, Map.of());
    try (CountingKit once = new CountingKit(firstStands)) {
      once.open();
      await(once.ledger.record(once.poll, List.of(cast("x", "a"))));

      assertThat(refusal(once.vote("x", "b")).code()).isEqualTo(ErrorCode.ALREADY_VOTED);

      once.restart();
      assertThat(once.cells()).isEqualTo(Map.of("a", 1L));
      await(once.polls.close(ROOM, once.poll));
      assertThat(once.cells()).isEqualTo(Map.of("a", 1L));
    }
  }

  @Test
  void afterTheCloseARepeatIsAcknowledgedAndANewVoteRefusedAsLate() {
    kit.open();
    kit.vote("x", "a");
    await(kit.polls.close(ROOM, kit.poll));
    kit.clock.advance(400);

    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Repeated.class);
    assertThat(refusal(kit.vote("x", "b")).lateMs()).isEqualTo(400);
    assertThat(refusal(kit.vote("y", "a")).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void aPageFromBeforeTheCloseDoesNotBlockAReopenedPoll() {
    kit.open();
    await(kit.polls.close(ROOM, kit.poll));
    // A page left behind by an instance that was slow, or crashed before it dropped the page.
    String token = await(kit.ledger.lock(kit.poll)).orElseThrow();
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 10);
    Page left = new Page(1, PollState.CLOSING, terms, Map.of());
    assertThat(await(kit.ledger.install(kit.poll, token, left))).isTrue();

    await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
    Receipt receipt = kit.vote("x", "a");

    assertThat(receipt).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aVoteWithoutAKnownOutcomeIsAnsweredAsRetryable() {
    kit.open();
    await(kit.ledger.record(kit.poll, List.of(cast("x", "a"))));
    await(kit.store.updatePoll(kit.poll, VoteCountingTest::closing));
    await(kit.ledger.close(kit.poll, 1));

    Receipt receipt = kit.vote("x", "a");

    assertThat(refusal(receipt).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private static PollRecord closing(PollRecord record) {
    Poll poll = record.poll();
    return record.withPoll(poll.withState(PollState.CLOSING, poll.times()));
  }

  @Test
  void reopeningKeepsBallotsAndResettingRemovesThem() {
    kit.open();
    kit.vote("x", "a");
    Poll closed = await(kit.polls.close(ROOM, kit.poll));

    Poll reopened = await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
    kit.vote("y", "b");
    assertThat(reopened.rev()).isGreaterThan(closed.rev());
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L, "b", 1L));

    Poll reset = await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    assertThat(reset.state()).isEqualTo(PollState.DRAFT);
    assertThat(reset.rev()).isGreaterThan(reopened.rev());
    assertThat(kit.cells()).isEmpty();
    kit.open();
    assertThat(kit.cells()).isEmpty();
    assertThat(kit.vote("x", "a")).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void everyBallotAndEveryChangeOfStateIncreasesTheRevision() {
    List<Long> revisions = new ArrayList<>();
    revisions.add(await(kit.polls.get(ROOM, kit.poll)).rev());
    revisions.add(await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(60))).rev());
    kit.vote("x", "a");
    revisions.add(await(kit.polls.show(ROOM, kit.poll, false)).rev());
    revisions.add(await(kit.polls.extend(ROOM, kit.poll, 10)).rev());
    kit.vote("x", "b");
    revisions.add(await(kit.polls.close(ROOM, kit.poll)).rev());
    revisions.add(await(kit.polls.show(ROOM, kit.poll, true)).rev());
    revisions.add(await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty())).rev());
    revisions.add(await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty())).rev());
    revisions.add(await(kit.polls.patch(ROOM, kit.poll, OptionalLong.empty(), spec -> spec)).rev());

    assertThat(revisions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void concurrentClosesProduceOneResult() {
    kit.open();
    kit.vote("x", "a");

    Poll one = await(kit.polls.close(ROOM, kit.poll));
    Poll two = await(kit.polls.close(ROOM, kit.poll));

    assertThat(two).isEqualTo(one);
    PollRecord record = await(kit.store.poll(kit.poll)).orElseThrow();
    assertThat(record.result().orElseThrow().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aCloseInterruptedByACrashIsCompletedByTheScheduler() {
    kit.open();
    kit.vote("x", "a");
    await(
        kit.store.updatePoll(
            kit.poll, r -> r.withPoll(r.poll().withState(PollState.CLOSING, r.poll().times()))));

    kit.restart();
    await(kit.vertx.deployVerticle(new PollScheduler(kit.counting(), OptionalLong.empty())));

    awaitState(PollState.CLOSED);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void anUnreadablePollDoesNotStopTheScheduler() {
    kit.open();
    await(
        kit.store.append(
            kit.poll, List.of(new JournalEntry(Revision.of(1, 9), "x", "not a ballot", 0))));

    kit.restart();
    await(kit.vertx.deployVerticle(new PollScheduler(kit.counting(), OptionalLong.empty())));

    assertThat(await(kit.polls.get(ROOM, kit.poll)).state()).isEqualTo(PollState.OPEN);
  }

  @Test
  void aDraftRefusesVotes() {
    assertThat(refusal(kit.vote("x", "a")).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void anUnknownPollIsRefusedAsUnknown() {
    kit.poll = "no-such-poll";
    assertThat(refusal(kit.vote("x", "a")).code()).isEqualTo(ErrorCode.UNKNOWN_POLL);
  }

  @Test
  void aPollWithoutALimitCannotBeExtended() {
    kit.open();
    assertThatThrownBy(() -> await(kit.polls.extend(ROOM, kit.poll, 10)))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }

  @Test
  void hiddenResultsAreShownOnlyAfterRevealing() {
    PollSettings hidden = new PollSettings(true, PollSettings.Results.HIDDEN, 0, Map.of());
    try (CountingKit secret = new CountingKit(hidden)) {
      assertThat(secret.open().visible()).isFalse();
      assertThat(await(secret.polls.close(ROOM, secret.poll)).visible()).isFalse();
      assertThat(await(secret.polls.show(ROOM, secret.poll, true)).visible()).isTrue();
    }
  }

  private void awaitState(PollState state) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (await(kit.store.poll(kit.poll)).orElseThrow().poll().state() != state) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      await(kit.vertx.timer(5));
    }
  }

  private static Refusal refusal(Receipt receipt) {
    return ((Receipt.Refused) receipt).why();
  }
}
