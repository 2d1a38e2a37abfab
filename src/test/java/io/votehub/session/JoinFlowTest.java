package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.RoomView;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinFlowTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void aClientThatIsRefusedMayTryAgain() {
    RoomKit.Client client = kit.joining();
    kit.refuse(Refusal.of(ErrorCode.UNAVAILABLE));
    assertThat(client.last()).containsEntry("code", "unavailable");

    client.join(Optional.empty());
    kit.answer(room.view());

    assertThat(client.hasJoined()).isTrue();
  }

  @Test
  void aSessionJoinsOnce() {
    RoomKit.Client client = kit.joining();
    kit.answer(room.view());

    client.join(Optional.empty());

    assertThat(client.last()).containsEntry("code", "bad-message");
    assertThat(client.closedWith).isZero();
  }

  @Test
  void aClientThatLeavesWhileItsRoomIsReadHoldsNoRoom() {
    RoomKit.Client client = kit.joining();
    client.leave();
    kit.answer(room.view());

    assertThat(client.heard).isEmpty();
    assertThat(kit.loop().rooms().count()).isZero();
  }

  @Test
  void whileTheWriteQueuesOfTheHubAreFullNobodyIsAdmitted() {
    long all = kit.memory.sending().limit() + 1;
    kit.memory.sending().take(all);
    RoomKit.Client client = kit.joining();
    kit.answer(room.view());
    assertThat(client.last()).containsEntry("code", "busy");

    kit.memory.sending().give(all);
    client.join(Optional.empty());
    kit.answer(room.view());

    assertThat(client.hasJoined()).isTrue();
  }

  @Test
  void aForgedTokenIsRefusedAndTheRoomIsReleased() {
    RoomKit.Client client = kit.joining(Optional.of("forged"));
    kit.answer(room.view());

    assertThat(client.last()).containsEntry("code", "bad-token");
    assertThat(kit.loop().rooms().count()).isZero();
  }

  private static String join(String more) {
    return "{\"type\":\"join\",\"room\":\"" + RoomKit.CODE + "\"" + more + "}";
  }

  @Test
  void aNewVoterGetsATokenWithWhichTheSameVoterReturns() {
    RoomKit.Client first = kit.joining();
    kit.answer(room.view());
    assertThat(first.last()).containsEntry("role", "voter").containsKeys("voter", "token", "now");

    RoomKit.Client again = kit.joining(Optional.of((String) first.last().get("token")));
    kit.answerBallots(Map.of());

    assertThat(again.last()).containsEntry("voter", first.last().get("voter"));
    RoomKit.Client another = kit.joining();
    assertThat(another.last().get("voter")).isNotEqualTo(first.last().get("voter"));
  }

  @Test
  void aSpectatorIsNobodyAndCountsAsPresentNowhere() {
    RoomKit.Client client = kit.connect();
    client.says(join(",\"watch\":true"));
    kit.answer(room.view());

    assertThat(client.last()).containsEntry("type", "joined");
    assertThat(client.last()).doesNotContainKeys("voter", "token");
    assertThat(kit.fanout.entered).isEmpty();
  }

  @Test
  void aSpectatorWithATokenIsWhoeverTheTokenSays() {
    RoomKit.Client client = kit.connect();
    client.says(join(",\"watch\":true,\"token\":\"" + kit.voterToken(room.room, "w") + "\""));
    kit.answer(room.view());
    kit.answerBallots(Map.of());

    assertThat(client.last()).containsEntry("voter", "w");
  }

  @Test
  void theTokenOfAnotherRoomIsRefused() {
    Room another = new Room(RoomKit.CODE, "Room", 1, Optional.of("r2"), 0);
    RoomKit.Client client = kit.joining(Optional.of(kit.voterToken(another, "w")));
    kit.answer(room.view());

    assertThat(client.last()).containsEntry("code", "forbidden");
  }

  @Test
  void aPresentersTokenThatWasReplacedIsRefused() {
    RoomKit.Client client = kit.joining(Optional.of(kit.presenterToken(room.room)));
    Room replaced = room.room.withTokenVersion(room.room.tokenVersion() + 1);
    kit.answer(new RoomView(replaced, List.of(), List.of()));

    assertThat(client.last()).containsEntry("code", "bad-token");
  }

  @Test
  void aPresenterSeesDraftsAndAVoterDoesNot() {
    Poll draft = room.make();
    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(room.room)));
    RoomKit.Client voter = kit.joining();
    kit.answer(room.view());

    assertThat(presenter.last()).containsEntry("role", "presenter");
    assertThat(((Map<?, ?>) ((List<?>) presenter.last().get("polls")).get(0)).get("id"))
        .isEqualTo(draft.id());
    assertThat(voter.last()).containsEntry("polls", List.of());
  }

  @Test
  void talliesThatDoNotFitIntoTheAnswerFollowIt() {
    Poll one = room.open(room.make());
    Poll two = room.open(room.make());
    String large = "\"x\":\"" + "x".repeat(TallyCatchUp.MAX_INITIAL_CHARS - 100) + "\"}";
    List<TallyFrame> tallies = new ArrayList<>();
    for (Poll each : List.of(one, two)) {
      String text = "{\"type\":\"tally\",\"poll\":\"" + each.id() + "\"," + large;
      tallies.add(new TallyFrame(each.id(), each.rev(), false, text, text));
    }
    RoomKit.Client client = kit.joining();
    kit.answer(new RoomView(room.room, room.polls(), tallies));
    assertThat((List<?>) client.last().get("tallies")).hasSize(1);

    kit.turn(() -> client.session().tallies().checkSlow(System.nanoTime()));

    assertThat(client.heard("tally")).hasSize(1);
  }

  @Test
  void aClientIsReadOnOnceItHasJoined() {
    RoomKit.Client client = kit.joining();
    assertThat(client.isRead()).isFalse();

    kit.answer(room.view());

    assertThat(client.isRead()).isTrue();
  }

  @Test
  void aClientThatWasRefusedIsReadOn() {
    RoomKit.Client client = kit.joining();

    kit.refuse(Refusal.of(ErrorCode.UNKNOWN_ROOM));

    assertThat(client.last()).containsEntry("code", "unknown-room");
    assertThat(client.isRead()).isTrue();
  }

  @Test
  void aCodeThatCannotBeOneIsRefusedWithoutAQuery() {
    RoomKit.Client client = kit.connect();

    client.says("{\"type\":\"join\",\"room\":\"no code!\"}");

    assertThat(client.last()).containsEntry("type", "error");
    assertThat(kit.roomQueries).isEmpty();
    assertThat(client.isRead()).isTrue();
  }
}
