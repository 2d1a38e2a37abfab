package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.RoomView;
import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.RoomEvent;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The messages that sessions of a room receive, whatever the order of events. */
class LocalRoomTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom truth = new FakeRoom();

  @AfterEach
  void part() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void aBallotIsSentToTheNewestConnectionsOfItsVoter() {
    Poll poll = truth.open(truth.make());
    truth.underWay.clear();
    List<RoomKit.Client> tabs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tabs.add(kit.joining(Optional.of(kit.voterToken(truth.room, "w"))));
      if (i == 0) {
        kit.answer(truth.view());
      }
      while (!kit.ballotQueries.isEmpty()) {
        kit.answerBallots(0, Optional.empty());
      }
    }

    kit.tell(
        new RoomEvent.BallotCounted(
            new CountedBallot(
                "w", poll.id(), poll.run(), poll.rev(), "{\"choice\":\"a\"}", null, null)));

    assertThat(tabs.subList(8, 40)).allMatch(tab -> tab.types().contains("ballot"));
    assertThat(tabs.subList(0, 8)).noneMatch(tab -> tab.types().contains("ballot"));
  }

  @Test
  void theRoomIsReadOnlyAfterSubscribing() {
    kit.hearsLate();
    RoomKit.Client client = kit.joining();
    assertThat(kit.roomQueries).isEmpty();

    kit.hears();
    kit.answer(truth.view());

    assertThat(client.hasJoined()).isTrue();
  }

  @Test
  void aRoomDeletedDuringItsReadIsUnknown() {
    RoomKit.Client client = kit.joining();
    kit.tell(new RoomEvent.RoomDeleted());
    kit.answer(truth.view());

    assertThat(client.last()).containsEntry("code", "unknown-room");
  }

  @Test
  void aPollDeletedDuringTheReadOfItsRoomDoesNotReappear() {
    Poll poll = truth.open(truth.make());
    RoomView before = truth.view();
    RoomKit.Client client = kit.joining();
    truth.delete(poll);
    kit.deliverAll(truth);
    kit.answer(before);

    assertThat(client.last()).containsEntry("polls", List.of()).containsEntry("tallies", List.of());
  }

  @Test
  void aTallyFromBeforeAResetIsIgnored() {
    Poll poll = truth.open(truth.make());
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());
    truth.underWay.clear();
    truth.vote(poll);
    RoomEvent late = truth.underWay.remove(0);
    truth.reset(poll);
    kit.deliverAll(truth);
    int heard = presenter.heard.size();

    kit.tell(late);

    assertThat(presenter.heard).hasSize(heard);
  }

  @Test
  void aChangeOfStateAfterALostLedgerKeepsTheTally() {
    Poll poll = truth.open(truth.make());
    kit.joining();
    kit.answer(truth.view());
    kit.tell(new RoomEvent.PollChanged(poll.withRev(Revision.of(2, 0))));

    RoomKit.Client later = kit.joining();

    assertThat((List<?>) later.last().get("tallies")).hasSize(1);
  }

  @Test
  void aDraftIsSentToPresentersOnly() {
    RoomKit.Client voter = kit.joining();
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());

    truth.make();
    kit.deliverAll(truth);

    assertThat(presenter.types()).contains("poll");
    assertThat(voter.types()).containsExactly("joined");
  }

  @Test
  void aPresenterWhoseTokenWasReplacedIsDisconnectedAndVotersAreNot() {
    RoomKit.Client voter = kit.joining();
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());

    Room replaced = truth.room.withTokenVersion(truth.room.tokenVersion() + 1);
    kit.tell(new RoomEvent.RoomChanged(replaced, List.of()));

    assertThat(presenter.closedWith).isEqualTo(4503);
    assertThat(voter.closedWith).isZero();
    assertThat(voter.types()).endsWith("room");
  }

  @Test
  void deletingARoomDisconnectsEverybodyAndEndsItsSubscription() {
    List<RoomKit.Client> clients = Stream.generate(kit::joining).limit(3).toList();
    kit.answer(truth.view());

    kit.tell(new RoomEvent.RoomDeleted());

    assertThat(clients).allMatch(client -> client.closedWith == 4504);
    assertThat(kit.listeners()).isZero();
  }

  /** What the room is now, read after an outage of the fan-out. */
  private void caughtUp() {
    truth.underWay.clear();
    kit.tell(new RoomEvent.CaughtUp(truth.view(), System.nanoTime()));
  }

  @Test
  void afterAnOutageMembersAreToldWhatTheyMissedAndNothingElse() {
    Poll same = truth.open(truth.make());
    Poll closing = truth.open(truth.make());
    Poll deleted = truth.open(truth.make());
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    truth.close(closing);
    truth.delete(deleted);
    Poll added = truth.open(truth.make());
    truth.vote(same);

    caughtUp();

    assertThat(pollsOf(voter.heard("poll"))).containsExactlyInAnyOrder(closing.id(), added.id());
    assertThat(voter.heard("poll-deleted"))
        .extracting(each -> each.get("poll"))
        .containsExactly(deleted.id());
    assertThat(voter.heard("tally"))
        .extracting(each -> each.get("poll"))
        .containsExactlyInAnyOrder(same.id(), closing.id(), added.id());
    assertThat(voter.heard("room")).isEmpty();
    int heard = voter.heard.size();
    caughtUp();
    assertThat(voter.heard).as("nothing is told twice").hasSize(heard);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> roomOf(RoomKit.Client client) {
    return (Map<String, Object>) client.last().get("room");
  }

  private static List<Object> pollsOf(List<Map<String, Object>> messages) {
    return messages.stream()
        .map(message -> ((Map<?, ?>) message.get("poll")).get("id"))
        .map(Object.class::cast)
        .toList();
  }

  @Test
  void afterAnOutageANewTitleIsTold() {
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    Room renamed = truth.room.withTitle("Another title");

    kit.tell(
        new RoomEvent.CaughtUp(
            new RoomView(renamed, truth.polls(), truth.tallies()), System.nanoTime()));

    assertThat(voter.last()).containsEntry("type", "room");
    assertThat(roomOf(voter)).containsEntry("title", "Another title");
  }

  @Test
  void aViewFromBeforeTheRoomWasReadChangesNothing() {
    long before = System.nanoTime();
    Poll poll = truth.open(truth.make());
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());

    kit.tell(new RoomEvent.CaughtUp(new RoomView(truth.room, List.of(), List.of()), before));

    assertThat(voter.types()).containsExactly("joined");
    assertThat(((List<?>) voter.last().get("polls"))).hasSize(1);
    assertThat(poll.id()).isNotEmpty();
  }

  @Test
  void aRoomThatWasReplacedDuringAnOutageIsGone() {
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    Room another = new Room(RoomKit.CODE, "Room", 1, Optional.of("r2"), 0);

    kit.tell(
        new RoomEvent.CaughtUp(new RoomView(another, List.of(), List.of()), System.nanoTime()));

    assertThat(voter.closedWith).isEqualTo(4504);
  }

  @Test
  void aRoomThatWasCreatedAnewUnderItsCodeIsAnother() {
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());

    kit.tell(
        new RoomEvent.RoomChanged(
            new Room(RoomKit.CODE, "Room", 1, Optional.of("r2"), 0), List.of()));

    assertThat(voter.closedWith).isEqualTo(4504);
  }

  @Test
  void aDeletedPollIsToldOnce() {
    Poll poll = truth.open(truth.make());
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    truth.underWay.clear();

    kit.tell(new RoomEvent.PollDeleted(poll.id()));
    kit.tell(new RoomEvent.PollDeleted(poll.id()));

    assertThat(voter.heard("poll-deleted")).hasSize(1);
    assertThat(kit.joining().last().get("polls")).isEqualTo(List.of());
  }

  @Test
  void hiddenResultsAreShownToVotersWhenTheyAreRevealed() {
    Poll poll = truth.open(truth.make());
    RoomKit.Client voter = kit.joining();
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());
    Poll hidden = truth.show(poll, false);
    truth.underWay.removeIf(event -> event instanceof RoomEvent.TallyGrown);
    kit.deliverAll(truth);
    kit.tell(new RoomEvent.TallyGrown(FakeRoom.frame(poll.id(), hidden.rev() + 1, false)));
    assertThat(voter.heard("tally")).isEmpty();
    assertThat(presenter.heard("tally")).hasSize(1);

    Poll shown = hidden.withShown(Optional.of(true)).withRev(hidden.rev() + 2);
    kit.tell(new RoomEvent.PollChanged(shown));

    assertThat(voter.types()).endsWith("poll", "tally");
    int heard = voter.heard.size();
    kit.tell(new RoomEvent.PollChanged(shown.withRev(shown.rev() + 1)));
    assertThat(voter.heard).as("a tally that was seen is not sent again").hasSize(heard + 1);
  }

  @Test
  void aPollThatBecomesADraftAgainIsToldToVotersOnce() {
    Poll poll = truth.open(truth.make());
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    truth.underWay.clear();

    Poll reset = truth.reset(poll);
    kit.deliverAll(truth);
    assertThat(voter.heard("poll")).hasSize(1);
    kit.tell(new RoomEvent.PollChanged(reset.withRev(reset.rev() + 1)));

    assertThat(voter.heard("poll")).hasSize(1);
  }

  @Test
  void theFirstTallyOfAPollMayComeBeforeThePoll() {
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    Poll poll = truth.open(truth.make());
    truth.underWay.clear();

    kit.tell(new RoomEvent.TallyGrown(FakeRoom.frame(poll.id(), poll.rev(), false)));
    assertThat(voter.types()).containsExactly("joined");
    kit.tell(new RoomEvent.PollChanged(poll));

    assertThat(voter.types()).containsExactly("joined", "poll", "tally");
  }

  @Test
  void theNumberOfVotersIsToldWhenItChangesAndWithTheJoin() {
    kit.fanout.present = 41;
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    assertThat(voter.last()).containsEntry("present", 41);

    kit.tell(new RoomEvent.PresenceChanged(42));

    assertThat(voter.last()).containsEntry("type", "presence").containsEntry("present", 42);
  }

  @Test
  void votersCountAsPresentAndPresentersDoNot() {
    RoomKit.Client voter = kit.joining();
    kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());

    assertThat(kit.fanout.entered).containsExactly(voter.session().identity().voter());
    assertThat(kit.fanout.left).isEmpty();
    voter.leave();
    assertThat(kit.fanout.left).isEqualTo(kit.fanout.entered);
  }

  @Test
  void theOrderOfPollsIsToldToEverybodyWithoutDraftsForVoters() {
    Poll open = truth.open(truth.make());
    Poll draft = truth.make();
    RoomKit.Client voter = kit.joining();
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(truth.room)));
    kit.answer(truth.view());

    kit.tell(new RoomEvent.RoomChanged(truth.room, List.of(draft.id(), open.id())));

    assertThat(roomOf(voter)).containsEntry("polls", List.of(open.id()));
    assertThat(roomOf(presenter)).containsEntry("polls", List.of(draft.id(), open.id()));
    assertThat(voter.heard("room")).hasSize(1);
    assertThat(presenter.heard("room")).hasSize(1);
  }
}
