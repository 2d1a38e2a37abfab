package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.VoterRoll;
import java.util.function.Supplier;

/** The voter rolls of rooms. Futures fail with a {@link Refusal}; safe from any thread. */
public final class RoomRolls {
  private final CountingContext counting;
  private final Supplier<String> ids;

  /**
   * @param ids generates ids of rolls
   */
  RoomRolls(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
    this.ids = ids;
  }

  /**
   * Adds an empty roll to a room. Fails with {@code bad-request} if the room has too many.
   *
   * @param title already cleaned and validated
   */
  public Future<VoterRoll> add(String code, String title) {
    String id = ids.get();
    return counting
        .ledger()
        .now()
        .map(now -> new VoterRoll(id, title, now))
        .compose(
            roll ->
                counting
                    .store()
                    .updateRoom(
                        code, room -> room.roll(id).isPresent() ? room : room.withRoll(roll))
                    .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .map(room -> roll));
  }
}
