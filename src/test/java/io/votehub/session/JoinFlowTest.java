package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
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
}
