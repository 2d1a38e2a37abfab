package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.store.ScheduledTask;
import io.votehub.store.ScheduledTasks;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Scheduled tasks as documents. A change replaces the task that it read, or fails and is made
 * again.
 */
final class MongoTasks {
  static final String KIND = "kind";
  static final String DUE_AT = "dueAt";
  private static final String NAME = "name";
  private static final String TEXT = "text";

  private final MongoCalls calls;

  MongoTasks(MongoCalls calls) {
    this.calls = calls;
  }

  Future<Optional<ScheduledTask>> change(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    return new OptimisticUpdate<Optional<ScheduledTask>, Optional<ScheduledTask>>(
            calls, () -> task(kind, id).map(Optional::of), task -> task, this::replace)
        .change(
            before -> change.apply(before).map(task -> ScheduledTasks.requireFits(kind, id, task)))
        .map(Optional::orElseThrow);
  }

  private Future<Boolean> replace(Optional<ScheduledTask> before, Optional<ScheduledTask> after) {
    if (before.equals(after)) {
      return Future.succeededFuture(true);
    }
    if (before.isEmpty()) {
      return insert(after.orElseThrow());
    }
    JsonObject unchanged =
        id(before.get()).put(DUE_AT, before.get().dueAt()).put(TEXT, before.get().text());
    return after.isEmpty()
        ? calls
            .write(1, client -> client.removeDocument(MongoSchema.TASKS, unchanged))
            .map(removed -> removed.getRemovedCount() > 0)
        : calls
            .write(
                1,
                client ->
                    client.findOneAndReplaceWithOptions(
                        MongoSchema.TASKS,
                        unchanged,
                        document(after.get()),
                        MongoSchema.wholeDocument(),
                        new UpdateOptions()))
            .map(found -> found != null);
  }

  private Future<Boolean> insert(ScheduledTask task) {
    return calls
        .write(1, client -> client.insert(MongoSchema.TASKS, document(task)))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Optional<ScheduledTask>> task(String kind, String id) {
    return calls
        .ask(
            client ->
                client.findOne(
                    MongoSchema.TASKS, new JsonObject().put("_id", kind + "/" + id), null))
        .map(found -> Optional.ofNullable(found).map(MongoTasks::task));
  }

  Future<List<ScheduledTask>> due(String kind, long until, int atMost) {
    JsonObject query =
        new JsonObject().put(KIND, kind).put(DUE_AT, new JsonObject().put("$lte", until));
    FindOptions earliest =
        new FindOptions().setSort(new JsonObject().put(DUE_AT, 1)).setLimit(atMost);
    return calls
        .find(MongoSchema.TASKS, query, earliest)
        .map(found -> found.stream().map(MongoTasks::task).toList());
  }

  private static JsonObject id(ScheduledTask task) {
    return new JsonObject().put("_id", task.kind() + "/" + task.id());
  }

  private static JsonObject document(ScheduledTask task) {
    return id(task)
        .put(KIND, task.kind())
        .put(NAME, task.id())
        .put(DUE_AT, task.dueAt())
        .put(TEXT, task.text());
  }

  private static ScheduledTask task(JsonObject document) {
    return new ScheduledTask(
        document.getString(KIND),
        document.getString(NAME),
        document.getLong(DUE_AT),
        document.getString(TEXT));
  }
}
