package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.function.Function;

/**
 * Visits the ids of the documents that a query finds, a page at a time: however many there are,
 * each read has a time limit of its own, and one page is in memory.
 */
final class DocumentIds {
  private static final int PAGE = 1_000;
  private static final FindOptions OPTIONS =
      new FindOptions()
          .setFields(new JsonObject().put("_id", 1))
          .setSort(new JsonObject().put("_id", 1))
          .setLimit(PAGE);

  private final MongoCalls calls;

  DocumentIds(MongoCalls calls) {
    this.calls = calls;
  }

  /**
   * Runs a step for each, one after the other, in the order of the ids.
   *
   * @param query without a condition on {@code _id}
   */
  Future<Void> each(String collection, JsonObject query, Function<String, Future<?>> step) {
    return after("", collection, query, step);
  }

  private Future<Void> after(
      String id, String collection, JsonObject query, Function<String, Future<?>> step) {
    JsonObject rest = query.copy().put("_id", new JsonObject().put("$gt", id));
    return calls
        .find(collection, rest, OPTIONS)
        .map(found -> found.stream().map(each -> each.getString("_id")).toList())
        .compose(
            ids ->
                inTurn(ids, step)
                    .compose(
                        done ->
                            ids.size() < PAGE
                                ? Future.succeededFuture()
                                : after(ids.get(ids.size() - 1), collection, query, step)));
  }

  private static Future<?> inTurn(List<String> ids, Function<String, Future<?>> step) {
    Future<?> all = Future.succeededFuture();
    for (String id : ids) {
      all = all.compose(before -> step.apply(id));
    }
    return all;
  }
}
