package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import java.util.HashMap;
import java.util.Map;

/**
 * The rooms that have a session on this event loop, reference-counted: a room is loaded for the
 * first and unloaded after the last.
 *
 * <p>A lookup retains the room immediately, not only once it is loaded: a room that others wait for
 * is not unloaded because the first of them is refused. A room that is gone is replaced by a new
 * one for whoever joins next, and releasing the old one does not affect the new.
 */
final class RoomRegistry {
  private final Vertx vertx;
  private final Fanout fanout;
  private final SessionMeters meters;
  private final MemoryShare memory;
  private final VotingMethods methods;
  private final ReactionLimiter reactions;
  private final Map<String, LocalRoom> rooms = new HashMap<>();

  /**
   * @param memory for what the rooms keep; where it has no room left, another one is refused with
   *     {@code busy}, and those that are kept go on
   */
  RoomRegistry(
      Vertx vertx,
      Fanout fanout,
      SessionMeters meters,
      MemoryShare memory,
      VotingMethods methods,
      ReactionLimiter reactions) {
    this.reactions = reactions;
    this.methods = methods;
    this.vertx = vertx;
    this.fanout = fanout;
    this.meters = meters;
    this.memory = memory;
  }

  /**
   * Retains and loads the room; fails with {@code unknown-room}, or with {@code busy} if there is
   * no memory for it. Unless it fails, the caller has to {@link #release} the room once.
   */
  Future<LocalRoom> acquire(String code) {
    LocalRoom room =
        rooms.compute(
            code,
            (key, known) ->
                known == null || known.isGone()
                    ? new LocalRoom(code, vertx, fanout, meters, memory, methods, reactions)
                    : known);
    room.retain();
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
