package io.votehub.hook;

import io.vertx.core.Future;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The endpoints of rooms and their outboxes in the store. Safe from any thread. */
final class Outboxes {
  private final Store store;

  Outboxes(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  Future<Endpoints> endpoints(String room) {
    return store.record(room, Endpoints.RECORD).map(Endpoints::of);
  }

  /** Changes the endpoints of a room in one step. Fails with {@code unknown-room}. */
  Future<Endpoints> changeEndpoints(String room, UnaryOperator<Endpoints> change) {
    return store
        .changeRecord(room, Endpoints.RECORD, text -> change.apply(Endpoints.of(text)).text())
        .map(Endpoints::of);
  }

  /** The outbox of an endpoint, which is empty until it was told of something. */
  Future<Outbox> outbox(String room, String endpoint) {
    return store
        .task(Outbox.KIND, Outbox.task(room, endpoint))
        .map(found -> found.map(Outbox::of).orElseGet(() -> Outbox.empty(room)));
  }

  /** Changes an outbox in one step, or begins it. */
  Future<Void> add(String room, String endpoint, UnaryOperator<Outbox> change) {
    return changeTask(
            room,
            endpoint,
            before ->
                Optional.of(
                    change
                        .apply(before.map(Outbox::of).orElseGet(() -> Outbox.empty(room)))
                        .task(endpoint)))
        .mapEmpty();
  }

  /** Changes an outbox in one step, if there is one; completes with what it became. */
  Future<Optional<Outbox>> change(String room, String endpoint, UnaryOperator<Outbox> change) {
    return changeTask(
            room,
            endpoint,
            before -> before.map(task -> change.apply(Outbox.of(task)).task(endpoint)))
        .map(after -> after.map(Outbox::of));
  }

  /** Deletes an outbox; may be repeated. */
  Future<Void> delete(String room, String endpoint) {
    return changeTask(room, endpoint, before -> Optional.empty()).mapEmpty();
  }

  private Future<Optional<ScheduledTask>> changeTask(
      String room, String endpoint, UnaryOperator<Optional<ScheduledTask>> change) {
    return store.changeTask(Outbox.KIND, Outbox.task(room, endpoint), change);
  }
}
