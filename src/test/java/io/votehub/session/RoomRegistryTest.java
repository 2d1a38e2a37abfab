package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.fanout.RoomEvent;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loading, sharing, replacing and unloading of rooms. */
class RoomRegistryTest {
  private final RoomKit kit = new RoomKit();
  private final FakeRoom truth = new FakeRoom();

  @AfterEach
  void part() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void concurrentJoinsShareOneReadOfTheRoom() {
    List<RoomKit.Client> clients = Stream.generate(kit::joining).limit(3).toList();
    assertThat(kit.roomQueries).hasSize(1);

    kit.answer(truth.view());

    assertThat(clients).allMatch(RoomKit.Client::hasJoined);
  }

  @Test
  void aRefusedJoinDoesNotUnloadTheRoomForConcurrentOnes() {
    RoomKit.Client refused = kit.joining(Optional.of("stale"));
    RoomKit.Client other = kit.joining();
    RoomKit.Client third = kit.joining(Optional.of(kit.voterToken(truth.room, "w")));
    kit.answer(truth.view());
    kit.answerBallots(0, Optional.empty());

    truth.open(truth.make());
    kit.deliverAll(truth);

    assertThat(refused.last()).containsEntry("code", "bad-token");
    assertThat(other.types()).contains("poll", "tally");
    assertThat(third.types()).contains("poll", "tally");
  }

  @Test
  void aLateRefusalDoesNotUnloadALaterRoom() {
    RoomKit.Client slow = kit.joining(Optional.of(kit.voterToken(truth.room, "w")));
    kit.answer(truth.view());
    kit.tell(new RoomEvent.RoomDeleted());
    RoomKit.Client later = kit.joining();
    kit.answer(truth.view());
    kit.answerBallots(0, Optional.empty());

    truth.make();
    truth.open(truth.polls().get(0));
    kit.deliverAll(truth);

    assertThat(slow.last()).containsEntry("code", "unknown-room");
    assertThat(later.types()).contains("poll");
  }

  @Test
  void aRoomIsRefusedWithoutFreeMemoryAndLoadedOnceThereIs() {
    MemoryShare memory = kit.memory.rooms();
    memory.take(memory.limit());
    RoomKit.Client refused = kit.joining();
    kit.answer(truth.view());
    assertThat(refused.last()).containsEntry("code", "busy");
    assertThat(memory.used()).isEqualTo(memory.limit());

    memory.give(memory.limit());
    RoomKit.Client later = kit.joining();
    kit.answer(truth.view());

    assertThat(later.hasJoined()).isTrue();
    assertThat(memory.used()).isPositive();
  }

  @Test
  void membersOfALoadedRoomReceiveEverythingWithoutFreeMemory() {
    RoomKit.Client voter = kit.joining();
    kit.answer(truth.view());
    MemoryShare memory = kit.memory.rooms();
    long others = memory.limit() - memory.used();
    memory.take(others);

    truth.open(truth.make());
    kit.deliverAll(truth);
    RoomKit.Client later = kit.joining();

    assertThat(voter.types()).contains("poll", "tally");
    assertThat(later.hasJoined()).as("into a room that is there").isTrue();
    assertThat(memory.used()).isGreaterThan(memory.limit());
    memory.give(others);
  }

  @Test
  void aFailedReadOfARoomIsRepeatedForTheNextJoin() {
    RoomKit.Client first = kit.joining();
    kit.refuse(Refusal.of(ErrorCode.UNAVAILABLE));
    assertThat(first.last()).containsEntry("code", "unavailable");
    assertThat(kit.listeners()).isZero();

    RoomKit.Client second = kit.joining();
    kit.answer(truth.view());

    assertThat(second.hasJoined()).isTrue();
  }

  @Test
  void aRoomIsUnloadedAfterItsLastSession() {
    RoomKit.Client first = kit.joining();
    RoomKit.Client second = kit.joining();
    kit.answer(truth.view());

    first.leave();
    assertThat(kit.listeners()).isEqualTo(1);
    second.leave();

    assertThat(kit.listeners()).isZero();
    assertThat(kit.loop().rooms().count()).isZero();
  }
}
