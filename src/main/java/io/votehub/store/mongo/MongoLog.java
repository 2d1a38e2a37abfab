package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;

/**
 * The entries of the hub's log as documents under their index, of which the server takes each once.
 */
final class MongoLog {
  private static final String ID = "_id";
  private static final String TEXT = "text";

  private final MongoCalls calls;

  MongoLog(MongoCalls calls) {
    this.calls = calls;
  }

  /** Without the look at the size, an index too great would leave a gap. */
  Future<Boolean> add(long index, String text) {
    return size()
        .compose(
            size -> {
              if (size < index) {
                throw new IllegalArgumentException("There are but " + size + " entries");
              }
              return size == index ? insert(index, text) : Future.succeededFuture(false);
            });
  }

  private Future<Boolean> insert(long index, String text) {
    JsonObject entry = new JsonObject().put(ID, index).put(TEXT, text);
    return calls
        .write(1, client -> client.insert(MongoSchema.LOG_ENTRIES, entry))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Long> size() {
    FindOptions newest =
        new FindOptions()
            .setFields(new JsonObject().put(ID, 1))
            .setSort(new JsonObject().put(ID, -1))
            .setLimit(1);
    return calls
        .find(MongoSchema.LOG_ENTRIES, new JsonObject(), newest)
        .map(found -> found.isEmpty() ? 0L : found.get(0).getLong(ID) + 1);
  }

  Future<List<String>> entries(long from, int atMost) {
    FindOptions next = new FindOptions().setSort(new JsonObject().put(ID, 1)).setLimit(atMost);
    JsonObject query = new JsonObject().put(ID, new JsonObject().put("$gte", from));
    return calls
        .find(MongoSchema.LOG_ENTRIES, query, next)
        .map(found -> found.stream().map(entry -> entry.getString(TEXT)).toList());
  }
}
