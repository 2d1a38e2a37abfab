package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.RoomRecord;
import io.votehub.store.RoomRecords;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Records of rooms as documents. A change replaces the text that it read, or fails and is made
 * again. Rooms may be deleted at the same time: either the deletion finds the new record, or the
 * insertion finds that the room is gone, and deletes the record again.
 */
final class MongoRoomRecords {
  private static final String TEXT = "text";
  private static final String ROOM = "room";
  private static final String KEY = "key";

  private final MongoCalls calls;
  private final MongoRooms rooms;

  MongoRoomRecords(MongoCalls calls, MongoRooms rooms) {
    this.calls = calls;
    this.rooms = rooms;
  }

  Future<Optional<String>> change(String room, String key, UnaryOperator<Optional<String>> change) {
    return new OptimisticUpdate<Optional<String>, Optional<String>>(
            calls,
            () -> text(room, key).map(Optional::of),
            text -> text,
            (before, after) -> replace(room, key, before, after))
        .change(before -> change.apply(before).map(text -> RoomRecords.requireFits(key, text)))
        .map(Optional::orElseThrow);
  }

  private Future<Boolean> replace(
      String room, String key, Optional<String> before, Optional<String> after) {
    if (before.equals(after)) {
      return Future.succeededFuture(true);
    }
    if (before.isEmpty()) {
      return insert(room, key, after.orElseThrow());
    }
    JsonObject unchanged = id(room, key).put(TEXT, before.get());
    return after.isEmpty()
        ? calls
            .write(1, client -> client.removeDocument(MongoSchema.RECORDS, unchanged))
            .map(removed -> removed.getRemovedCount() > 0)
        : calls
            .write(
                1,
                client ->
                    client.findOneAndReplaceWithOptions(
                        MongoSchema.RECORDS,
                        unchanged,
                        document(room, key, after.get()),
                        MongoSchema.wholeDocument(),
                        new UpdateOptions()))
            .map(found -> found != null);
  }

  private Future<Boolean> insert(String room, String key, String text) {
    return requireRoom(room)
        .compose(
            there ->
                calls.write(
                    1, client -> client.insert(MongoSchema.RECORDS, document(room, key, text))))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault))
        .compose(
            inserted -> requireRoom(room).map(inserted).recover(fault -> undo(room, key, fault)));
  }

  private Future<Void> requireRoom(String code) {
    return rooms
        .room(code)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(Refusal.of(ErrorCode.UNKNOWN_ROOM)));
  }

  private Future<Boolean> undo(String room, String key, Throwable fault) {
    boolean roomGone = fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM;
    return (roomGone ? remove(room + "/" + key) : Future.succeededFuture())
        .transform(done -> Future.failedFuture(fault));
  }

  Future<Optional<String>> text(String room, String key) {
    return calls
        .ask(client -> client.findOne(MongoSchema.RECORDS, id(room, key), null))
        .map(found -> Optional.ofNullable(found).map(each -> each.getString(TEXT)));
  }

  Future<List<RoomRecord>> page(String room, String prefix, String after, int atMost) {
    JsonObject range = between(room + "/" + prefix);
    if (after.compareTo(prefix) >= 0 && !after.isEmpty()) {
      range.remove("$gte");
      range.put("$gt", room + "/" + after);
    }
    FindOptions page = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(atMost);
    return calls
        .find(MongoSchema.RECORDS, new JsonObject().put("_id", range), page)
        .map(found -> found.stream().map(MongoRoomRecords::record).toList());
  }

  /** Without the texts, which may be large. */
  Future<List<String>> roomsWith(String key, String after, int atMost) {
    JsonObject wanted =
        new JsonObject().put(KEY, key).put(ROOM, new JsonObject().put("$gt", after));
    FindOptions codes =
        new FindOptions()
            .setFields(new JsonObject().put(ROOM, 1))
            .setSort(new JsonObject().put(ROOM, 1))
            .setLimit(atMost);
    return calls
        .find(MongoSchema.RECORDS, wanted, codes)
        .map(found -> found.stream().map(each -> each.getString(ROOM)).toList());
  }

  /** All ids that begin with some text, for keys are of ASCII. */
  private static JsonObject between(String first) {
    return new JsonObject().put("$gte", first).put("$lt", first + Character.MAX_VALUE);
  }

  Future<Void> deleteOf(String room, String prefix) {
    return page(room, prefix, "", 1)
        .compose(
            some ->
                some.isEmpty()
                    ? Future.succeededFuture()
                    : calls
                        .write(
                            1,
                            client ->
                                client.removeDocuments(
                                    MongoSchema.RECORDS,
                                    new JsonObject().put("_id", between(room + "/" + prefix))))
                        .mapEmpty());
  }

  private Future<Void> remove(String id) {
    return calls
        .write(
            1,
            client -> client.removeDocument(MongoSchema.RECORDS, new JsonObject().put("_id", id)))
        .mapEmpty();
  }

  private static JsonObject id(String room, String key) {
    return new JsonObject().put("_id", room + "/" + key);
  }

  private static JsonObject document(String room, String key, String text) {
    return id(room, key).put(ROOM, room).put(KEY, key).put(TEXT, text);
  }

  private static RoomRecord record(JsonObject document) {
    return new RoomRecord(
        document.getString(ROOM), document.getString(KEY), document.getString(TEXT));
  }
}
