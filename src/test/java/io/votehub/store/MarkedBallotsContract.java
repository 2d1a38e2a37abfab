package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Mark;
import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every store about the marks of ballots. */
interface MarkedBallotsContract extends SupersededBallotsContract {
  private static JournalEntry marked(long counter, String voter, String ballot, Mark mark) {
    return new JournalEntry(Revision.of(1, counter), voter, ballot, 1000 + counter, mark);
  }

  @Test
  default void marksAreKeptBesideTheirBallots() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      Mark mark = i % 3 == 0 || (i > 150 && i < 300) ? null : new Mark(i, -i);
      all.add(marked(i, "v" + i, i % 50 == 0 ? "" : "{\"choice\":\"a\"}", mark));
    }

    await(store().append("p", all.subList(0, 1)));
    await(store().append("p", all.subList(1, 130)));
    await(store().append("p", all.subList(200, 400)));
    await(store().append("p", all.subList(100, 250)));

    assertThat(journal("p")).isEqualTo(all);
  }

  @Test
  default void marksOfWhatStandsAreLeftWhenTheRestIsRemoved() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      all.add(marked(i, "v" + i % 100, "{}", i % 4 == 0 ? null : new Mark(i, i)));
    }
    await(store().raiseEpoch("p"));
    await(store().append("p", all));
    await(store().raiseEpoch("p"));
    List<JournalEntry> standing = List.copyOf(all.subList(200, 300));

    await(
        store()
            .updatePoll(
                "p", r -> r.withoutSuperseded(standing.stream().mapToLong(JournalEntry::rev))));
    await(store().sweep("p"));

    awaitJournal(standing);
  }

  @Test
  default void anotherMarkUnderTheSameRevisionIsAConflict() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    JournalEntry first = marked(1, "x", "1", new Mark(1, 1));
    await(store().append("p", List.of(first)));
    await(store().append("p", List.of(first)));

    for (Mark other : Arrays.asList(new Mark(1, 2), null)) {
      assertThatThrownBy(() -> await(store().append("p", List.of(marked(1, "x", "1", other)))))
          .satisfies(
              fault ->
                  assertThat(fault instanceof JournalConflictException ? fault : fault.getCause())
                      .isInstanceOf(JournalConflictException.class));
    }
    assertThat(journal("p")).containsExactly(first);
  }
}
