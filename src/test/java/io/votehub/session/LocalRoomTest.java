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
            new CountedBallot("w", poll.id(), poll.run(), poll.rev(), "{\"choice\":\"a\"}", null)));

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
}
