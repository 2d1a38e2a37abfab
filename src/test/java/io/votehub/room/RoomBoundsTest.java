package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.count.CountingKit;
import io.votehub.draft.PollSpec;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomBoundsTest {
  private static final PollSpec SMALL = spec("Which?", 1);

  private final CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    kit.close();
  }

  private static PollSpec spec(String question, int images) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      options.add(
          new Option("o" + i, "A", Optional.of(Picture.named("b".repeat(64), "x".repeat(1936)))));
    }
    return new PollSpec(question, "single", options, PollSettings.DEFAULT);
  }

  @Test
  void aRoomRefusesPollsBeyondItsLimitHoweverTheyAreAdded() {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      all.add(kit.polls.create(ROOM, SMALL));
    }

    long refused = all.stream().filter(each -> isRefused(each)).count();

    assertThat(await(kit.rooms.polls(ROOM))).hasSize(Room.MAX_POLLS);
    assertThat(refused).isEqualTo(250 - (Room.MAX_POLLS - 1));
    assertRefused(ErrorCode.BAD_REQUEST, () -> await(kit.polls.duplicate(ROOM, kit.poll)));
    assertRefused(
        ErrorCode.BAD_REQUEST, () -> await(kit.polls.create(ROOM, Collections.nCopies(2, SMALL))));
    await(kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));
    await(kit.polls.create(ROOM, SMALL));
  }

  @Test
  void concurrentChangesCannotExceedTheTextLimitOfARoom() {
    List<Poll> drafts = await(kit.polls.create(ROOM, Collections.nCopies(20, SMALL)));

    List<Future<?>> changes = new ArrayList<>();
    drafts.forEach(
        draft ->
            changes.add(
                kit.polls.patch(
                    ROOM, draft.id(), OptionalLong.empty(), old -> spec("Which?", 100))));

    assertThat(changes).anyMatch(each -> isRefused(each)).anyMatch(each -> !isRefused(each));
    long bytes =
        await(kit.rooms.polls(ROOM)).stream().mapToLong(p -> PollSpec.of(p).textBytes()).sum();
    assertThat(bytes).isLessThanOrEqualTo(Room.MAX_TEXT_BYTES);
    await(kit.polls.patch(ROOM, drafts.get(0).id(), OptionalLong.empty(), old -> spec("Less", 1)));
  }

  @Test
  void theHubRefusesRoomsBeyondItsLimit() {
    await(kit.rooms.create("two"));
    await(kit.rooms.create("three"));

    assertRefused(ErrorCode.BUSY, () -> await(kit.rooms.create("four")));

    await(kit.rooms.delete(ROOM));
    await(kit.rooms.create("four"));
  }

  private static boolean isRefused(Future<?> each) {
    try {
      await(each);
      return false;
    } catch (Refusal refusal) {
      return true;
    }
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }
}
