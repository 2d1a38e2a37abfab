package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The contract of every store about the removal of ballots that others have superseded. */
interface SupersededBallotsContract extends StoreUnderTest {
  /** A closed poll in whose first epoch only the last ballot of each voter counts. */
  default List<JournalEntry> closeWithSuperseded(int voters, int ballotsEach) {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().raiseEpoch("p"));
    List<JournalEntry> standing = new ArrayList<>();
    for (int round = 1; round <= ballotsEach; round++) {
      List<JournalEntry> batch = new ArrayList<>();
      for (int voter = 0; voter < voters; voter++) {
        long counter = (round - 1L) * voters + voter + 1;
        batch.add(entry(1, counter, "v" + voter, "\"" + round + "\""));
      }
      await(store().append("p", batch));
      standing = batch;
    }
    await(store().raiseEpoch("p"));
    List<JournalEntry> counting = standing;
    await(
        store()
            .updatePoll(
                "p",
                record ->
                    record
                        .withPoll(record.poll().withState(PollState.CLOSED, Poll.Times.NONE))
                        .withoutSuperseded(counting.stream().mapToLong(JournalEntry::rev))));
    return counting;
  }

  default void awaitJournal(List<JournalEntry> expected) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!journal("p").equals(expected) || await(store().poll("p")).get().sweepBefore() > 0) {
      assertThat(System.nanoTime()).as("%d left", journal("p").size()).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  default void onlySupersededBallotsAreRemoved() {
    List<JournalEntry> standing = closeWithSuperseded(150, 30);

    await(store().sweep("p"));

    awaitJournal(standing);
    PollRecord record = await(store().poll("p")).orElseThrow();
    assertThat(standing).allMatch(each -> record.counts(each.rev()));
    assertThat(record.counts(Revision.of(1, 1))).isFalse();
  }

  @Test
  default void everyOtherBallotCanBeRemovedAsSuperseded() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().raiseEpoch("p"));
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= 700; i++) {
      all.add(entry(1, i, "v" + i, "1"));
    }
    await(store().append("p", all));
    await(store().raiseEpoch("p"));
    List<JournalEntry> odd = all.stream().filter(each -> each.rev() % 2 == 1).toList();
    await(
        store()
            .updatePoll("p", r -> r.withoutSuperseded(odd.stream().mapToLong(JournalEntry::rev))));

    await(store().sweep("p"));

    awaitJournal(odd);
  }

  @Test
  default void aBallotStoredInPlaceOfARemovedOneDoesNotCount() {
    List<JournalEntry> standing = closeWithSuperseded(3, 3);
    await(store().sweep("p"));
    awaitJournal(standing);

    await(store().append("p", List.of(entry(1, 2, "another", "\"x\""))));

    PollRecord record = await(store().poll("p")).orElseThrow();
    assertThat(journal("p").stream().filter(each -> record.counts(each.rev()))).isEqualTo(standing);
  }
}
