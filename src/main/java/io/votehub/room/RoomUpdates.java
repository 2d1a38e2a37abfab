package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes to rooms, of which all instances are told. */
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
    return ids(code)
        .compose(
            polls ->
                counting
                    .store()
                    .updateRoom(code, step)
                    .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .onSuccess(room -> counting.fanout().roomChanged(room, polls)));
  }

  /**
   * The same for what may be told late: if the polls cannot be read after the change is stored, it
   * fails, and instances hear of the change with the next one.
   */
  Future<Room> change(String code, UnaryOperator<Room> change) {
    return counting
        .store()
        .updateRoom(code, change)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
        .compose(this::publish);
  }

  /** Tells all instances of a room as it is, with its polls in order. */
  Future<Room> publish(Room room) {
    return ids(room.code())
        .map(
            polls -> {
              counting.fanout().roomChanged(room, polls);
              return room;
            });
  }

  private Future<List<String>> ids(String code) {
    return counting
        .store()
        .polls(code)
        .map(records -> records.stream().map(record -> record.poll().id()).toList());
  }
}
