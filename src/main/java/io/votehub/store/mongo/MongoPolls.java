package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polls of a database, as {@link PollDocuments}. A deleted poll is visible only to its
 * deletion.
 */
final class MongoPolls {
  private static final Logger LOG = LoggerFactory.getLogger(MongoPolls.class);
  private static final int READ_TRIES = 5;
  private static final int WATCHED_AT_ONCE = 100;

  private final MongoCalls calls;
  private final MongoResults results;

  /** A poll as it was read. */
  private record Held(PollRecord record, long version, Optional<MongoResults.Place> place) {}

  MongoPolls(MongoCalls calls, MongoResults results) {
    this.calls = calls;
    this.results = results;
  }

  /** Keeps a new poll. One of that id which is there already stays as it is. */
  Future<Void> add(PollRecord record) {
    return document(record, 0, Optional.empty())
        .compose(document -> calls.write(1, client -> client.insert(MongoSchema.POLLS, document)))
        .recover(
            fault ->
                // An id is random, so this is a repetition of what was done.
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture()
                    : Future.failedFuture(fault))
        .mapEmpty();
  }

  Future<Optional<PollRecord>> poll(String id) {
    return held(id, READ_TRIES).map(found -> found.map(Held::record));
  }

  /** The polls of a room, by their position. */
  Future<List<PollRecord>> ofRoom(String room) {
    FindOptions byPosition =
        new FindOptions().setSort(new JsonObject().put("position", 1).put("_id", 1));
    return records(new JsonObject().put("room", room), byPosition);
  }

  /** The ids of a room's polls, by their position. */
  Future<List<String>> idsOfRoom(String room) {
    FindOptions ids =
        new FindOptions()
            .setFields(new JsonObject().put("_id", 1))
            .setSort(new JsonObject().put("position", 1).put("_id", 1));
    return calls
        .find(MongoSchema.POLLS, new JsonObject().put("room", room), ids)
        .map(found -> found.stream().map(each -> each.getString("_id")).toList());
  }

  /** See {@link MongoStore#pollsToWatch}; some at a time, all may be more than fit into memory. */
  Future<Void> toWatch(long since, Consumer<PollRecord> reader) {
    return toWatch(since, "", reader);
  }

  private Future<Void> toWatch(long since, String after, Consumer<PollRecord> reader) {
    List<String> states = List.of(PollState.OPEN.name(), PollState.CLOSING.name());
    JsonObject query =
        new JsonObject()
            .put("state", MongoSchema.anyOf(states))
            // An older version writes documents that do not tell.
            .put("watchUntil", new JsonObject().put("$not", new JsonObject().put("$lt", since)))
            .put("_id", new JsonObject().put("$gt", after));
    FindOptions page =
        new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(WATCHED_AT_ONCE);
    return calls
        .ask(client -> client.findWithOptions(MongoSchema.POLLS, query, page))
        .compose(
            found ->
                records(found, new ArrayList<>())
                    .compose(
                        records -> {
                          records.stream()
                              .filter(record -> record.poll().isWatched(since))
                              .forEach(reader);
                          return found.size() < WATCHED_AT_ONCE
                              ? Future.succeededFuture()
                              : toWatch(
                                  since, found.get(found.size() - 1).getString("_id"), reader);
                        }));
  }

  private Future<List<PollRecord>> records(JsonObject query, FindOptions options) {
    return calls
        .find(MongoSchema.POLLS, query, options)
        .compose(found -> records(found, new ArrayList<>()));
  }

  /** One after the other, because each may be large. */
  private Future<List<PollRecord>> records(List<JsonObject> found, List<PollRecord> records) {
    Future<List<PollRecord>> all = Future.succeededFuture(records);
    for (JsonObject document : found) {
      all =
          all.compose(
              before ->
                  held(document, READ_TRIES)
                      .map(
                          held -> {
                            held.ifPresent(each -> records.add(each.record));
                            return records;
                          }));
    }
    return all;
  }

  private Future<Optional<Held>> held(String id, int tries) {
    return calls
        .ask(client -> client.findOne(MongoSchema.POLLS, PollDocuments.query(id), null))
        .compose(
            found -> found == null ? Future.succeededFuture(Optional.empty()) : held(found, tries));
  }

  private Future<Optional<Held>> held(JsonObject document, int tries) {
    if (PollDocuments.isGone(document)) {
      return Future.succeededFuture(Optional.empty());
    }
    long version = PollDocuments.version(document);
    Optional<MongoResults.Place> apart = PollDocuments.place(document);
    if (apart.isEmpty()) {
      PollRecord record = PollDocuments.record(document, Optional.empty());
      return Future.succeededFuture(Optional.of(new Held(record, version, apart)));
    }
    return results
        .read(apart.get())
        .compose(
            result ->
                result.isPresent()
                    ? Future.succeededFuture(
                        Optional.of(
                            new Held(PollDocuments.record(document, result), version, apart)))
                    : again(document.getString("_id"), tries - 1));
  }

  /** The result was replaced between the reading of the document and of the result. */
  private Future<Optional<Held>> again(String id, int tries) {
    if (tries == 0) {
      LOG.error("Poll {} names a result that is not there", id);
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE));
    }
    return held(id, tries);
  }

  Future<Optional<PollRecord>> update(String id, UnaryOperator<PollRecord> change) {
    return new OptimisticUpdate<>(calls, () -> held(id, READ_TRIES), Held::record, this::replace)
        .change(change);
  }

  private Future<Boolean> replace(Held before, PollRecord record) {
    JsonObject unchanged = PollDocuments.query(record.poll().id()).put("version", before.version);
    return document(record, before.version + 1, Optional.of(before))
        .compose(
            document ->
                calls
                    .write(
                        1,
                        client ->
                            client.findOneAndReplaceWithOptions(
                                MongoSchema.POLLS,
                                unchanged,
                                document,
                                MongoSchema.wholeDocument(),
                                new UpdateOptions()))
                    .compose(
                        found ->
                            tidy(found != null, before.place, PollDocuments.place(document))
                                .map(found != null)));
  }

  /** After an update, deletes whichever of the two results no document refers to. */
  private Future<Void> tidy(
      boolean changed, Optional<MongoResults.Place> before, Optional<MongoResults.Place> after) {
    Optional<MongoResults.Place> unnamed = changed ? before : after;
    if (unnamed.isEmpty() || before.equals(after)) {
      return Future.succeededFuture();
    }
    return results
        .delete(unnamed.get())
        .otherwise(
            fault -> {
              LOG.warn(
                  "A superseded result could not be deleted and is kept until its poll is deleted: {}",
                  fault.getMessage());
              return null;
            });
  }

  /** One atomic step in MongoDB. */
  Future<Optional<PollRecord>> raiseEpoch(String id) {
    JsonObject present =
        PollDocuments.query(id).put("epoch", new JsonObject().put("$exists", true));
    JsonObject raise =
        new JsonObject().put("$inc", new JsonObject().put("epoch", 1).put("version", 1L));
    return calls
        .write(
            1,
            client ->
                client.findOneAndUpdateWithOptions(
                    MongoSchema.POLLS,
                    present,
                    raise,
                    MongoSchema.wholeDocument(),
                    new UpdateOptions().setReturningNewDocument(true)))
        .compose(
            found ->
                found == null
                    ? Future.succeededFuture(Optional.empty())
                    : held(found, READ_TRIES).map(held -> held.map(Held::record)));
  }

  /**
   * The epoch as the primary has it now; -1 if there is no such poll. A command with a single
   * reply, because it is sent with every batch of ballots and a cursor costs more than the reading.
   */
  Future<Integer> epoch(String id) {
    JsonObject command =
        new JsonObject()
            .put("find", MongoSchema.POLLS)
            .put("filter", PollDocuments.query(id))
            .put("projection", new JsonObject().put("epoch", 1))
            .put("limit", 1)
            .put("batchSize", 1)
            .put("singleBatch", true)
            // A new primary does not show at once what its predecessor committed.
            .put("readConcern", new JsonObject().put("level", "local"));
    return calls
        .ask(client -> SafeCommand.run(client, "find", command))
        .map(answer -> answer.getJsonObject("cursor").getJsonArray("firstBatch"))
        .map(found -> found.isEmpty() ? -1 : found.getJsonObject(0).getInteger("epoch", -1));
  }

  /** Marks a poll as gone; false if there is none, true also if it is marked already. */
  Future<Boolean> mark(String id) {
    JsonObject marked = PollDocuments.tombstone(id);
    return calls
        .write(
            1,
            client ->
                client.findOneAndReplaceWithOptions(
                    MongoSchema.POLLS,
                    PollDocuments.query(id),
                    marked,
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }

  /** Removes a poll that is marked as gone. */
  Future<Void> remove(String id) {
    return calls
        .write(0, client -> client.removeDocument(MongoSchema.POLLS, PollDocuments.tombstone(id)))
        .mapEmpty();
  }

  /** The document of a record; a large result is written before. */
  private Future<JsonObject> document(PollRecord record, long version, Optional<Held> before) {
    if (record.result().filter(result -> !PollDocuments.fits(result)).isEmpty()) {
      return Future.succeededFuture(PollDocuments.of(record, version));
    }
    Tally result = record.result().get();
    Optional<MongoResults.Place> same =
        before
            .filter(held -> held.record.result().filter(result::equals).isPresent())
            .flatMap(Held::place);
    return same.map(Future::succeededFuture)
        .orElseGet(() -> results.write(record.poll().id(), result))
        .map(place -> PollDocuments.of(record, version, place));
  }
}
