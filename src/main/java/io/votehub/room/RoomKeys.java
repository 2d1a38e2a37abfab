package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.KeyRing;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.store.PollRecord;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The keys of rooms: who helps an owner, and in which role. Futures fail with a {@link Refusal};
 * every call is safe from any thread.
 */
public final class RoomKeys {
  private final CountingContext counting;
  private final Supplier<String> ids;

  /** A key, and its room as it was when the key was valid. */
  public record Added(Room room, RoomKey key) {}

  /**
   * @param ids generates ids of keys
   */
  RoomKeys(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
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
                change(code, room -> room.withKeys(room.keys().with(key)))
                    .map(room -> new Added(room, key)));
  }

  /**
   * Revokes a key, if the room has it. All instances are told and close the connections that were
   * opened with it.
   */
  public Future<Void> revoke(String code, String key) {
    return change(code, room -> room.withKeys(room.keys().without(key))).mapEmpty();
  }

  private Future<Room> change(String code, UnaryOperator<Room> step) {
    // What can fail is read first, so that a change that is stored is always told.
    return counting
        .store()
        .polls(code)
        .compose(
            polls ->
                counting
                    .store()
                    .updateRoom(code, step)
                    .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .onSuccess(room -> counting.fanout().roomChanged(room, ids(polls))));
  }

  private static List<String> ids(List<PollRecord> polls) {
    return polls.stream().map(record -> record.poll().id()).toList();
  }
}
