package io.votehub.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.poll.Room;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rooms as documents. One that is marked as gone is there no more but for its deletion. */
final class MongoRooms {
  private static final String GONE = "gone";

  private final MongoCalls calls;

  /** A room as it was read. */
  private record Held(Room room, long version) {}

  MongoRooms(MongoCalls calls) {
    this.calls = calls;
  }

  /** False if the code is taken. */
  Future<Boolean> add(Room room) {
    JsonObject document = document(room, 0);
    return calls
        .write(1, client -> client.insert(MongoSchema.ROOMS, document))
        .map(true)
        .recover(
            fault ->
                MongoFaults.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  Future<Optional<Room>> room(String code) {
    return held(code).map(found -> found.map(Held::room));
  }

  Future<Optional<Room>> update(String code, UnaryOperator<Room> change) {
    return new MongoSwap<>(calls, () -> held(code), Held::room, this::replace).change(change);
  }

  private Future<Optional<Held>> held(String code) {
    return calls
        .ask(client -> client.findOne(MongoSchema.ROOMS, id(code), null))
        .map(found -> found == null || found.containsKey(GONE) ? null : found)
        .map(found -> Optional.ofNullable(found).map(MongoRooms::held));
  }

  private Future<Boolean> replace(Held before, Room room) {
    JsonObject unchanged = id(before.room.code()).put("version", before.version);
    JsonObject document = document(room, before.version + 1);
    return calls
        .write(1, client -> client.findOneAndReplace(MongoSchema.ROOMS, unchanged, document))
        .map(found -> found != null);
  }

  /** Marks a room as gone; false if there is none, true also if it is marked already. */
  Future<Boolean> mark(String code) {
    JsonObject marked = id(code).put(GONE, true);
    return calls
        .write(
            1,
            client ->
                client.findOneAndReplaceWithOptions(
                    MongoSchema.ROOMS, id(code), marked, new FindOptions(), new UpdateOptions()))
        .map(found -> found != null);
  }

  /** Removes a room that is marked as gone. */
  Future<Void> remove(String code) {
    return calls
        .write(0, client -> client.removeDocument(MongoSchema.ROOMS, id(code).put(GONE, true)))
        .mapEmpty();
  }

  static JsonObject markedQuery() {
    return new JsonObject().put(GONE, true);
  }

  private static JsonObject id(String code) {
    return new JsonObject().put("_id", code);
  }

  private static JsonObject document(Room room, long version) {
    JsonObject document =
        id(room.code())
            .put("title", room.title())
            .put("createdAt", room.createdAt())
            .put("tokenVersion", room.tokenVersion())
            .put("version", version);
    room.id().ifPresent(id -> document.put("id", id));
    return document;
  }

  private static Held held(JsonObject document) {
    Room room =
        new Room(
            document.getString("_id"),
            document.getString("title"),
            document.getLong("createdAt"),
            Optional.ofNullable(document.getString("id")),
            document.getLong("tokenVersion", 0L));
    return new Held(room, document.getLong("version"));
  }
}
