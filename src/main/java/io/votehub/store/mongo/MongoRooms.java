package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.AdmissionRules;
import io.votehub.poll.Embedding;
import io.votehub.poll.KeyRing;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.Stage;
import io.votehub.poll.Suspension;
import io.votehub.poll.Theme;
import io.votehub.poll.WordRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Rooms as documents. A document marked as deleted (a tombstone) is visible only to its deletion.
 */
final class MongoRooms {
  private static final String GONE = "gone";
  private static final String USED_AT = "usedAt";

  private final MongoCalls calls;

  /** A room as it was read. */
  private record Held(Room room, long version) {}

  MongoRooms(MongoCalls calls) {
    this.calls = calls;
  }

  /** False if the code is taken. */
  Future<Boolean> add(Room room) {
    JsonObject document = document(room, 0).put(USED_AT, room.createdAt());
    return calls
        .write(1, client -> client.insert(MongoSchema.ROOMS, document))
        .map(true)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  /** A room with the time of its last use, as far as that was noted. */
  record Used(Room room, OptionalLong at) {}

  /** Some rooms with codes after one, by their codes. */
  Future<List<Used>> after(String code, int atMost) {
    JsonObject query =
        new JsonObject()
            .put("_id", new JsonObject().put("$gt", code))
            .put(GONE, new JsonObject().put("$exists", false));
    FindOptions page = new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(atMost);
    return calls
        .find(MongoSchema.ROOMS, query, page)
        .map(found -> found.stream().map(MongoRooms::used).toList());
  }

  private static Used used(JsonObject document) {
    Long at = document.getLong(USED_AT);
    return new Used(held(document).room, at == null ? OptionalLong.empty() : OptionalLong.of(at));
  }

  Future<Optional<Room>> room(String code) {
    return held(code).map(found -> found.map(Held::room));
  }

  Future<Optional<Room>> update(String code, UnaryOperator<Room> change) {
    return new OptimisticUpdate<>(calls, () -> held(code), Held::room, this::replace)
        .change(change);
  }

  private Future<Optional<Held>> held(String code) {
    return calls
        .ask(client -> client.findOne(MongoSchema.ROOMS, id(code), null))
        .map(found -> found == null || found.containsKey(GONE) ? null : found)
        .map(found -> Optional.ofNullable(found).map(MongoRooms::held));
  }

  private Future<Boolean> replace(Held before, Room room) {
    JsonObject unchanged = id(before.room.code()).put("version", before.version);
    // Set one by one, for the time of the last use changes by itself.
    JsonObject fields = document(room, before.version + 1);
    fields.remove("_id");
    JsonObject change = new JsonObject().put("$set", fields);
    return calls
        .write(
            1,
            client ->
                client.findOneAndUpdateWithOptions(
                    MongoSchema.ROOMS,
                    unchanged,
                    change,
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }

  /** Marks a room as gone; false if there is none, true also if it is marked already. */
  Future<Boolean> mark(String code) {
    return mark(id(code), code);
  }

  /** The same for a room that was last used before a time; false also if it was used since. */
  Future<Boolean> markUnused(String code, long before) {
    return mark(id(code).put(USED_AT, new JsonObject().put("$lt", before)), code);
  }

  private Future<Boolean> mark(JsonObject query, String code) {
    JsonObject marked = id(code).put(GONE, true);
    return calls
        .write(
            1,
            client ->
                client.findOneAndReplaceWithOptions(
                    MongoSchema.ROOMS,
                    query,
                    marked,
                    MongoSchema.wholeDocument(),
                    new UpdateOptions()))
        .map(found -> found != null);
  }

  /** By what MongoDB knows without counting. */
  Future<Long> count() {
    return calls
        .ask(client -> client.runCommand("count", new JsonObject().put("count", MongoSchema.ROOMS)))
        .map(answer -> answer.getLong("n"));
  }

  /** Notes that a room was used at a time. */
  Future<Void> noteUse(String code, long at) {
    JsonObject later = new JsonObject().put("$max", new JsonObject().put(USED_AT, at));
    JsonObject there = id(code).put(GONE, new JsonObject().put("$exists", false));
    return calls
        .write(1, client -> client.updateCollection(MongoSchema.ROOMS, there, later))
        .mapEmpty();
  }

  /**
   * Codes of rooms that were last used before a time; those of which nothing is known are noted as
   * used now.
   */
  Future<List<String>> unused(long before, long now, int atMost) {
    JsonObject unknown =
        new JsonObject()
            .put(USED_AT, new JsonObject().put("$exists", false))
            .put(GONE, new JsonObject().put("$exists", false));
    JsonObject used = new JsonObject().put("$set", new JsonObject().put(USED_AT, now));
    JsonObject earlier = new JsonObject().put(USED_AT, new JsonObject().put("$lt", before));
    FindOptions ids = new FindOptions().setFields(new JsonObject().put("_id", 1)).setLimit(atMost);
    return calls
        .write(
            0,
            client ->
                client.updateCollectionWithOptions(
                    MongoSchema.ROOMS, unknown, used, new UpdateOptions().setMulti(true)))
        .compose(noted -> calls.find(MongoSchema.ROOMS, earlier, ids))
        .map(found -> found.stream().map(room -> room.getString("_id")).toList());
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
    room.renewal().ifPresent(call -> document.put("renewal", call));
    if (room.stage().rev() > 0) {
      document.put("stage", new JsonObject(RoomJson.stage(room.stage())));
    }
    if (room.keys().rev() > 0) {
      document.put("keys", new JsonObject(RoomJson.keys(room.keys())));
    }
    if (!room.rolls().isEmpty()) {
      document.put("rolls", new JsonArray(RoomJson.rolls(room.rolls())));
    }
    if (room.admission().rev() > 0) {
      document.put("admission", new JsonObject(RoomRulesJson.admission(room.admission())));
    }
    if (room.suspension().rev() > 0) {
      document.put("suspension", new JsonObject(RoomRulesJson.suspension(room.suspension())));
    }
    if (room.reactions().rev() > 0) {
      document.put("reactions", new JsonObject(RoomRulesJson.reactions(room.reactions())));
    }
    if (room.players().rev() > 0) {
      document.put("players", Json.write(RoomRulesJson.players(room.players())));
    }
    if (room.theme().rev() > 0) {
      document.put("theme", Json.write(RoomRulesJson.theme(room.theme())));
    }
    if (room.wordRules().rev() > 0) {
      document.put("wordRules", Json.write(RoomRulesJson.wordRules(room.wordRules())));
    }
    if (room.embedding().rev() > 0) {
      document.put("embedding", new JsonObject(RoomRulesJson.embedding(room.embedding())));
    }
    return document;
  }

  private static KeyRing readKeys(JsonObject document) {
    List<Object> keys = new ArrayList<>();
    for (Object key : document.getJsonArray("keys")) {
      keys.add(((JsonObject) key).getMap());
    }
    return RoomJson.readKeys(Map.of("rev", document.getLong("rev"), "keys", keys));
  }

  private static PlayerRules readPlayers(String text) {
    try {
      return text == null ? PlayerRules.DEFAULT : RoomRulesJson.readPlayers(Json.readObject(text));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The rules of a room's players are not JSON", fault);
    }
  }

  private static Theme readTheme(String text) {
    try {
      return text == null ? Theme.NONE : RoomRulesJson.readTheme(Json.readObject(text));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The looks of a room are not JSON", fault);
    }
  }

  private static WordRules readWordRules(String text) {
    try {
      return text == null ? WordRules.DEFAULT : RoomRulesJson.readWordRules(Json.readObject(text));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The unwanted words of a room are not JSON", fault);
    }
  }

  private static Held held(JsonObject document) {
    Room room =
        new Room(
            document.getString("_id"),
            document.getString("title"),
            document.getLong("createdAt"),
            Optional.ofNullable(document.getString("id")),
            document.getLong("tokenVersion", 0L),
            document.containsKey("stage")
                ? RoomJson.readStage(document.getJsonObject("stage").getMap())
                : Stage.FOLLOW,
            Optional.ofNullable(document.getString("renewal")),
            document.containsKey("keys") ? readKeys(document.getJsonObject("keys")) : KeyRing.EMPTY,
            document.getJsonArray("rolls", new JsonArray()).stream()
                .map(roll -> RoomJson.readRoll(((JsonObject) roll).getMap()))
                .toList(),
            document.containsKey("admission")
                ? RoomRulesJson.readAdmission(document.getJsonObject("admission").getMap())
                : AdmissionRules.OPEN,
            document.containsKey("suspension")
                ? RoomRulesJson.readSuspension(document.getJsonObject("suspension").getMap())
                : Suspension.NONE,
            document.containsKey("reactions")
                ? RoomRulesJson.readReactions(document.getJsonObject("reactions").getMap())
                : ReactionSettings.DEFAULT,
            readPlayers(document.getString("players")),
            readTheme(document.getString("theme")),
            readWordRules(document.getString("wordRules")),
            document.containsKey("embedding")
                ? RoomRulesJson.readEmbedding(document.getJsonObject("embedding").getMap())
                : Embedding.NONE);
    return new Held(room, document.getLong("version"));
  }
}
