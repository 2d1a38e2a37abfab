package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;

/** Ranges of documents with consecutive ids. */
final class MongoRanges {
  /** Assumed to be deleted well within {@link MongoTimeouts#COMMAND_MS}. */
  private static final int DELETED_AT_ONCE = 2_000;

  private final MongoCalls calls;

  MongoRanges(MongoCalls calls) {
    this.calls = calls;
  }

  /** From one id (inclusive) to another (exclusive). */
  record Range(String from, String to) {
    /** All ids with the poll's id and a slash as prefix. */
    static Range of(String poll) {
      // The character after the slash.
      return new Range(poll + "/", poll + "0");
    }

    JsonObject query() {
      return new JsonObject().put("_id", new JsonObject().put("$gte", from).put("$lt", to));
    }
  }

  /** Deletes all documents of the range in small batches. */
  Future<Void> delete(String collection, Range range) {
    FindOptions nextPart =
        new FindOptions()
            .setFields(new JsonObject().put("_id", 1))
            .setSort(new JsonObject().put("_id", 1))
            .setSkip(DELETED_AT_ONCE)
            .setLimit(1);
    return calls
        .find(collection, range.query(), nextPart)
        .compose(
            next ->
                next.isEmpty()
                    ? deleteAtOnce(collection, range)
                    : deletePart(collection, range, next));
  }

  private Future<Void> deletePart(String collection, Range range, List<JsonObject> next) {
    String end = next.get(0).getString("_id");
    return deleteAtOnce(collection, new Range(range.from, end))
        .compose(done -> delete(collection, new Range(end, range.to)));
  }

  private Future<Void> deleteAtOnce(String collection, Range range) {
    return calls.write(0, client -> client.removeDocuments(collection, range.query())).mapEmpty();
  }
}
