package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The contract of every store about a visit to all its data. */
interface VisitContract extends StoreUnderTest {
  @Test
  default void aVisitReturnsAllDataRoomByRoom() {
    Room other = new Room("XYZ234", "Another", 6);
    await(store().addRoom(other));
    await(store().addRoom(ROOM));
    await(store().noteUse(ROOM.code(), 77));
    await(store().addPoll(draft("q", 2)));
    await(store().addPoll(draft("p", 1)));
    PollRecord raised = await(store().raiseEpoch("q")).orElseThrow();
    List<JournalEntry> ballots = List.of(entry(1, 1, "v", "{}"), entry(1, 3, "w", ""));
    await(store().append("q", ballots));
    CollectingVisitor told = new CollectingVisitor();

    await(store().readAll(told));

    assertThat(told.voided).isZero();
    assertThat(told.all())
        .containsExactlyInAnyOrder(
            List.of(ROOM, OptionalLong.of(77)),
            draft("p", 1),
            raised,
            ballots.get(0),
            ballots.get(1),
            List.of(other, OptionalLong.of(6)));
  }

  private List<Object> notedDeletions() {
    List<Object> told = new ArrayList<>();
    await(
        store()
            .readAll(
                new CollectingVisitor() {
                  @Override
                  public void deletionsKnownSince(long since) {
                    told.add(since);
                  }

                  @Override
                  public void deletion(Deletion deletion) {
                    told.add(deletion);
                  }
                }));
    return told;
  }

  @Test
  default void deletionsAreToldSinceTheyWereNotedAndOldOnesForgotten() {
    Deletion room = new Deletion(200, ROOM.code(), Optional.empty(), 5);
    Deletion poll = new Deletion(150, ROOM.code(), Optional.of("p"), 0);
    assertThat(notedDeletions()).isEmpty();

    await(store().noteDeletions(100, 0, List.of()));
    await(store().noteDeletions(120, 10, List.of(room, poll)));
    await(store().noteDeletions(120, 10, List.of(room)));
    assertThat(notedDeletions()).containsExactly(100L, poll, room);

    await(store().noteDeletions(300, 160, List.of()));
    assertThat(notedDeletions()).containsExactly(160L, room);
  }
}
