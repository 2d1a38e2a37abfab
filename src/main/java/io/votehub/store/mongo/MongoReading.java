package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalEntry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the journal of a poll, a page at a time, while the next page is on its way.
 *
 * <p>What is read is written down as counting and acknowledged again, so it must not vanish: a
 * ballot that only a primary has which is being deposed may. So it is read with read concern {@code
 * majority}. That may lag behind; so a look at the primary yields a time at which it had all that
 * was acknowledged before, the raise of the epoch above all, and MongoDB answers a page only when a
 * majority has got as far ({@code afterClusterTime}). The Vert.x client has no sessions that would
 * do this, so the commands are spelt out.
 *
 * <p>One server alone knows no such times; what it says is all there is.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/read-concern/">read concern</a>
 */
final class MongoReading {
  /** With ballots of 16 KiB, the longest message of a client, a page stays within a reply. */
  private static final int PAGE = 1_000;

  /** After that MongoDB gives a page up by itself, a little before it is given up. */
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

  /** One command with one reply, so that it needs no cursor. */
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
