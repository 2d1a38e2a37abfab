package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.KeyRing;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import java.util.function.Supplier;

/**
 * The keys of rooms: who helps an owner, and in which role. Futures fail with a {@link Refusal};
 * every call is safe from any thread.
 */
public final class RoomKeys {
  private final CountingContext counting;
  private final RoomUpdates updates;
  private final Supplier<String> ids;

  /** A key, and its room as it was when the key was valid. */
  public record Added(Room room, RoomKey key) {}

  /**
   * @param ids generates ids of keys
   */
  RoomKeys(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
    this.updates = new RoomUpdates(counting);
    this.ids = ids;
  }

  /**
   * Adds a key. Fails with {@code bad-request} if the room has {@value KeyRing#MAX_KEYS}.
   *
   * @param label already cleaned and validated
   */
  public Future<Added> add(String code, RoomRole role, String label) {
    String id = ids.get();
    return counting
        .ledger()
        .now()
        .map(now -> new RoomKey(id, role, label, now))
        .compose(
            key ->
                updates
                    .update(code, room -> room.withKeys(room.keys().with(key)))
                    .map(room -> new Added(room, key)));
  }

  /**
   * Revokes a key, if the room has it. All instances are told and close the connections that were
   * opened with it.
   */
  public Future<Void> revoke(String code, String key) {
    return updates.update(code, room -> room.withKeys(room.keys().without(key))).mapEmpty();
  }
}
