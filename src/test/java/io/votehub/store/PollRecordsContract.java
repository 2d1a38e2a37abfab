package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Rounds;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every store about the records of polls. */
interface PollRecordsContract extends StoreUnderTest {
  @Test
  default void aPollIsReadUnchanged() {
    PollRecord draft = draft("p", 7);
    Poll closed =
        draft
            .poll()
            .withState(
                PollState.CLOSED,
                new Poll.Times(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(3)))
            .withShown(Optional.of(true))
            .withRev(Revision.of(4, 2));
    PollRecord record =
        new PollRecord(
            closed,
            4,
            2,
            Map.of(2, ValidRevisions.of(9, List.of(3L, 5L)), 3, ValidRevisions.NOTHING),
            Optional.of(new Tally(Revision.of(4, 0), 3, true, Map.of("a", 2L, "$b.c", 3L), 4)));
    await(store().addRoom(ROOM));

    await(store().addPoll(record));

    assertThat(await(store().poll("p"))).contains(record);
    assertThat(await(store().poll("q"))).isEmpty();
  }

  @Test
  default void bothRoundsOfAQuestionAreKeptWithHowVotesMoved() {
    Poll first = draft("first", 7).poll().withRounds(Rounds.before("second", 3));
    Poll second = draft("second", 8).poll().withRounds(Rounds.after("first"));
    Shift shift =
        new Shift(
            Map.of("a", Map.of("a", 1L, "b", 2L), Shift.ABSTAINED, Map.of("b", 3L)),
            Map.of("a", 4L, Shift.ABSTAINED, 3L),
            1,
            5);
    Tally result = new Tally(Revision.of(1, 0), 11, true, Map.of("a", 1L, "b", 10L));
    PollRecord sealed =
        PollRecord.of(second.withState(PollState.CLOSED, Poll.Times.NONE))
            .withResult(Optional.of(result.withShift(Optional.of(shift))));
    await(store().addRoom(ROOM));

    await(store().addPoll(PollRecord.of(first)));
    await(store().addPoll(sealed));

    assertThat(await(store().poll("first"))).contains(PollRecord.of(first));
    assertThat(await(store().poll("second"))).contains(sealed);
    await(store().updatePoll("first", now -> now.withPoll(now.poll().withRounds(Rounds.NONE))));
    assertThat(await(store().poll("first")).orElseThrow().poll().rounds()).isEqualTo(Rounds.NONE);
  }

  @Test
  default void aRecordKeepsItsHistory() {
    await(store().addRoom(ROOM));
    PollHistory history =
        new PollHistory(
            7,
            true,
            2,
            List.of(new PollChange(9, PollChange.Kind.OPENED, "{\"state\":\"DRAFT\"}", 3)));
    await(store().addPoll(draft("p", 1).withHistory(history)));

    await(store().raiseEpoch("p"));

    assertThat(await(store().poll("p")).orElseThrow().history()).isEqualTo(history);
  }

  @Test
  default void pollsOfARoomAreOrderedByPosition() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p1", 30)));
    await(store().addPoll(draft("p2", 10)));
    await(store().addPoll(draft("p3", 20)));

    assertThat(await(store().polls(ROOM.code())))
        .extracting(record -> record.poll().id())
        .containsExactly("p2", "p3", "p1");
    assertThat(await(store().polls("ZZZ999"))).isEmpty();
  }

  @Test
  default void aChangeIsAtomicAndARefusedOneChangesNothing() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));

    List<Future<Optional<PollRecord>>> raises = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      raises.add(store().raiseEpoch("p"));
    }
    Future<Optional<PollRecord>> refused =
        store()
            .updatePoll(
                "p",
                record -> {
                  throw Refusal.of(ErrorCode.NOT_OPEN);
                });

    List<Integer> epochs = new ArrayList<>();
    raises.forEach(raise -> epochs.add(await(raise).orElseThrow().epoch()));
    assertThat(epochs).doesNotHaveDuplicates().hasSize(50);
    assertThatThrownBy(() -> await(refused)).isInstanceOf(Refusal.class);
    assertThat(await(store().poll("p")).orElseThrow().epoch()).isEqualTo(50);
    assertThat(await(store().raiseEpoch("q"))).isEmpty();
  }

  @Test
  default void thePollsToWatchEndByThemselvesOrWereOpenedLately() {
    await(store().addRoom(ROOM));
    Poll.Times limited =
        new Poll.Times(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.empty());
    for (PollState state : PollState.values()) {
      PollRecord record = draft(state.name(), 1);
      await(store().addPoll(record.withPoll(record.poll().withState(state, Poll.Times.NONE))));
      for (long at : List.of(99L, 100L, 101L)) {
        PollRecord opened = draft(at + "-" + state.name(), 1);
        Poll.Times since =
            new Poll.Times(OptionalLong.of(at), OptionalLong.empty(), OptionalLong.empty());
        await(store().addPoll(opened.withPoll(opened.poll().withState(state, since))));
      }
      PollRecord timed = draft("TIMED-" + state.name(), 1);
      await(store().addPoll(timed.withPoll(timed.poll().withState(state, limited))));
    }
    await(
        store()
            .updatePoll(
                "DRAFT",
                draft ->
                    draft.withPoll(draft.poll().withState(PollState.CLOSING, Poll.Times.NONE))));
    await(
        store()
            .updatePoll(
                "TIMED-OPEN",
                open -> open.withPoll(open.poll().withState(PollState.CLOSED, limited))));

    List<String> found = new ArrayList<>();
    await(store().pollsToWatch(100, record -> found.add(record.poll().id())));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "DRAFT",
            "CLOSING",
            "TIMED-CLOSING",
            "99-CLOSING",
            "100-CLOSING",
            "101-CLOSING",
            "100-OPEN",
            "101-OPEN");
  }

  @Test
  default void allPollsToWatchAreReadOnceHoweverMany() {
    await(store().addRoom(ROOM));
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 205; i++) {
      PollRecord record = draft("p" + i, 1);
      ids.add("p" + i);
      await(
          store()
              .addPoll(
                  record.withPoll(record.poll().withState(PollState.CLOSING, Poll.Times.NONE))));
    }

    List<String> found = new ArrayList<>();
    await(store().pollsToWatch(100, record -> found.add(record.poll().id())));

    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  default void aDeletedPollIsGoneWithItsBallots() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));

    assertThat(await(store().deletePoll("p"))).isTrue();
    assertThat(await(store().deletePoll("p"))).isFalse();

    assertThat(await(store().poll("p"))).isEmpty();
    assertThat(await(store().polls(ROOM.code()))).isEmpty();
    assertThat(journal("p")).isEmpty();
  }

  @Test
  default void aPollWithTheIdOfADeletedOneHasNoneOfItsBallots() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));
    await(store().deletePoll("p"));

    await(store().addPoll(draft("p", 1)));

    assertThat(journal("p")).isEmpty();
  }
}
