package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.store.Deletion;
import io.votehub.store.RecordJson;
import io.votehub.store.StoreVisitor;
import java.util.List;

/**
 * Notes of what was deleted, in {@link MongoSchema#META}: one document says since when all are
 * noted, and each deletion is one, by its time.
 */
final class MongoDeletionNotes {
  private static final String PREFIX = "deleted/";
  private static final String AFTER_PREFIX = "deleted0";
  private static final String NOTE = "note";
  private static final String SINCE = "since";
  private static final JsonObject RECORD = new JsonObject().put("_id", "deletions");
  private static final int AT_ONCE = 1_000;

  private final MongoCalls calls;

  MongoDeletionNotes(MongoCalls calls) {
    this.calls = calls;
  }

  /** See {@link io.votehub.store.Store#noteDeletions}. */
  Future<Void> add(long begin, long forgetBefore, List<Deletion> deletions) {
    JsonObject first = new JsonObject().put("$setOnInsert", new JsonObject().put(SINCE, begin));
    JsonObject later = new JsonObject().put("$max", new JsonObject().put(SINCE, forgetBefore));
    UpdateOptions insert = new UpdateOptions().setUpsert(true);
    return write(deletions)
        .compose(
            noted ->
                calls.write(
                    0,
                    client ->
                        client.updateCollectionWithOptions(
                            MongoSchema.META, RECORD.copy(), first, insert)))
        .compose(
            begun ->
                calls.write(
                    0, client -> client.updateCollection(MongoSchema.META, RECORD.copy(), later)))
        .compose(
            moved ->
                calls.write(
                    0,
                    client ->
                        client.removeDocuments(
                            MongoSchema.META,
                            range(PREFIX, PREFIX + "%016x".formatted(Math.max(0, forgetBefore))))))
        .mapEmpty();
  }

  private Future<Void> write(List<Deletion> deletions) {
    if (deletions.isEmpty()) {
      return Future.succeededFuture();
    }
    List<BulkOperation> writes =
        deletions.stream()
            .map(
                each -> {
                  JsonObject id =
                      new JsonObject().put("_id", PREFIX + RecordJson.deletionKey(each));
                  return BulkOperation.createReplace(
                      id, id.copy().put(NOTE, new JsonArray(RecordJson.deletion(each))), true);
                })
            .toList();
    return calls
        .write(deletions.size(), client -> client.bulkWrite(MongoSchema.META, writes))
        .mapEmpty();
  }

  /** Tells all of them, if deletions were ever noted. */
  Future<Void> read(StoreVisitor visitor, ReadRetries retries) {
    return retries
        .run(() -> calls.ask(client -> client.findOne(MongoSchema.META, RECORD.copy(), null)))
        .compose(
            found ->
                found == null
                    ? Future.succeededFuture()
                    : tell(() -> visitor.deletionsKnownSince(found.getLong(SINCE)))
                        .compose(told -> readAfter(PREFIX, visitor, retries)));
  }

  private Future<Void> readAfter(String id, StoreVisitor visitor, ReadRetries retries) {
    FindOptions page = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(AT_ONCE);
    return retries
        .run(
            () ->
                calls.ask(
                    client ->
                        client.findWithOptions(MongoSchema.META, range(id, AFTER_PREFIX), page)))
        .compose(
            found ->
                tell(() -> found.forEach(each -> visitor.deletion(deletion(each))))
                    .compose(
                        told ->
                            found.size() < AT_ONCE
                                ? Future.succeededFuture()
                                : readAfter(
                                    found.get(found.size() - 1).getString("_id"),
                                    visitor,
                                    retries)));
  }

  private Future<Void> tell(Runnable call) {
    return calls.aside(
        () -> {
          call.run();
          return null;
        });
  }

  private static Deletion deletion(JsonObject document) {
    return RecordJson.deletion(document.getJsonArray(NOTE).getList());
  }

  /** Ids between two, which are not among them. */
  private static JsonObject range(String after, String before) {
    return new JsonObject().put("_id", new JsonObject().put("$gt", after).put("$lt", before));
  }
}
