package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.protocol.Answer;
import io.votehub.protocol.RoomQuery;
import io.votehub.protocol.RoomView;
import java.util.HashMap;
import java.util.Map;

/**
 * The rooms that have a socket on this event loop: loaded when the first joins, let go when the
 * last leaves.
 */
final class LoopRooms {
  private final Vertx vertx;
  private final Fanout fanout;
  private final SessionMeters meters;
  private final Map<String, Future<RoomOnLoop>> rooms = new HashMap<>();

  LoopRooms(Vertx vertx, Fanout fanout, SessionMeters meters) {
    this.vertx = vertx;
    this.fanout = fanout;
    this.meters = meters;
  }

  /**
   * The room, kept current from now on; refused with {@code unknown-room}. To be followed by {@link
   * #release}.
   */
  Future<RoomOnLoop> acquire(String code) {
    Future<RoomOnLoop> room = rooms.computeIfAbsent(code, this::load);
    return room.onFailure(fault -> rooms.remove(code, room)).onSuccess(RoomOnLoop::acquire);
  }

  void release(RoomOnLoop room) {
    if (room.release()) {
      rooms.remove(room.code());
    }
  }

  int count() {
    return rooms.size();
  }

  private Future<RoomOnLoop> load(String code) {
    // Listening begins before the room is read, so that nothing is missed in between.
    RoomOnLoop room = new RoomOnLoop(code, vertx, fanout, meters);
    return room.listening()
        .compose(
            heard ->
                Answer.ask(
                    vertx.eventBus(), RoomQuery.ADDRESS, new RoomQuery(code), RoomView.class))
        .map(
            view -> {
              room.load(view);
              return room;
            })
        .onFailure(fault -> room.forget());
  }
}
