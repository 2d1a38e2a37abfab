package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * A site that vouches for people, by the authorization code flow with PKCE (RFC 9700). Thread-safe.
 * Futures fail with a {@link ProviderException}.
 */
public interface IdentityProvider {
  /**
   * What one sign-in is bound to; each is random and used once.
   *
   * @param redirect where the provider sends the browser back to, exactly
   */
  record Flow(String state, String nonce, String verifier, String redirect) {}

  /**
   * What the browser brought back.
   *
   * @param issuer who says so (RFC 9207), if that was told
   */
  record Answer(String code, Optional<String> issuer) {}

  ProviderSettings settings();

  /** The address to which the browser is sent. */
  Future<String> authorization(Flow flow);

  /** Who it is: a text that is the same each time, and nobody else's. */
  Future<String> subject(Flow flow, Answer answer);

  /** Ends connections. */
  void close();

  static IdentityProvider of(Vertx vertx, ProviderSettings settings) {
    return switch (settings.kind()) {
      case OIDC -> new OidcProvider(vertx, settings);
      case DISCORD -> new DiscordProvider(vertx, settings);
    };
  }
}
