package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.function.Supplier;

/**
 * Deletes rooms with their polls and ballots: tells those who note what happens, deletes the room
 * from the store, tells all instances, and drops what the ledger and the voter rolls have of it.
 */
final class RoomDeletion {
  private final Store store;
  private final CountingContext counting;
  private final RoomRolls rolls;

  RoomDeletion(CountingContext counting, RoomRolls rolls) {
    this.store = counting.store();
    this.counting = counting;
    this.rolls = rolls;
  }

  /**
   * Deletes a room, if it is there.
   *
   * @param step deletes it from the store; false if it is not to be deleted after all
   * @return what the step said
   */
  Future<Boolean> run(String code, Supplier<Future<Boolean>> step) {
    return store
        .room(code)
        .compose(
            found ->
                found
                    .map(counting.events()::deleting)
                    .orElseGet(Future::succeededFuture)
                    .compose(told -> deletePolls(code, step))
                    .onSuccess(deleted -> counting.events().happened())
                    .compose(
                        deleted ->
                            deleted && found.isPresent()
                                ? rolls.forget(found.get()).map(true)
                                : Future.succeededFuture(deleted)));
  }

  private Future<Boolean> deletePolls(String code, Supplier<Future<Boolean>> step) {
    return store
        .polls(code)
        .compose(
            records ->
                step.get()
                    .compose(
                        deleted -> {
                          if (!deleted) {
                            return Future.succeededFuture(false);
                          }
                          counting.fanout().roomDeleted(code);
                          return Future.join(records.stream().map(this::drop).toList()).map(true);
                        }));
  }

  private Future<Void> drop(PollRecord record) {
    return counting.ledger().drop(record.poll().id(), record.epoch());
  }
}
