package io.votehub.people.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.people.Note;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.mongo.MongoCalls;
import io.votehub.store.mongo.MongoErrors;
import io.votehub.store.mongo.MongoSchema;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Notes as documents: by name the {@code text}, {@code until} when, and a {@code version}. */
final class MongoNotes {
  static final String NOTES = "notes";
  static final String UNTIL = "until";

  private static final String TEXT = "text";
  private static final String VERSION = "version";

  /** Including the pauses, about two seconds. */
  private static final int TRIES = 40;

  private static final int LONGEST_PAUSE_MS = 64;

  private final MongoCalls calls;
  private final InstantSource clock;

  MongoNotes(MongoCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * An upsert whose query does not match a name in use meets the unique index on names; so it
   * writes for one caller alone.
   */
  Future<Boolean> useOnce(String name, long until) {
    JsonObject expired = name(name).put(UNTIL, new JsonObject().put("$lte", clock.millis()));
    JsonObject used =
        new JsonObject()
            .put("$set", new JsonObject().put(UNTIL, until).put(TEXT, ""))
            .put("$inc", new JsonObject().put(VERSION, 1L));
    return calls
        .write(
            1,
            client ->
                client.updateCollectionWithOptions(
                    NOTES, expired, used, new UpdateOptions().setUpsert(true)))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Optional<String>> read(String name) {
    return held(name).map(found -> found.flatMap(this::text));
  }

  private Future<Optional<JsonObject>> held(String name) {
    return calls.ask(client -> client.findOne(NOTES, name(name), null)).map(Optional::ofNullable);
  }

  private Optional<String> text(JsonObject held) {
    return held.getLong(UNTIL) > clock.millis()
        ? Optional.of(held.getString(TEXT))
        : Optional.empty();
  }

  Future<Note> write(String name, Function<Optional<String>, Note> change) {
    return write(name, change, 0);
  }

  private Future<Note> write(String name, Function<Optional<String>, Note> change, int tried) {
    return held(name)
        .compose(
            held -> {
              Note note = change.apply(held.flatMap(this::text));
              return (held.isPresent() ? replace(name, held.get(), note) : insert(name, note))
                  .compose(
                      done -> done ? Future.succeededFuture(note) : again(name, change, tried + 1));
            });
  }

  private Future<Note> again(String name, Function<Optional<String>, Note> change, int tried) {
    if (tried == TRIES) {
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY, "Too many change the same at once"));
    }
    int most = Math.min(LONGEST_PAUSE_MS, 2 << Math.min(tried, 10));
    return calls
        .pause(1L + ThreadLocalRandom.current().nextInt(most))
        .compose(waited -> write(name, change, tried));
  }

  private Future<Boolean> insert(String name, Note note) {
    return calls
        .write(1, client -> client.insert(NOTES, document(name, note, 1)))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  private Future<Boolean> replace(String name, JsonObject before, Note note) {
    long version = before.getLong(VERSION);
    JsonObject unchanged = name(name).put(VERSION, version);
    return calls
        .write(
            1,
            client ->
                client.findOneAndReplaceWithOptions(
                    NOTES,
                    unchanged,
                    document(name, note, version + 1),
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }

  Future<Optional<String>> take(String name) {
    return calls
        .write(1, client -> client.findOneAndDelete(NOTES, name(name)))
        .map(found -> Optional.ofNullable(found).flatMap(this::text));
  }

  Future<Void> forgetExpired() {
    JsonObject expired = new JsonObject().put(UNTIL, new JsonObject().put("$lte", clock.millis()));
    return calls.write(0, client -> client.removeDocuments(NOTES, expired)).mapEmpty();
  }

  private static JsonObject name(String name) {
    return new JsonObject().put("_id", name);
  }

  private static JsonObject document(String name, Note note, long version) {
    if (note.text().length() > Note.MAX_LENGTH) {
      throw new IllegalArgumentException("A note of " + note.text().length() + " characters");
    }
    return name(name).put(TEXT, note.text()).put(UNTIL, note.until()).put(VERSION, version);
  }
}
