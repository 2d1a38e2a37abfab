package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import java.util.HashMap;
import java.util.Map;

/**
 * The rooms that have a socket on this event loop: loaded when the first joins, let go when the
 * last leaves.
 *
 * <p>Whoever asks for a room holds it from that moment on, not only from when it is loaded: a room
 * that others wait for is not let go because the first of them is refused. One that is gone, or
 * could not be loaded, gives way to another for those who come then, and what is left of it does
 * not touch that one.
 */
final class RoomRegistry {
  private final Vertx vertx;
  private final Fanout fanout;
  private final SessionMeters meters;
  private final Map<String, LocalRoom> rooms = new HashMap<>();

  RoomRegistry(Vertx vertx, Fanout fanout, SessionMeters meters) {
    this.vertx = vertx;
    this.fanout = fanout;
    this.meters = meters;
  }

  /**
   * The room, kept current from now on; refused with {@code unknown-room}. To be followed by one
   * {@link #release} unless it fails.
   */
  Future<LocalRoom> acquire(String code) {
    LocalRoom room =
        rooms.compute(
            code,
            (key, known) ->
                known == null || known.isGone()
                    ? new LocalRoom(code, vertx, fanout, meters)
                    : known);
    room.acquire();
    return room.loaded().onFailure(fault -> release(room));
  }

  void release(LocalRoom room) {
    if (room.release()) {
      rooms.remove(room.code(), room);
    }
  }

  int count() {
    return rooms.size();
  }
}
