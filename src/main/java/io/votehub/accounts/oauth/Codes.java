package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.votehub.accounts.oauth.IdentityProvider.Answer;
import io.votehub.accounts.oauth.IdentityProvider.Flow;
import io.votehub.accounts.oauth.ProviderException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** The steps of the authorization code flow that all providers have in common. */
final class Codes {
  private static final int WITHIN_S = 10;

  private Codes() {}

  static OAuth2Options options(ProviderSettings settings) {
    return new OAuth2Options()
        .setClientId(settings.clientId())
        .setClientSecret(settings.clientSecret())
        .setHttpClientOptions(
            new HttpClientOptions()
                .setConnectTimeout(WITHIN_S * 1000)
                .setReadIdleTimeout(WITHIN_S)
                .setIdleTimeout(WITHIN_S));
  }

  static OAuth2AuthorizationURL request(Flow flow) {
    return new OAuth2AuthorizationURL()
        .setRedirectUri(flow.redirect())
        .setState(flow.state())
        .setCodeChallenge(s256(flow.verifier()))
        .setCodeChallengeMethod("S256");
  }

  /** The challenge of a verifier (RFC 7636). */
  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  /** Exchanges a code for tokens. */
  static Future<User> exchange(OAuth2Auth provider, Flow flow, Answer answer) {
    return provider
        .authenticate(
            new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(answer.code())
                .setCodeVerifier(flow.verifier())
                .setRedirectUri(flow.redirect()))
        .recover(
            fault ->
                Future.failedFuture(
                    new ProviderException(Reason.REFUSED, "The code was not exchanged", fault)));
  }
}
