package io.votehub.event;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.question.Entry;
import java.util.List;

/**
 * Is told what happens in rooms. What a crash could separate from its announcement is announced
 * durably before it is stored; whether it then happened is looked up later, from what is stored. So
 * nothing that happened goes untold, whenever an instance dies.
 *
 * <p>A future that fails must keep the step from being taken. Safe from any thread.
 */
public interface RoomEvents {
  /** Nobody is told of anything. */
  RoomEvents NONE = new RoomEvents() {};

  /**
   * A poll is about to be opened.
   *
   * @param at the time of its opening, UTC milliseconds since the epoch
   */
  default Future<Void> opening(Poll poll, long at) {
    return Future.succeededFuture();
  }

  /**
   * A poll is open. Told after the step, by the instance that took it, and for ten minutes by each
   * that finds the poll open, so more than once for the same opening. Returns at once.
   */
  default void opened(Poll poll) {}

  /**
   * The final result of a poll is about to be stored.
   *
   * @param rev the revision of that result
   */
  default Future<Void> closing(Poll poll, long rev) {
    return Future.succeededFuture();
  }

  /** A poll that may have been closed is about to become another: reset, or deleted. */
  default Future<Void> replacing(Poll poll) {
    return Future.succeededFuture();
  }

  /** Questions from the floor are about to be shown to voters, as they are given here. */
  default Future<Void> goingLive(Poll poll, List<Entry> questions) {
    return Future.succeededFuture();
  }

  /** A room is about to be deleted, if nothing prevents that. */
  default Future<Void> deleting(Room room) {
    return Future.succeededFuture();
  }

  /** Something that was announced has happened; best effort. */
  default void happened() {}
}
