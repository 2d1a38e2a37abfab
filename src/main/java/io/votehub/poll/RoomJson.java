package io.votehub.poll;

import static io.votehub.poll.JsonFields.list;
import static io.votehub.poll.JsonFields.number;
import static io.votehub.poll.JsonFields.object;
import static io.votehub.poll.JsonFields.text;
import static io.votehub.poll.JsonFields.texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Complete rooms as plain JSON values, as stored and as sent between instances. The JSON for
 * clients is written elsewhere.
 */
public final class RoomJson {
  private RoomJson() {}

  public static Map<String, Object> room(Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("createdAt", room.createdAt());
    room.id().ifPresent(id -> json.put("id", id));
    json.put("tokenVersion", room.tokenVersion());
    room.renewal().ifPresent(call -> json.put("renewal", call));
    if (room.stage().rev() > 0) {
      json.put("stage", stage(room.stage()));
    }
    if (room.keys().rev() > 0) {
      json.put("keys", keys(room.keys()));
    }
    if (!room.rolls().isEmpty()) {
      json.put("rolls", rolls(room.rolls()));
    }
    if (room.admission().rev() > 0) {
      json.put("admission", RoomRulesJson.admission(room.admission()));
    }
    if (room.suspension().rev() > 0) {
      json.put("suspension", RoomRulesJson.suspension(room.suspension()));
    }
    if (room.reactions().rev() > 0) {
      json.put("reactions", RoomRulesJson.reactions(room.reactions()));
    }
    if (room.players().rev() > 0) {
      json.put("players", RoomRulesJson.players(room.players()));
    }
    if (room.theme().rev() > 0) {
      json.put("theme", RoomRulesJson.theme(room.theme()));
    }
    if (room.wordRules().rev() > 0) {
      json.put("wordRules", RoomRulesJson.wordRules(room.wordRules()));
    }
    if (room.embedding().rev() > 0) {
      json.put("embedding", RoomRulesJson.embedding(room.embedding()));
    }
    return json;
  }

  public static List<Map<String, Object>> rolls(List<VoterRoll> rolls) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (VoterRoll roll : rolls) {
      json.add(roll(roll));
    }
    return json;
  }

  private static Map<String, Object> roll(VoterRoll roll) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", roll.id());
    json.put("title", roll.title());
    json.put("createdAt", roll.createdAt());
    json.put("members", roll.members());
    json.put("weight", roll.weight());
    if (!roll.removed().isEmpty()) {
      json.put("removed", List.copyOf(roll.removed()));
    }
    return json;
  }

  public static VoterRoll readRoll(Map<String, ?> json) {
    return new VoterRoll(
        text(json, "id"),
        text(json, "title"),
        number(json, "createdAt"),
        (int) number(json, "members"),
        json.containsKey("weight") ? number(json, "weight") : number(json, "members"),
        json.containsKey("removed") ? Set.copyOf(texts(json, "removed")) : Set.of());
  }

  public static Map<String, Object> keys(KeyRing ring) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", ring.rev());
    json.put("keys", ring.keys().stream().map(RoomJson::key).toList());
    return json;
  }

  private static Map<String, Object> key(RoomKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("role", key.role().wire());
    json.put("label", key.label());
    json.put("createdAt", key.createdAt());
    return json;
  }

  /** Reads a ring of keys; keys with unknown roles of later versions are left out. */
  public static KeyRing readKeys(Map<String, ?> json) {
    List<RoomKey> keys = new ArrayList<>();
    for (Map<String, ?> key : list(json, "keys")) {
      RoomRole.of(text(key, "role"))
          .map(
              role ->
                  new RoomKey(text(key, "id"), role, text(key, "label"), number(key, "createdAt")))
          .ifPresent(keys::add);
    }
    return new KeyRing(number(json, "rev"), keys);
  }

  public static Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shows", stage.shows().wire());
    stage.what().ifPresent(what -> json.put("what", what));
    stage.pause().ifPresent(pause -> json.putAll(pause(pause)));
    json.put("rev", stage.rev());
    return json;
  }

  /** A break, as it is kept and as it is sent. */
  public static Map<String, Object> pause(Break pause) {
    Map<String, Object> json = new LinkedHashMap<>();
    pause.title().ifPresent(title -> json.put("title", title));
    pause.until().ifPresent(until -> json.put("until", until));
    return json;
  }

  private static Break readPause(Map<String, ?> json) {
    return new Break(
        Optional.ofNullable(text(json, "title")),
        json.containsKey("until") ? OptionalLong.of(number(json, "until")) : OptionalLong.empty());
  }

  /** Reads a stage; an unknown kind is read as {@code FOLLOW}. */
  public static Stage readStage(Map<String, ?> json) {
    return Stage.kept(
        text(json, "shows"),
        Optional.ofNullable(text(json, "what")),
        readPause(json),
        number(json, "rev"));
  }

  public static Room readRoom(Map<String, ?> json) {
    return new Room(
        text(json, "code"),
        text(json, "title"),
        number(json, "createdAt"),
        Optional.ofNullable(text(json, "id")),
        json.containsKey("tokenVersion") ? number(json, "tokenVersion") : 0,
        json.containsKey("stage") ? readStage(object(json, "stage")) : Stage.FOLLOW,
        Optional.ofNullable(text(json, "renewal")),
        json.containsKey("keys") ? readKeys(object(json, "keys")) : KeyRing.EMPTY,
        json.containsKey("rolls")
            ? list(json, "rolls").stream().map(RoomJson::readRoll).toList()
            : List.of(),
        json.containsKey("admission")
            ? RoomRulesJson.readAdmission(object(json, "admission"))
            : AdmissionRules.OPEN,
        json.containsKey("suspension")
            ? RoomRulesJson.readSuspension(object(json, "suspension"))
            : Suspension.NONE,
        json.containsKey("reactions")
            ? RoomRulesJson.readReactions(object(json, "reactions"))
            : ReactionSettings.DEFAULT,
        json.containsKey("players")
            ? RoomRulesJson.readPlayers(object(json, "players"))
            : PlayerRules.DEFAULT,
        json.containsKey("theme") ? RoomRulesJson.readTheme(object(json, "theme")) : Theme.NONE,
        json.containsKey("wordRules")
            ? RoomRulesJson.readWordRules(object(json, "wordRules"))
            : WordRules.DEFAULT,
        json.containsKey("embedding")
            ? RoomRulesJson.readEmbedding(object(json, "embedding"))
            : Embedding.NONE);
  }
}
