package io.votehub.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;

/**
 * Issues and reads the tokens of presenters and voters: JSON Web Tokens signed with HMAC-SHA256.
 * Any instance with the same {@link HubKey} reads what another issued; nothing is kept. A token
 * does not expire: it is worth something as long as its room exists. Safe from any thread.
 */
public final class Tokens {
  /** Ours have about 200 characters; longer ones are not looked at. */
  private static final int MAX_LENGTH = 1_000;

  private static final String ALGORITHM = "HS256";

  private final JWTAuth jwt;

  /**
   * No time of issue: an instance whose clock is behind would refuse a token from the future, and
   * its voter would have to come back as somebody else.
   */
  private final JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true);

  public Tokens(Vertx vertx, HubKey key) {
    PubSecKeyOptions secret =
        new PubSecKeyOptions()
            .setAlgorithm(ALGORITHM)
            .setBuffer(Buffer.buffer(key.derive("votehub token")));
    jwt = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(secret));
  }

  /** A token that makes its bearer the presenter of a room. */
  public String presenter(String room) {
    return sign(new JsonObject().put("role", Identity.Role.PRESENTER.wire()).put("room", room));
  }

  /** A token that makes its bearer that voter in a room. */
  public String voter(String room, String voter) {
    return sign(
        new JsonObject()
            .put("sub", voter)
            .put("role", Identity.Role.VOTER.wire())
            .put("room", room));
  }

  private String sign(JsonObject claims) {
    return jwt.generateToken(claims, options);
  }

  /**
   * Who the token speaks for. Fails with {@code bad-token} for one that this hub did not issue,
   * whatever is wrong with it.
   */
  public Future<Identity> verify(String token) {
    if (token == null || token.isEmpty() || token.length() > MAX_LENGTH) {
      return Future.failedFuture(Refusal.of(Code.BAD_TOKEN));
    }
    return jwt.authenticate(new TokenCredentials(token))
        .map(user -> identity(user.principal()))
        .recover(fault -> Future.failedFuture(Refusal.of(Code.BAD_TOKEN)));
  }

  private static Identity identity(JsonObject claims) {
    Object role = claims.getValue("role");
    if (claims.getValue("room") instanceof String room) {
      if (Identity.Role.PRESENTER.wire().equals(role)) {
        return Identity.presenter(room);
      }
      if (Identity.Role.VOTER.wire().equals(role) && claims.getValue("sub") instanceof String sub) {
        return Identity.voter(room, sub);
      }
    }
    throw Refusal.of(Code.BAD_TOKEN);
  }
}
