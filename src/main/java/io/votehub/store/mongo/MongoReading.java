package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalEntry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the journal of a poll page by page, prefetching the next page. Each page has a time limit
 * of its own; one that is not answered within it is asked for again with half as many ballots. At
 * most two pages are in memory.
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
  /**
   * Documents of one ballot a page. With ballots of 16 KiB, the longest message of a client, a page
   * stays within a reply.
   */
  static final int PAGE = 1_000;

  /**
   * Documents with runs a page: eight thousand ballots. Where those do not fit into a reply,
   * MongoDB sends fewer.
   */
  static final int RUNS_PAGE = 64;

  private static final int SMALLEST_PAGE = 50;
  private static final int SMALLEST_RUNS_PAGE = 2;

  /** Server-side time limit of a page, slightly shorter than the client's. */
  private static final long ANSWER_MS = MongoTimeouts.COMMAND_MS - 500;

  /** A page of twice as many ballots is then answered in time, too. */
  private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(ANSWER_MS / 4);

  private final MongoCalls calls;
  private final ReadRetries retries;
  private final String poll;
  private final JournalOrder reader;

  /** The number of documents to ask for; there is only one request at a time. */
  private volatile int size = RUNS_PAGE;

  private volatile boolean inRuns = true;

  MongoReading(MongoCalls calls, ReadRetries retries, String poll, Consumer<JournalEntry> reader) {
    this.calls = calls;
    this.retries = retries;
    this.poll = poll;
    this.reader = new JournalOrder(reader);
  }

  Future<Void> read() {
    JsonObject look =
        find(MongoSchema.POLLS, new JsonObject().put("_id", poll), 1)
            .put("projection", new JsonObject().put("_id", 1));
    return retries
        .run(() -> calls.ask(client -> client.runCommand("find", look)))
        .map(answer -> Optional.ofNullable(answer.getJsonObject("operationTime")))
        .compose(since -> page(poll + "/", since).compose(first -> readOn(first, since)));
  }

  private Future<Void> readOn(JsonArray page, Optional<JsonObject> since) {
    if (page.isEmpty()) {
      return calls.aside(this::end);
    }
    Future<JsonArray> next = page(page.getJsonObject(page.size() - 1).getString("_id"), since);
    return calls
        .aside(() -> pass(page))
        .compose(passed -> next)
        .compose(following -> readOn(following, since));
  }

  private Void pass(JsonArray page) {
    for (int i = 0; i < page.size(); i++) {
      reader.accept(page.getJsonObject(i));
    }
    return null;
  }

  private Void end() {
    reader.end();
    return null;
  }

  private Future<JsonArray> page(String after, Optional<JsonObject> since) {
    return retries.run(() -> ask(after, since));
  }

  private Future<JsonArray> ask(String after, Optional<JsonObject> since) {
    int asked = size;
    long start = System.nanoTime();
    JsonObject ids = new JsonObject().put("$gt", after).put("$lt", MongoRanges.Range.of(poll).to());
    JsonObject command =
        find(MongoSchema.BALLOTS, new JsonObject().put("_id", ids), asked)
            .put("sort", new JsonObject().put("_id", 1));
    since.ifPresent(
        time ->
            command.put(
                "readConcern",
                new JsonObject().put("level", "majority").put("afterClusterTime", time)));
    return calls
        .ask(client -> client.runCommand("find", command))
        .map(answer -> answer.getJsonObject("cursor").getJsonArray("firstBatch"))
        .onSuccess(page -> inRuns = isOfRuns(page))
        .onComplete(answer -> size = sizeAfter(asked, answer.succeeded(), start));
  }

  private static boolean isOfRuns(JsonArray page) {
    return page.stream().anyMatch(each -> RunDocuments.isOne((JsonObject) each));
  }

  private int sizeAfter(int asked, boolean answered, long startNanos) {
    if (!answered) {
      return Math.max(inRuns ? SMALLEST_RUNS_PAGE : SMALLEST_PAGE, asked / 2);
    }
    boolean quick = System.nanoTime() - startNanos < QUICK_NANOS;
    int most = inRuns ? RUNS_PAGE : PAGE;
    return Math.min(most, quick ? asked * 2 : asked);
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
