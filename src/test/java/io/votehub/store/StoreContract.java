package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.AdmissionRules;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.KeyRing;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.poll.Rounds;
import io.votehub.poll.Shift;
import io.votehub.poll.Stage;
import io.votehub.poll.Suspension;
import io.votehub.poll.Tally;
import io.votehub.poll.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The contract of every store. */
public abstract class StoreContract
    implements RoomRecordsContract,
        ScheduledTasksContract,
        LogEntriesContract,
        HiddenRoomsContract {
  public static final Room ROOM = new Room("ABC234", "A room — ünï", 5);

  /** A store without rooms. */
  protected abstract Store store();

  @Override
  public Store beneath() {
    return store();
  }

  @Override
  public Store records() {
    return store();
  }

  @Override
  public Store tasks() {
    return store();
  }

  @Override
  public Store log() {
    return store();
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 20 s", late);
    }
  }

  public static PollRecord draft(String id, long position) {
    List<Option> options =
        List.of(
            new Option("a", "A"),
            new Option("b", "B", Optional.of(new Picture("b".repeat(64), 4, 3, "A bee"))));
    PollSettings settings =
        new PollSettings(false, PollSettings.Results.HIDDEN, 250, Map.of("min", 1, "max", 2));
    return PollRecord.of(
        Poll.draft(id, ROOM.code(), "Which? “”", "multiple", options, settings, position));
  }

  public static JournalEntry entry(int epoch, long counter, String voter, String ballot) {
    return new JournalEntry(Revision.of(epoch, counter), voter, ballot, 1000 + counter);
  }

  public List<JournalEntry> journal(String poll) {
    List<JournalEntry> entries = new ArrayList<>();
    await(store().readJournal(poll, entries::add));
    return entries;
  }

  @Test
  void aRoomIsStoredOncePerCode() {
    assertThat(await(store().addRoom(ROOM))).isTrue();
    assertThat(await(store().addRoom(new Room(ROOM.code(), "Another", 6)))).isFalse();

    assertThat(await(store().room(ROOM.code()))).contains(ROOM);
    assertThat(await(store().room("ZZZ999"))).isEmpty();
  }

  @Test
  void aRoomIsChangedOrReportedAsUnknown() {
    await(store().addRoom(ROOM));

    assertThat(await(store().updateRoom(ROOM.code(), room -> room.withTitle("New"))))
        .contains(ROOM.withTitle("New"));
    assertThat(await(store().updateRoom("ZZZ999", room -> room))).isEmpty();
    assertThat(await(store().room(ROOM.code())).orElseThrow().title()).isEqualTo("New");
  }

  @Test
  void aRoomKeepsItsIdAndTheVersionOfItsToken() {
    Room room = new Room("ABC235", "", 6, Optional.of("room-1"), 3);
    await(store().addRoom(room));

    assertThat(await(store().room("ABC235"))).contains(room);
    assertThat(await(store().updateRoom("ABC235", r -> r.withTokenVersion(4))))
        .contains(room.withTokenVersion(4));
    assertThat(await(store().room("ABC235"))).contains(room.withTokenVersion(4));
    for (String call : List.of("one", "two")) {
      Room renewed =
          await(store().updateRoom("ABC235", r -> r.renewed(r.tokenVersion(), call))).orElseThrow();
      assertThat(renewed.renewal()).contains(call);
      assertThat(await(store().room("ABC235"))).contains(renewed);
    }
  }

  @Test
  void whomARoomLetsInIsKept() {
    AdmissionRules rules =
        AdmissionRules.OPEN
            .withPasscode(Optional.of("012345"))
            .withLock(true)
            .without("one")
            .without("another");
    await(store().addRoom(new Room("LCK234", "", 6)));

    await(store().updateRoom("LCK234", room -> room.withAdmission(rules)));

    assertThat(await(store().room("LCK234")).orElseThrow().admission()).isEqualTo(rules);
  }

  @Test
  void aRoomKeepsTheKeysOfThoseWhoHelp() {
    RoomKey ana = new RoomKey("k1", RoomRole.MODERATOR, "Ana", 7);
    RoomKey bo = new RoomKey("k2", RoomRole.PRESENTER, "", 8);
    await(store().addRoom(ROOM));

    await(store().updateRoom(ROOM.code(), room -> room.withKeys(room.keys().with(ana).with(bo))));
    await(store().updateRoom(ROOM.code(), room -> room.withKeys(room.keys().without("k1"))));

    assertThat(await(store().room(ROOM.code())))
        .contains(ROOM.withKeys(new KeyRing(3, List.of(bo))));
  }

  @Test
  void theReactionsOfARoomAreKept() {
    await(store().addRoom(ROOM));
    ReactionSettings chosen = ReactionSettings.DEFAULT.changed(List.of("👍", "👩‍🔬"), true);

    await(store().updateRoom(ROOM.code(), room -> room.withReactions(chosen)));

    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withReactions(chosen));
    ReactionSettings none = chosen.changed(List.of(), true);
    await(store().updateRoom(ROOM.code(), room -> room.withReactions(none)));
    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withReactions(none));
  }

  @Test
  void theStageOfARoomIsStored() {
    Stage poll =
        Stage.FOLLOW.replacedBy(
            Stage.read(Map.of("poll", "p1"), List.of(), 0), OptionalLong.empty());
    Stage lobby =
        poll.replacedBy(Stage.read(Map.of("lobby", true), List.of(), 0), OptionalLong.of(1));
    await(store().addRoom(ROOM));

    Stage coffee =
        Stage.read(Map.of("break", Map.of("title", "Coffee", "seconds", 60)), List.of(), 5)
            .withRev(3);
    for (Stage stage : List.of(poll, coffee, lobby)) {
      await(store().updateRoom(ROOM.code(), room -> room.withStage(stage)));
      assertThat(await(store().room(ROOM.code()))).contains(ROOM.withStage(stage));
    }
    await(store().updateRoom(ROOM.code(), room -> room.withTitle("New")));
    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withTitle("New").withStage(lobby));
  }

  @Test
  void aPollIsReadUnchanged() {
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
  void bothRoundsOfAQuestionAreKeptWithHowVotesMoved() {
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
  void pollsOfARoomAreOrderedByPosition() {
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
  protected void aChangeIsAtomicAndARefusedOneChangesNothing() {
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
  void theJournalIsReadInRevisionOrder() {
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
  void writingABatchTwiceChangesNothing() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    List<JournalEntry> batch = List.of(entry(1, 1, "x", "1"), entry(1, 2, "y", "2"));

    await(store().append("p", batch));
    await(store().append("p", batch));

    assertThat(journal("p")).isEqualTo(batch);
  }

  private static JournalEntry marked(long counter, String voter, String ballot, Mark mark) {
    return new JournalEntry(Revision.of(1, counter), voter, ballot, 1000 + counter, mark);
  }

  @Test
  void marksAreKeptBesideTheirBallots() {
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
  void marksOfWhatStandsAreLeftWhenTheRestIsRemoved() {
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
  void anotherMarkUnderTheSameRevisionIsAConflict() {
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

  @Test
  void anotherBallotUnderTheSameRevisionIsAConflictAndNothingOfItsBatchIsWritten() {
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
  void anAppendReturnsTheEpochAfterTheBallotsAreDurable() {
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
  void thePollsToWatchEndByThemselvesOrWereOpenedLately() {
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
  void allPollsToWatchAreReadOnceHoweverMany() {
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
  void aDeletedPollIsGoneWithItsBallots() {
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
  void aDeletedRoomIsGoneWithItsPolls() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));

    assertThat(await(store().deleteRoom(ROOM.code()))).isTrue();
    assertThat(await(store().deleteRoom(ROOM.code()))).isFalse();

    assertThat(await(store().room(ROOM.code()))).isEmpty();
    assertThat(await(store().poll("p"))).isEmpty();
    assertThat(journal("p")).isEmpty();
  }

  @Test
  void forgettingRemovesOnlyEarlierEpochs() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    JournalEntry kept = entry(3, 1, "x", "1");
    await(store().append("p", List.of(entry(1, 1, "x", "1"), entry(2, 9, "y", "1"), kept)));

    await(store().forgetBefore("p", 3));

    assertThat(journal("p")).containsExactly(kept);
  }

  @Test
  void unusedRoomsAreFoundAndDeletedCompletely() {
    await(store().addRoom(ROOM));
    await(store().addRoom(new Room("USED22", "", 5)));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));
    await(store().noteUse("USED22", 2_000));
    await(store().noteUse("USED22", 1_500));
    await(store().noteUse("ZZZ999", 2_000));
    await(store().updateRoom("USED22", room -> room.withTitle("Changed")));

    assertThat(await(store().countRooms())).isEqualTo(2);
    assertThat(await(store().unusedRooms(5, 9_000, 10))).isEmpty();
    assertThat(await(store().unusedRooms(2_000, 9_000, 10))).containsExactly(ROOM.code());
    assertThat(await(store().unusedRooms(9_000, 9_000, 1))).hasSize(1);
    assertThat(await(store().deleteUnusedRoom("USED22", 2_000))).isFalse();
    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isTrue();
    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isFalse();

    assertThat(await(store().room(ROOM.code()))).isEmpty();
    assertThat(await(store().poll("p"))).isEmpty();
    assertThat(journal("p")).isEmpty();
    assertThat(await(store().room("USED22"))).isPresent();
    assertThat(await(store().countRooms())).isEqualTo(1);
  }

  @Test
  void aMarkIsChangedInOneStepAndARefusedChangeLeavesIt() {
    assertThat(await(store().updateMark("a", before -> before + 5))).isEqualTo(5);
    List<Future<Long>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(store().updateMark("a", before -> before + 1));
    }
    all.forEach(StoreContract::await);

    assertThatThrownBy(
            () ->
                await(
                    store()
                        .updateMark(
                            "a",
                            before -> {
                              throw Refusal.of(ErrorCode.BUSY);
                            })))
        .isInstanceOf(Refusal.class);

    assertThat(await(store().updateMark("a", before -> before))).isEqualTo(15);
    assertThat(await(store().updateMark("b", before -> before))).isZero();
  }

  @Test
  void aRoomUsedBetweenTheSearchAndTheDeletionIsKept() {
    await(store().addRoom(ROOM));
    assertThat(await(store().unusedRooms(2_000, 9_000, 10))).containsExactly(ROOM.code());

    await(store().noteUse(ROOM.code(), 8_000));

    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isFalse();
    assertThat(await(store().room(ROOM.code()))).contains(ROOM);
  }

  @Test
  void aRefusedChangeDoesNotAffectConcurrentOnes() {
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
  void ballotsOfPollsAreKeptApart() {
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
  void theRecordOfAPollMarksALateBallotAsVoid() {
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

  /** A closed poll in whose first epoch only the last ballot of each voter counts. */
  public List<JournalEntry> closeWithSuperseded(int voters, int ballotsEach) {
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

  public void awaitJournal(List<JournalEntry> expected) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!journal("p").equals(expected) || await(store().poll("p")).get().sweepBefore() > 0) {
      assertThat(System.nanoTime()).as("%d left", journal("p").size()).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void onlySupersededBallotsAreRemoved() {
    List<JournalEntry> standing = closeWithSuperseded(150, 30);

    await(store().sweep("p"));

    awaitJournal(standing);
    PollRecord record = await(store().poll("p")).orElseThrow();
    assertThat(standing).allMatch(each -> record.counts(each.rev()));
    assertThat(record.counts(Revision.of(1, 1))).isFalse();
  }

  @Test
  void everyOtherBallotCanBeRemovedAsSuperseded() {
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
  void aBallotStoredInPlaceOfARemovedOneDoesNotCount() {
    List<JournalEntry> standing = closeWithSuperseded(3, 3);
    await(store().sweep("p"));
    awaitJournal(standing);

    await(store().append("p", List.of(entry(1, 2, "another", "\"x\""))));

    PollRecord record = await(store().poll("p")).orElseThrow();
    assertThat(journal("p").stream().filter(each -> record.counts(each.rev()))).isEqualTo(standing);
  }

  @Test
  void aPollWithTheIdOfADeletedOneHasNoneOfItsBallots() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));
    await(store().deletePoll("p"));

    await(store().addPoll(draft("p", 1)));

    assertThat(journal("p")).isEmpty();
  }

  @Test
  void anExceptionOfAReaderFailsTheRead() {
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

  @Test
  void aWritableStoreIsHealthy() {
    await(store().check());
  }

  /** Collects the contents of a store without void parts. */
  protected static class Told implements StoreVisitor {
    private final List<Object> whole = new ArrayList<>();
    private final List<Object> ofRoom = new ArrayList<>();
    private final List<Object> ofPoll = new ArrayList<>();
    public int voided;

    @Override
    public void room(Room room, OptionalLong usedAt) {
      ofRoom.add(List.of(room, usedAt));
    }

    @Override
    public void poll(PollRecord record) {
      ofPoll.add(record);
    }

    @Override
    public void ballot(JournalEntry entry) {
      ofPoll.add(entry);
    }

    @Override
    public void pollEnds(boolean stands) {
      voided += stands ? 0 : 1;
      ofRoom.addAll(stands ? ofPoll : List.of());
      ofPoll.clear();
    }

    @Override
    public void record(RoomRecord record) {
      ofRoom.add(record);
    }

    @Override
    public void roomEnds(boolean stands) {
      voided += stands ? 0 : 1;
      whole.addAll(stands ? ofRoom : List.of());
      ofRoom.clear();
    }

    public List<Object> all() {
      return List.copyOf(whole);
    }
  }

  @Test
  void aVisitReturnsAllDataRoomByRoom() {
    Room other = new Room("XYZ234", "Another", 6);
    await(store().addRoom(other));
    await(store().addRoom(ROOM));
    await(store().noteUse(ROOM.code(), 77));
    await(store().addPoll(draft("q", 2)));
    await(store().addPoll(draft("p", 1)));
    PollRecord raised = await(store().raiseEpoch("q")).orElseThrow();
    List<JournalEntry> ballots = List.of(entry(1, 1, "v", "{}"), entry(1, 3, "w", ""));
    await(store().append("q", ballots));
    Told told = new Told();

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
                new Told() {
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
  void deletionsAreToldSinceTheyWereNotedAndOldOnesForgotten() {
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

  @Test
  void aRecordKeepsItsHistory() {
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
  void roomsAreListedInTheOrderOfTheirCodes() {
    await(store().addRoom(ROOM));
    await(store().addRoom(new Room("ZZZ234", "Last", 6)));
    await(store().addRoom(new Room("AAA234", "First", 6)));

    assertThat(await(store().rooms("", 2)).stream().map(Room::code))
        .containsExactly("AAA234", ROOM.code());
    assertThat(await(store().rooms(ROOM.code(), 9)).stream().map(Room::code))
        .containsExactly("ZZZ234");
  }

  @Test
  void aSuspensionIsKeptAndTakenBack() {
    await(store().addRoom(ROOM));
    Suspension on = Suspension.NONE.changed(OptionalLong.of(7));

    await(store().updateRoom(ROOM.code(), room -> room.withSuspension(on)));
    assertThat(await(store().room(ROOM.code()))).map(Room::suspension).contains(on);
    Suspension off = on.changed(OptionalLong.empty());
    await(store().updateRoom(ROOM.code(), room -> room.withSuspension(off)));
    assertThat(await(store().room(ROOM.code()))).map(Room::suspension).contains(off);
  }

  @Test
  void aRoomKeepsHowItsPlayersAreCalledAndInWhichTeams() {
    await(store().addRoom(ROOM));
    PlayerRules rules =
        new PlayerRules(
            true, "de", List.of(new Team("1", "Rot", 1), new Team("2", "Blau", 2)), true, 3);

    await(store().updateRoom(ROOM.code(), room -> room.withPlayers(rules)));

    assertThat(await(store().room(ROOM.code()))).map(Room::players).contains(rules);
  }
}
