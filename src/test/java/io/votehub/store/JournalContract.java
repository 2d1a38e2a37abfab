package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every store about the journal of ballots. */
interface JournalContract extends StoreUnderTest {
  @Test
  default void theJournalIsReadInRevisionOrder() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    JournalEntry late = entry(1, 7, "y", "{\"choice\":\"b\"}");
    JournalEntry early = entry(1, 2, "x", "{\"choice\":\"ä😀\"}");
    JournalEntry next = entry(2, 1, "x", "{\"choice\":\"b\"}");

    await(store().append("p", List.of(late)));
    await(store().append("p", List.of(early, next)));

    assertThat(journal("p")).containsExactly(early, late, next);
    assertThat(journal("q")).isEmpty();
  }

  @Test
  default void writingABatchTwiceChangesNothing() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    List<JournalEntry> batch = List.of(entry(1, 1, "x", "1"), entry(1, 2, "y", "2"));

    await(store().append("p", batch));
    await(store().append("p", batch));

    assertThat(journal("p")).isEqualTo(batch);
  }

  @Test
  default void anotherBallotUnderTheSameRevisionIsAConflictAndNothingOfItsBatchIsWritten() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 2, "x", "1"))));

    List<JournalEntry> clash = List.of(entry(1, 1, "y", "1"), entry(1, 2, "z", "1"));

    assertThatThrownBy(() -> await(store().append("p", clash)))
        .satisfies(
            fault ->
                assertThat(fault instanceof JournalConflictException ? fault : fault.getCause())
                    .isInstanceOf(JournalConflictException.class));
    assertThat(journal("p")).containsExactly(entry(1, 2, "x", "1"));
  }

  @Test
  default void anAppendReturnsTheEpochAfterTheBallotsAreDurable() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().raiseEpoch("p"));

    assertThat(await(store().append("p", List.of(entry(1, 1, "x", "1"))))).isEqualTo(1);
    await(store().raiseEpoch("p"));
    assertThat(await(store().append("p", List.of(entry(1, 2, "y", "1"))))).isEqualTo(2);
    assertThat(await(store().append("p", List.of()))).isEqualTo(2);
    assertThat(await(store().append("q", List.of(entry(1, 1, "x", "1"))))).isEqualTo(-1);
  }

  @Test
  default void forgettingRemovesOnlyEarlierEpochs() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    JournalEntry kept = entry(3, 1, "x", "1");
    await(store().append("p", List.of(entry(1, 1, "x", "1"), entry(2, 9, "y", "1"), kept)));

    await(store().forgetBefore("p", 3));

    assertThat(journal("p")).containsExactly(kept);
  }

  @Test
  default void aRefusedChangeDoesNotAffectConcurrentOnes() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    List<Future<Integer>> appends = new ArrayList<>();
    List<Future<?>> refused = new ArrayList<>();

    for (int i = 1; i <= 100; i++) {
      appends.add(store().append("p", List.of(entry(1, i, "v" + i, "1"))));
      refused.add(
          store()
              .updatePoll(
                  "p",
                  record -> {
                    throw Refusal.of(ErrorCode.NOT_OPEN);
                  }));
      refused.add(store().append("p", List.of(entry(1, i, "another", "1"))));
    }

    appends.forEach(StoreContract::await);
    refused.forEach(each -> assertThatThrownBy(() -> await(each)).isNotNull());
    assertThat(journal("p")).hasSize(100).noneMatch(each -> each.voter().equals("another"));
  }

  @Test
  default void ballotsOfPollsAreKeptApart() {
    await(store().addRoom(ROOM));
    List<Future<?>> all = new ArrayList<>();
    for (int poll = 0; poll < 50; poll++) {
      all.add(store().addPoll(draft("p" + poll, poll)));
    }
    all.forEach(StoreContract::await);

    for (int i = 1; i <= 20; i++) {
      for (int poll = 0; poll < 50; poll++) {
        all.add(store().append("p" + poll, List.of(entry(1, i, "v" + poll, "1"))));
      }
    }
    all.forEach(StoreContract::await);

    for (int poll = 0; poll < 50; poll++) {
      String voter = "v" + poll;
      assertThat(journal("p" + poll)).hasSize(20).allMatch(each -> each.voter().equals(voter));
    }
  }

  @Test
  default void theRecordOfAPollMarksALateBallotAsVoid() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().raiseEpoch("p"));
    await(store().append("p", List.of(entry(1, 1, "x", "1"), entry(1, 3, "y", "1"))));
    await(store().raiseEpoch("p"));
    ValidRevisions.Found found = new ValidRevisions.Found();
    journal("p").forEach(each -> found.add(each.rev()));
    await(store().updatePoll("p", r -> r.withValidity(Map.of(1, found.validity()))));

    await(store().append("p", List.of(entry(1, 2, "z", "1"), entry(1, 4, "z", "1"))));

    PollRecord record = await(store().poll("p")).orElseThrow();
    assertThat(journal("p").stream().filter(each -> record.counts(each.rev())))
        .extracting(JournalEntry::voter)
        .containsExactly("x", "y");
  }

  @Test
  default void anExceptionOfAReaderFailsTheRead() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));

    Future<Void> reading =
        store()
            .readJournal(
                "p",
                each -> {
                  throw Refusal.of(ErrorCode.BAD_BALLOT);
                });

    assertThatThrownBy(() -> await(reading)).isInstanceOf(Refusal.class);
  }
}
