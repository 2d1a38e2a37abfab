package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.poll.ValidationErrors;
import io.votehub.room.RoomKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The routes for the keys of a room, with which its owner lets others help. */
final class KeyRoutes {
  private static final Set<RoomRole> ROLES =
      Set.of(RoomRole.PRESENTER, RoomRole.MODERATOR, RoomRole.VIEWER);

  private final HttpParts parts;
  private final RoomKeys keys;
  private final AuditTrail trail;

  KeyRoutes(HttpParts parts, AuditTrail trail) {
    this.trail = trail;
    this.parts = parts;
    this.keys = parts.rooms().keys();
  }

  /** Adds a key; its token is in this response only. */
  Future<Reply> add(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("role", "label"));
    RoomRole role =
        RoomRole.of(String.valueOf(json.get("role"))).filter(ROLES::contains).orElse(null);
    if (role == null) {
      faults.add("/role", "Must be 'presenter', 'moderator' or 'viewer'");
    }
    String label =
        json.containsKey("label")
            ? faults.text(json.get("label"), "/label", RoomKey.MAX_LABEL)
            : "";
    faults.throwIfAny();
    return keys.add(request.room().code(), role, label)
        .map(
            added -> {
              parts.security().done(Event.KEY_ADDED, request.room().code(), request.from());
              trail.done(request, "room.key-added");
              Map<String, Object> reply = json(added.key());
              reply.put("token", parts.tokens().key(added.room(), added.key()));
              return Reply.created(reply);
            });
  }

  Future<Reply> list(RoomRequest request) {
    Room room = request.room();
    return Future.succeededFuture(
        Reply.ok(Map.of("keys", room.keys().keys().stream().map(KeyRoutes::json).toList())));
  }

  /** Revokes a key; its connections close. Repeating this is no fault. */
  Future<Reply> revoke(RoomRequest request) {
    String key = request.ctx().pathParam("key");
    if (key.length() > RoomRequest.MAX_ID) {
      throw Refusal.field("/key", "Is no id of a key");
    }
    return keys.revoke(request.room().code(), key)
        .map(
            revoked -> {
              if (request.room().keys().has(key)) {
                parts.security().done(Event.KEY_REVOKED, request.room().code(), request.from());
                trail.done(request, "room.key-revoked");
              }
              return Reply.nothing();
            });
  }

  private static Map<String, Object> json(RoomKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("role", key.role().wire());
    json.put("label", key.label());
    json.put("createdAt", key.createdAt());
    return json;
  }
}
