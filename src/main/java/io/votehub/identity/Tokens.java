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
import java.util.Base64;
import java.util.Optional;

/**
 * Issues and reads the tokens of presenters and voters: JSON Web Tokens signed with HMAC-SHA256.
 * Any instance with the same {@link HubKey} reads what another issued; nothing is kept. A token is
 * bound to its room by the room's own id ({@code rid}), a presenter's also to a version ({@code
 * v}); whether both still hold is for {@link Identity} and the room to say. A token does not expire
 * by itself: it is worth something as long as its room exists. Safe from any thread.
 */
public final class Tokens {
  /** Ours have about 250 characters; longer ones are not looked at. */
  private static final int MAX_LENGTH = 1_000;

  private static final String ALGORITHM = "HS256";
  private static final String AUDIENCE = "votehub";

  private final JWTAuth jwt;

  /**
   * No time of issue: an instance whose clock is behind would refuse a token from the future, and
   * its voter would have to come back as somebody else.
   */
  private final JWTOptions options =
      new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true).addAudience(AUDIENCE);

  public Tokens(Vertx vertx, HubKey key) {
    PubSecKeyOptions secret =
        new PubSecKeyOptions()
            .setAlgorithm(ALGORITHM)
            .setBuffer(Buffer.buffer(key.derive("votehub token")));
    jwt = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(secret));
  }

  /** The token that makes its bearer the presenter of a room, until the room's version grows. */
  public String presenter(Room room) {
    return sign(Identity.Role.PRESENTER, room, new JsonObject().put("v", room.tokenVersion()));
  }

  /** A token that makes its bearer that voter in a room. */
  public String voter(Room room, String voter) {
    return sign(Identity.Role.VOTER, room, new JsonObject().put("sub", voter));
  }

  private String sign(Identity.Role role, Room room, JsonObject claims) {
    claims.put("role", role.wire()).put("room", room.code());
    room.id().ifPresent(id -> claims.put("rid", id));
    return jwt.generateToken(claims, options);
  }

  /**
   * Who the token speaks for. Fails with {@code bad-token} for one that this hub did not issue,
   * whatever is wrong with it, and for one that has expired, is for another audience or demands
   * extensions ({@code crit}), of which none is known here.
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
    Object role = claims.getValue("role");
    Object id = claims.getValue("rid");
    boolean ours = !demandsExtensions(token) && isForUs(claims.getValue("aud"), id != null);
    if (ours
        && claims.getValue("room") instanceof String room
        && (id == null || id instanceof String)) {
      Optional<String> roomId = Optional.ofNullable((String) id);
      if (Identity.Role.PRESENTER.wire().equals(role)
          && claims.getValue("v", 0) instanceof Number version) {
        return new Identity(Identity.Role.PRESENTER, room, roomId, version.longValue(), null);
      }
      if (Identity.Role.VOTER.wire().equals(role) && claims.getValue("sub") instanceof String sub) {
        return new Identity(Identity.Role.VOTER, room, roomId, 0, sub);
      }
    }
    throw Refusal.of(ErrorCode.BAD_TOKEN);
  }

  /**
   * RFC 7515, 4.1.11: who does not understand an extension that a signature demands has to refuse
   * it. The library does not look.
   */
  private static boolean demandsExtensions(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new JsonObject(Buffer.buffer(header)).containsKey("crit");
  }

  /**
   * @param always whether an audience has to be named; tokens of rooms without ids were issued
   *     before it was
   */
  private static boolean isForUs(Object audience, boolean always) {
    if (audience == null) {
      return !always;
    }
    return AUDIENCE.equals(audience)
        || (audience instanceof JsonArray several && several.contains(AUDIENCE));
  }
}
