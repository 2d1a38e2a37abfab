package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalEntry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the journal of a poll page by page, prefetching the next page.
 *
 * <p>Ballots that are read here are counted and acknowledged, so they must not be rolled back, as
 * those of a primary that is being deposed may be. They are therefore read with read concern {@code
 * majority}. Because that may lag, the reader first takes the primary's operation time, which
 * covers every earlier acknowledged write including the raise of the epoch, and passes it as {@code
 * afterClusterTime}, so that MongoDB replies only once a majority has reached it. The Vert.x client
 * has no causally consistent sessions, so the commands are written out.
 *
 * <p>A standalone server has no such times; its reply is taken as it is.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/read-concern/">read concern</a>
 */
final class MongoReading {
  /** With ballots of 16 KiB, the longest message of a client, a page stays within a reply. */
  private static final int PAGE = 1_000;

  /** Server-side time limit of a page, slightly shorter than the client's. */
  private static final long ANSWER_MS = MongoTimeouts.COMMAND_MS - 500;

  private final MongoCalls calls;
  private final String poll;
  private final Consumer<JournalEntry> reader;

  MongoReading(MongoCalls calls, String poll, Consumer<JournalEntry> reader) {
    this.calls = calls;
    this.poll = poll;
    this.reader = reader;
  }

  Future<Void> read() {
    JsonObject look =
        find(MongoSchema.POLLS, new JsonObject().put("_id", poll), 1)
            .put("projection", new JsonObject().put("_id", 1));
    return calls
        .ask(client -> client.runCommand("find", look))
        .map(answer -> Optional.ofNullable(answer.getJsonObject("operationTime")))
        .compose(since -> page(poll + "/", since).compose(first -> readOn(first, since)));
  }

  private Future<Void> readOn(JsonArray page, Optional<JsonObject> since) {
    if (page.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<JsonArray> next = page(page.getJsonObject(page.size() - 1).getString("_id"), since);
    return calls
        .aside(() -> pass(page))
        .compose(passed -> next)
        .compose(following -> readOn(following, since));
  }

  private Void pass(JsonArray page) {
    for (int i = 0; i < page.size(); i++) {
      reader.accept(MongoJournal.entry(page.getJsonObject(i)));
    }
    return null;
  }

  private Future<JsonArray> page(String after, Optional<JsonObject> since) {
    JsonObject ids = new JsonObject().put("$gt", after).put("$lt", MongoRanges.Range.of(poll).to());
    JsonObject command =
        find(MongoSchema.BALLOTS, new JsonObject().put("_id", ids), PAGE)
            .put("sort", new JsonObject().put("_id", 1));
    since.ifPresent(
        time ->
            command.put(
                "readConcern",
                new JsonObject().put("level", "majority").put("afterClusterTime", time)));
    return calls
        .ask(client -> client.runCommand("find", command))
        .map(answer -> answer.getJsonObject("cursor").getJsonArray("firstBatch"));
  }

  /** A command with a single reply, which needs no cursor. */
  private static JsonObject find(String collection, JsonObject query, int limit) {
    return new JsonObject()
        .put("find", collection)
        .put("filter", query)
        .put("limit", limit)
        .put("batchSize", limit)
        .put("singleBatch", true)
        .put("maxTimeMS", ANSWER_MS);
  }
}
