package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import java.util.OptionalLong;

/**
 * What the big screens of rooms show. Futures fail with a {@link Refusal}, of {@code unknown-room}
 * if there is no such room; every call is safe from any thread.
 */
public final class RoomStages {
  private final RoomUpdates updates;
  private final Polls polls;

  RoomStages(RoomUpdates updates, Polls polls) {
    this.updates = updates;
    this.polls = polls;
  }

  /**
   * Sets what the big screens of the room show. Fails with {@code unknown-poll} or {@code
   * bad-request} if that is a poll that does not exist, or a draft, which nobody may see yet.
   *
   * @param known the revision of the stage that the presenter has seen; {@code conflict} if the
   *     room has another
   */
  public Future<Room> put(String code, Stage wanted, OptionalLong known) {
    return wanted
        .poll()
        .map(poll -> polls.get(code, poll).map(RoomStages::requireNoDraft))
        .orElseGet(Future::succeededFuture)
        .compose(
            can ->
                updates.change(
                    code, room -> room.withStage(room.stage().replacedBy(wanted, known))));
  }

  private static Poll requireNoDraft(Poll poll) {
    if (poll.state() == PollState.DRAFT) {
      throw Refusal.field("/poll", "Is a draft, which nobody sees before it is opened");
    }
    return poll;
  }

  /**
   * Lets the big screens follow the polls if they show a break. Whoever is about to change the
   * stage from what it was before is refused.
   */
  Future<Room> leaveBreak(String code) {
    return updates.change(
        code,
        room -> {
          Stage stage = room.stage();
          Stage next = stage.shows() == Stage.Shows.BREAK ? Stage.FOLLOW : stage;
          return room.withStage(next.withRev(stage.rev() + 1));
        });
  }
}
