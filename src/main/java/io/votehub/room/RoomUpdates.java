package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.function.UnaryOperator;

/** Changes to who has which role in a room, of which all instances are told. */
final class RoomUpdates {
  private final CountingContext counting;

  RoomUpdates(CountingContext counting) {
    this.counting = counting;
  }

  /**
   * Changes the room and tells all instances. What can fail is read first, so that a change that is
   * stored is always told. Fails with {@code unknown-room}.
   */
  Future<Room> update(String code, UnaryOperator<Room> step) {
    return counting
        .store()
        .polls(code)
        .map(records -> records.stream().map(record -> record.poll().id()).toList())
        .compose(
            polls ->
                counting
                    .store()
                    .updateRoom(code, step)
                    .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .onSuccess(room -> counting.fanout().roomChanged(room, polls)));
  }
}
