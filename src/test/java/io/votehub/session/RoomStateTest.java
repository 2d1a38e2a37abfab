package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.RoomView;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.protocol.PollJson;
import io.votehub.protocol.TallyFrame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of a room only moves forward, in whichever order it is told. */
class RoomStateTest {
  private final FakeRoom room = new FakeRoom();
  private final RoomState state = new RoomState();

  private static Room another() {
    return new Room(RoomKit.CODE, "Room", 1, Optional.of("r2"), 0);
  }

  private RoomView view(Room of) {
    return new RoomView(of, room.polls(), room.tallies());
  }

  private List<String> ids(boolean presenter) {
    return state.polls(presenter).stream().map(Poll::id).toList();
  }

  private List<String> tallied(boolean presenter) {
    return state.tallies(presenter).stream().map(TallyFrame::poll).toList();
  }

  private Poll opened() {
    return room.open(room.make());
  }

  @Test
  void aPollIsReplacedByANewerOneAndNeverByAnOlder() {
    Poll open = opened();
    assertThat(state.pollChanged(open)).isTrue();

    assertThat(state.pollChanged(open.withRev(open.rev() - 1))).isFalse();
    assertThat(state.pollChanged(open)).as("the same again").isTrue();
    assertThat(state.pollChanged(open.withRev(open.rev() + 1))).isTrue();

    assertThat(state.poll(open.id())).contains(open.withRev(open.rev() + 1));
  }

  @Test
  void aTallyGrowsAndIsNeverTakenTwice() {
    Poll open = opened();
    state.pollChanged(open);

    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), open.rev() + 2, false))).isTrue();
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), open.rev() + 2, false))).isFalse();
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), open.rev() + 1, false))).isFalse();
  }

  @Test
  void aCloseOrResetMakesEarlierTalliesObsoleteAndALostLedgerDoesNot() {
    Poll open = opened();
    state.pollChanged(open);
    state.tallyGrown(FakeRoom.frame(open.id(), open.rev(), false));
    Poll rebuilt = open.withRev(Revision.of(5, 0));
    state.pollChanged(rebuilt);
    assertThat(state.tally(open.id())).isPresent();

    state.pollChanged(
        rebuilt.withState(PollState.CLOSED, Poll.Times.NONE).withRev(Revision.of(6, 0)));

    assertThat(state.tally(open.id())).isEmpty();
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), Revision.of(5, 9), false))).isFalse();
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), Revision.of(6, 0), true))).isTrue();
  }

  @Test
  void aPollOfAnotherRunStartsOverThoughItsResetWasMissed() {
    Poll open = opened();
    state.pollChanged(open);
    state.tallyGrown(FakeRoom.frame(open.id(), open.rev(), false));

    state.pollChanged(open.withNextRun().withRev(Revision.of(4, 1)));

    assertThat(state.tally(open.id())).isEmpty();
  }

  @Test
  void aDeletedPollDoesNotComeBack() {
    Poll open = opened();
    state.pollChanged(open);
    state.tallyGrown(FakeRoom.frame(open.id(), open.rev(), false));

    assertThat(state.pollDeleted(open.id())).isTrue();
    assertThat(state.pollDeleted(open.id())).as("known no more").isFalse();

    assertThat(state.pollChanged(open.withRev(open.rev() + 9))).isFalse();
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), open.rev() + 9, false))).isFalse();
    assertThat(ids(true)).isEmpty();
  }

  private void assertThatTheTextIsThatOfThePolls() {
    List<?> polls = state.polls(false).stream().map(poll -> PollJson.of(poll, false)).toList();
    assertThat(state.pollsForVoters().text()).isEqualTo(Json.write(polls));
  }

  @Test
  void theTextForVotersFollowsEachChangeOfAPoll() {
    assertThatTheTextIsThatOfThePolls();
    Poll draft = room.make();
    Poll open = opened();
    state.load(view(room.room));
    assertThatTheTextIsThatOfThePolls();
    assertThat(state.pollsForVoters().text()).contains(open.id()).doesNotContain(draft.id());

    Poll opened = room.open(draft);
    state.pollChanged(opened);
    assertThatTheTextIsThatOfThePolls();
    String before = state.pollsForVoters().text();

    state.roomChanged(room.room, List.of(open.id(), opened.id()));
    assertThat(state.pollsForVoters().text()).isNotEqualTo(before);
    assertThatTheTextIsThatOfThePolls();

    state.pollDeleted(open.id());
    assertThat(state.pollsForVoters().text()).doesNotContain(open.id());
    assertThatTheTextIsThatOfThePolls();
  }

  @Test
  void theTextForVotersIsWrittenOnceForAllWhoJoin() {
    state.pollChanged(opened());

    assertThat(state.pollsForVoters()).isSameAs(state.pollsForVoters());
  }

  @Test
  void memoryIsThatOfThePollsAndTalliesItHas() {
    long empty = state.bytes();
    assertThat(empty).as("its own objects").isPositive();
    Poll open = opened();
    state.pollChanged(open);
    long withPoll = state.bytes();
    assertThat(withPoll).isGreaterThan(empty);
    state.pollChanged(open.withRev(open.rev() + 1));
    assertThat(state.bytes()).as("replaced").isEqualTo(withPoll);

    state.tallyGrown(
        new TallyFrame(open.id(), open.rev(), false, "x".repeat(100), "x".repeat(100)));
    long withTally = state.bytes();
    assertThat(withTally - withPoll).isGreaterThanOrEqualTo(100);
    state.tallyGrown(
        new TallyFrame(open.id(), open.rev() + 1, false, "x".repeat(100), "y".repeat(400)));
    assertThat(state.bytes() - withTally).as("another text for presenters").isGreaterThan(400);

    state.pollDeleted(open.id());
    assertThat(state.bytes()).isEqualTo(empty);
  }

  @Test
  void aTallyThatBecameObsoleteTakesNoMemory() {
    Poll open = opened();
    state.pollChanged(open);
    long withPoll = state.bytes();
    state.tallyGrown(FakeRoom.frame(open.id(), open.rev(), false));

    state.pollChanged(open.withNextRun().withRev(Revision.of(4, 1)));

    assertThat(state.bytes()).isEqualTo(withPoll);
  }

  @Test
  void talliesOfPollsThatNobodyAnnouncedAreBounded() {
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += state.tallyGrown(FakeRoom.frame("unknown" + i, 1, false)) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(16);
    Poll open = opened();
    state.pollChanged(open);
    assertThat(state.tallyGrown(FakeRoom.frame(open.id(), open.rev(), false))).isTrue();
  }

  @Test
  void votersSeeNoDraftsAndNoHiddenResults() {
    Poll draft = room.make();
    Poll open = opened();
    Poll hidden = room.show(opened(), false);
    state.load(room.view());
    state.tallyGrown(FakeRoom.frame("unknown", 1, false));

    assertThat(ids(true)).containsExactly(draft.id(), open.id(), hidden.id());
    assertThat(ids(false)).containsExactly(open.id(), hidden.id());
    assertThat(tallied(true)).containsExactlyInAnyOrder(open.id(), hidden.id());
    assertThat(tallied(false)).containsExactly(open.id());
    assertThat(state.isVisible(hidden.id())).isFalse();
    assertThat(state.isVisible(open.id())).isTrue();
    assertThat(state.isVisible("unknown")).isFalse();
  }

  @Test
  void talliesOfOpenPollsComeFirstThenThoseThatClosedLast() {
    Poll early = closedAt(opened(), 100);
    Poll late = closedAt(opened(), 200);
    Poll open = opened();
    for (Poll each : List.of(early, late, open)) {
      state.pollChanged(each);
      state.tallyGrown(FakeRoom.frame(each.id(), each.rev(), each.state() == PollState.CLOSED));
    }

    assertThat(tallied(false)).containsExactly(open.id(), late.id(), early.id());
  }

  private static Poll closedAt(Poll poll, long at) {
    Poll.Times times =
        new Poll.Times(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(at));
    return poll.withState(PollState.CLOSED, times).withRev(Revision.of(3, 0));
  }

  @Test
  void pollsAreInTheOrderThatWasToldLast() {
    Poll first = opened();
    Poll second = opened();
    state.load(room.view());
    assertThat(ids(false)).containsExactly(first.id(), second.id());

    assertThat(state.roomChanged(room.room, List.of(second.id(), first.id()))).isTrue();
    assertThat(ids(false)).containsExactly(second.id(), first.id());
  }

  @Test
  void anOrderThatIsToldBeforeTheRoomIsReadHolds() {
    Poll first = opened();
    Poll second = opened();
    state.roomChanged(room.room, List.of(second.id(), first.id()));

    assertThat(state.load(room.view())).isTrue();

    assertThat(ids(false)).containsExactly(second.id(), first.id());
  }

  @Test
  void anotherRoomWithTheSameCodeIsNotThisOne() {
    state.load(room.view());

    assertThat(state.roomChanged(another(), List.of())).isFalse();
    assertThat(state.load(view(another()))).isFalse();
    assertThat(state.room()).isEqualTo(room.room);
  }

  @Test
  void aTokenThatWasReplacedStaysReplaced() {
    Room replaced = room.room.withTokenVersion(room.room.tokenVersion() + 1);
    state.roomChanged(replaced, List.of());
    state.load(view(room.room));
    assertThat(state.room().tokenVersion())
        .as("the view is older")
        .isEqualTo(replaced.tokenVersion());

    state.roomChanged(room.room, List.of());
    assertThat(state.room().tokenVersion())
        .as("so is the event")
        .isEqualTo(replaced.tokenVersion());

    Room again = replaced.withTokenVersion(replaced.tokenVersion() + 1);
    state.load(view(again));
    assertThat(state.room().tokenVersion()).isEqualTo(again.tokenVersion());
  }

  @Test
  void aPollIsMissingFromAViewOnlyIfItWasKnownWhenTheViewWasAskedFor() {
    Poll known = opened();
    state.pollChanged(known);
    long asked = System.nanoTime();
    Poll later = opened();
    state.pollChanged(later);

    assertThat(state.missingFrom(Set.of(), asked)).containsExactly(known.id());
    assertThat(state.missingFrom(Set.of(known.id()), asked)).isEmpty();
    assertThat(state.missingFrom(Set.of(), System.nanoTime()))
        .containsExactlyInAnyOrder(known.id(), later.id());
  }
}
