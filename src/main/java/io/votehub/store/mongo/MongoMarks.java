package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Numbers that are kept under names, as documents with a {@code number}. */
final class MongoMarks {
  private static final String PREFIX = "mark ";
  private static final String NUMBER = "number";

  private final MongoCalls calls;

  MongoMarks(MongoCalls calls) {
    this.calls = calls;
  }

  Future<Long> update(String name, LongUnaryOperator change) {
    JsonObject id = new JsonObject().put("_id", PREFIX + name);
    return new OptimisticUpdate<Long, Long>(
            calls, () -> read(id), number -> number, (before, after) -> replace(id, before, after))
        .change(change::applyAsLong)
        .map(Optional::orElseThrow);
  }

  /** Made with the number 0 if there is none. */
  private Future<Optional<Long>> read(JsonObject id) {
    JsonObject zero = new JsonObject().put("$setOnInsert", new JsonObject().put(NUMBER, 0L));
    return calls
        .write(
            1,
            client ->
                client.findOneAndUpdateWithOptions(
                    MongoSchema.META,
                    id,
                    zero,
                    MongoSchema.wholeDocument(),
                    new UpdateOptions().setUpsert(true).setReturningNewDocument(true)))
        .map(found -> Optional.of(found.getLong(NUMBER)));
  }

  private Future<Boolean> replace(JsonObject id, long before, long after) {
    return calls
        .write(
            1,
            client ->
                client.findOneAndUpdateWithOptions(
                    MongoSchema.META,
                    id.copy().put(NUMBER, before),
                    new JsonObject().put("$set", new JsonObject().put(NUMBER, after)),
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }
}
