package io.votehub.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Issues and verifies the tokens of owners, of those who help them, and of voters: JSON Web Tokens
 * (RFC 7519) signed with HMAC-SHA256. Stateless: any instance with the same {@link HubKey} accepts
 * them. A token is bound to its room by the room's id ({@code rid}), an owner's also to a version
 * ({@code v}), and that of a key to the key ({@code kid}), which callers check by {@link Identity}.
 * Tokens do not expire: they are valid as long as their room exists. Thread-safe.
 */
public final class Tokens {
  /** Issued tokens have about 250 characters; longer ones are rejected unparsed. */
  private static final int MAX_LENGTH = 1_000;

  private static final String ALGORITHM = "HS256";
  private static final String AUDIENCE = "votehub";

  /** The first presenter's role; so named before a room had several. */
  private static final String OWNER = "presenter";

  private static final String VOTER = "voter";

  /**
   * The roles of keys in tokens. A presenter's differs from the owner's, so that an instance of a
   * version without keys refuses the token.
   */
  private static final Map<RoomRole, String> WIRE =
      Map.of(
          RoomRole.PRESENTER, "co-presenter",
          RoomRole.MODERATOR, "moderator",
          RoomRole.VIEWER, "viewer");

  private final JWTAuth jwt;
  private final Pseudonyms pseudonyms;

  /**
   * Without a time of issue: an instance whose clock is slow would reject the token, and the voter
   * would lose their identity.
   */
  private final JWTOptions options =
      new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true).addAudience(AUDIENCE);

  public Tokens(Vertx vertx, HubKey key) {
    PubSecKeyOptions secret =
        new PubSecKeyOptions()
            .setAlgorithm(ALGORITHM)
            .setBuffer(Buffer.buffer(key.derive("votehub token")));
    pseudonyms = new Pseudonyms(key);
    jwt = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(secret));
  }

  /** The ids under which the voters who bear tokens are counted. */
  public Pseudonyms pseudonyms() {
    return pseudonyms;
  }

  /** Issues the owner's token of a room, valid until the room's token version increases. */
  public String owner(Room room) {
    return sign(OWNER, room, new JsonObject().put("v", room.tokenVersion()));
  }

  /** Issues the token of one of the room's keys, valid until the key is revoked. */
  public String key(Room room, RoomKey key) {
    return sign(
        WIRE.get(key.role()),
        room,
        new JsonObject().put("kid", key.id()).put("kv", room.keys().rev()));
  }

  /** Issues the token of a voter in a room. */
  public String voter(Room room, String voter) {
    return sign(VOTER, room, new JsonObject().put("sub", voter));
  }

  private String sign(String role, Room room, JsonObject claims) {
    claims.put("role", role).put("room", room.code());
    room.id().ifPresent(id -> claims.put("rid", id));
    return jwt.generateToken(claims, options);
  }

  /**
   * Verifies a token and returns the identity it proves. Fails with {@code bad-token} for one that
   * this hub did not issue, that has expired, is for another audience, or has critical extensions
   * ({@code crit}), of which none is supported.
   */
  public Future<Identity> verify(String token) {
    if (token == null || token.isEmpty() || token.length() > MAX_LENGTH) {
      return Future.failedFuture(Refusal.of(ErrorCode.BAD_TOKEN));
    }
    return jwt.authenticate(new TokenCredentials(token))
        .map(user -> identity(token, user.principal()))
        .recover(fault -> Future.failedFuture(Refusal.of(ErrorCode.BAD_TOKEN)));
  }

  private static Identity identity(String token, JsonObject claims) {
    Object id = claims.getValue("rid");
    boolean ours =
        !hasCriticalExtensions(token) && isIntendedAudience(claims.getValue("aud"), id != null);
    if (ours
        && claims.getValue("room") instanceof String room
        && claims.getValue("role") instanceof String role
        && (id == null || id instanceof String)) {
      Optional<String> roomId = Optional.ofNullable((String) id);
      if (OWNER.equals(role) && claims.getValue("v", 0) instanceof Number version) {
        return new Identity(
            RoomRole.OWNER, room, roomId, Optional.empty(), version.longValue(), null);
      }
      if (VOTER.equals(role) && claims.getValue("sub") instanceof String sub) {
        return new Identity(RoomRole.VOTER, room, roomId, Optional.empty(), 0, sub);
      }
      if (claims.getValue("kid") instanceof String kid
          && claims.getValue("kv") instanceof Number rev) {
        return new Identity(keyRole(role), room, roomId, Optional.of(kid), rev.longValue(), null);
      }
    }
    throw Refusal.of(ErrorCode.BAD_TOKEN);
  }

  private static RoomRole keyRole(String wire) {
    return WIRE.entrySet().stream()
        .filter(each -> each.getValue().equals(wire))
        .map(Map.Entry::getKey)
        .findAny()
        .orElseThrow(() -> Refusal.of(ErrorCode.BAD_TOKEN));
  }

  /** Such tokens have to be rejected (RFC 7515, 4.1.11), which the library does not do. */
  private static boolean hasCriticalExtensions(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new JsonObject(Buffer.buffer(header)).containsKey("crit");
  }

  /**
   * @param required whether an audience is required; tokens of rooms without ids predate it
   */
  private static boolean isIntendedAudience(Object audience, boolean required) {
    if (audience == null) {
      return !required;
    }
    return AUDIENCE.equals(audience)
        || (audience instanceof JsonArray several && several.contains(AUDIENCE));
  }
}
