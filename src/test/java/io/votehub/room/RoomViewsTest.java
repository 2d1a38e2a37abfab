package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.bus.RoomView;
import io.votehub.count.CountingKit;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.protocol.TallyFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomViewsTest {
  private final CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void aViewHasAllPollsInTheirOrderAndATallyOfEachThatWasOpened() {
    Poll draft = await(kit.polls.duplicate(ROOM, kit.poll));
    kit.open();
    kit.vote("x", "a");

    RoomView view = await(kit.rooms.views().of(ROOM));

    assertThat(view.room().code()).isEqualTo(ROOM);
    assertThat(view.polls()).extracting(Poll::id).containsExactly(kit.poll, draft.id());
    assertThat(view.tallies()).extracting(TallyFrame::poll).containsExactly(kit.poll);
  }

  @Test
  void aRoomThatDoesNotExistIsUnknown() {
    assertThatThrownBy(() -> await(kit.rooms.views().of("XYZ789")))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNKNOWN_ROOM));
  }
}
