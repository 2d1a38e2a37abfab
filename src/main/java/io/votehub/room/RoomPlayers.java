package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.OptionalLong;

/**
 * How those who play the quizzes of rooms are called, and in which teams. All instances are told of
 * changes. Futures fail with a {@link Refusal}; every call is safe from any thread.
 */
public final class RoomPlayers {
  private final RoomUpdates updates;

  RoomPlayers(CountingContext counting) {
    this.updates = new RoomUpdates(counting);
  }

  /**
   * Replaces the rules.
   *
   * @param known the revision seen by the requester; another is refused with {@code conflict}
   */
  public Future<Room> change(String code, PlayerRules wanted, OptionalLong known) {
    return updates.update(
        code,
        room -> {
          PlayerRules next = wanted.after(room.players());
          boolean changes = next.rev() != room.players().rev();
          if (changes && known.isPresent() && known.getAsLong() != room.players().rev()) {
            throw Refusal.of(ErrorCode.CONFLICT);
          }
          return room.withPlayers(next);
        });
  }
}
