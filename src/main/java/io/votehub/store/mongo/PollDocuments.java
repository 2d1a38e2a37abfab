package io.votehub.store.mongo;

import io.vertx.core.json.JsonObject;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of polls. Fields that are queried or updated on their own are separate and
 * authoritative; the rest is one JSON text, except for a result that does not {@linkplain #fits
 * fit}, of which the document has the {@linkplain #place place}. A document marked as deleted (a
 * tombstone) keeps its id alone.
 */
final class PollDocuments {
  private static final String GONE = "GONE";

  /** Tallies of more cells are kept apart without a look at the length of their text. */
  private static final int MAX_CELLS = 5_000;

  /** The longest text of a tally that stands in its poll's document. */
  private static final int MAX_CHARS = 1 << 19;

  private PollDocuments() {}

  /** Selects the poll of that id. */
  static JsonObject query(String id) {
    return new JsonObject().put("_id", id);
  }

  /** Selects the polls that are marked as deleted. */
  static JsonObject goneQuery() {
    return new JsonObject().put("state", GONE);
  }

  /** Selects the polls whose superseded ballots are to be swept. */
  static JsonObject sweptQuery() {
    return new JsonObject().put("sweep", new JsonObject().put("$exists", true));
  }

  /** The document that marks a poll as deleted. */
  static JsonObject tombstone(String id) {
    return query(id).put("state", GONE);
  }

  static boolean isGone(JsonObject document) {
    return document.getString("state").equals(GONE);
  }

  static long version(JsonObject document) {
    return document.getLong("version");
  }

  /** Whether the result may stand in the document of its poll; otherwise it is kept apart. */
  static boolean fits(Tally result) {
    return result.cells().size() <= MAX_CELLS
        && result.cells().keySet().stream().mapToLong(String::length).sum() <= MAX_CHARS;
  }

  /** The document of a record whose result, if it has one, fits. */
  static JsonObject of(PollRecord record, long version) {
    JsonObject document =
        query(record.poll().id())
            .put("room", record.poll().room())
            .put("position", record.poll().position())
            .put("state", record.poll().state().name())
            .put("watchUntil", watchUntil(record.poll()))
            .put("epoch", record.epoch())
            .put("version", version)
            .put("record", Json.write(RecordJson.poll(record)));
    return record.sweepBefore() > 0 ? document.put("sweep", record.sweepBefore()) : document;
  }

  /** Until when the poll is one {@linkplain MongoPolls#toWatch to watch}. */
  private static long watchUntil(Poll poll) {
    return poll.endsByItself() ? Long.MAX_VALUE : poll.times().openedAt().orElse(0);
  }

  /** The same with the place of a result that does not fit. */
  static JsonObject of(PollRecord record, long version, MongoResults.Place place) {
    return of(record.withResult(Optional.empty()), version).put("result", place.json());
  }

  /** Where the result is kept, if apart from the document. */
  static Optional<MongoResults.Place> place(JsonObject document) {
    return Optional.ofNullable(document.getJsonObject("result")).map(MongoResults.Place::of);
  }

  /**
   * The record of a document that is not marked as deleted.
   *
   * @param apart the result that is kept apart, if it is
   */
  static PollRecord record(JsonObject document, Optional<Tally> apart) {
    PollRecord record = RecordJson.poll(text(document));
    return new PollRecord(
        record.poll(),
        document.getInteger("epoch"),
        record.firstEpoch(),
        record.validity(),
        apart.isPresent() ? apart : record.result(),
        record.sweepBefore(),
        record.history());
  }

  private static Map<String, Object> text(JsonObject document) {
    try {
      return Json.readObject(document.getString("record"));
    } catch (BadJsonException fault) {
      throw new IllegalStateException(
          "The record of poll " + document.getString("_id") + " is unreadable", fault);
    }
  }
}
