package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.votehub.accounts.oauth.ProviderException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Checks ID tokens (OpenID Connect Core 3.1.3.7): the library checks signature, issuer, audience
 * and times; this class the rest. Only keys that are public on purpose count, so that neither
 * {@code none} nor a shared secret signs anything.
 */
final class IdTokens {
  private static final Set<String> KINDS = Set.of("RSA", "EC", "OKP");
  private static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
  private static final int LEEWAY_S = 30;
  private static final int MAX_SUBJECT = 255;

  private final String issuer;
  private final String clientId;
  private final JWTAuth signatures;

  /**
   * @param keys the key set of the issuer (RFC 7517)
   */
  IdTokens(Vertx vertx, String issuer, String clientId, List<JsonObject> keys) {
    this.issuer = issuer;
    this.clientId = clientId;
    JWTAuthOptions options =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions().setIssuer(issuer).addAudience(clientId).setLeeway(LEEWAY_S));
    keys.stream().filter(IdTokens::signs).forEach(options::addJwk);
    if (options.getJwks() == null || options.getJwks().isEmpty()) {
      throw new ProviderException(Reason.AWAY, "The issuer has no key that signs");
    }
    signatures = JWTAuth.create(vertx, options);
  }

  private static boolean signs(JsonObject key) {
    return KINDS.contains(key.getString("kty", ""))
        && "sig".equals(key.getString("use", "sig"))
        && (!key.containsKey("alg") || ALGORITHMS.contains(key.getString("alg")));
  }

  /** The subject of a token that was issued for a sign-in. */
  Future<String> subject(String token, String nonce) {
    String algorithm;
    try {
      String head = token.substring(0, Math.max(0, token.indexOf('.')));
      algorithm =
          new JsonObject(new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8))
              .getString("alg", "");
    } catch (RuntimeException unreadable) {
      return refused("The ID token cannot be read");
    }
    if (!ALGORITHMS.contains(algorithm)) {
      return refused("The ID token is signed by an algorithm that is not allowed");
    }
    return signatures
        .authenticate(new TokenCredentials(token))
        .map(user -> subject(user.attributes().getJsonObject("accessToken"), nonce))
        .recover(
            fault ->
                fault instanceof ProviderException
                    ? Future.failedFuture(fault)
                    : Future.failedFuture(
                        new ProviderException(
                            Reason.REFUSED, "The ID token was not accepted", fault)));
  }

  private String subject(JsonObject claims, String nonce) {
    boolean fits =
        issuer.equals(claims.getValue("iss"))
            && nonce.equals(claims.getValue("nonce"))
            && claims.getValue("exp") instanceof Number
            && claims.getValue("iat") instanceof Number
            && isAudience(claims);
    if (!fits) {
      throw new ProviderException(Reason.REFUSED, "The ID token is for something else");
    }
    if (claims.getValue("sub") instanceof String subject
        && !subject.isEmpty()
        && subject.length() <= MAX_SUBJECT) {
      return subject;
    }
    throw new ProviderException(Reason.REFUSED, "The ID token has no subject");
  }

  /** It is for this client; where it is for others too, it must have been issued to this one. */
  private boolean isAudience(JsonObject claims) {
    Object audience = claims.getValue("aud");
    boolean alone =
        audience instanceof String one
            ? one.equals(clientId)
            : audience instanceof JsonArray many
                && many.size() == 1
                && clientId.equals(many.getValue(0));
    Object party = claims.getValue("azp");
    return party == null ? alone : clientId.equals(party);
  }

  private static Future<String> refused(String why) {
    return Future.failedFuture(new ProviderException(Reason.REFUSED, why));
  }
}
