package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.votehub.accounts.oauth.Discovery.Metadata;
import io.votehub.accounts.oauth.ProviderException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer of OpenID Connect. What it says of itself and its keys are read again after an hour,
 * and its keys when a token does not fit them, at most every minute.
 */
final class OidcProvider implements IdentityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final long FRESH_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long REREAD_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final String ID_TOKEN = "id_token";

  private final Vertx vertx;
  private final ProviderSettings settings;
  private final Discovery discovery;
  private final AtomicReference<Known> known = new AtomicReference<>();
  private final AtomicLong rereadAt = new AtomicLong(System.nanoTime() - REREAD_NANOS);

  /** What is known of the issuer. */
  private record Known(Metadata metadata, OAuth2Auth codes, IdTokens tokens, long at) {}

  OidcProvider(Vertx vertx, ProviderSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    discovery = new Discovery(vertx, settings.address());
  }

  @Override
  public ProviderSettings settings() {
    return settings;
  }

  private Future<Known> known() {
    Known now = known.get();
    return now != null && System.nanoTime() - now.at() < FRESH_NANOS
        ? Future.succeededFuture(now)
        : read();
  }

  private Future<Known> read() {
    return discovery
        .metadata()
        .compose(metadata -> discovery.keys(metadata).map(keys -> known(metadata, keys)))
        .map(
            fresh -> {
              Known old = known.getAndSet(fresh);
              if (old != null) {
                old.codes().close();
              }
              return fresh;
            });
  }

  private Known known(Metadata metadata, List<JsonObject> keys) {
    OAuth2Auth codes =
        OAuth2Auth.create(
            vertx,
            Codes.options(settings)
                .setSite(settings.address())
                .setUseBasicAuthorization(metadata.takesBasic())
                .setAuthorizationPath(metadata.authorization())
                .setTokenPath(metadata.token()));
    return new Known(
        metadata,
        codes,
        new IdTokens(vertx, settings.address(), settings.clientId(), keys),
        System.nanoTime());
  }

  @Override
  public Future<String> authorization(Flow flow) {
    return known()
        .map(
            issuer ->
                issuer
                    .codes()
                    .authorizeURL(
                        Codes.request(flow)
                            .addScope("openid")
                            .putAdditionalParameter("nonce", flow.nonce())));
  }

  @Override
  public Future<String> subject(Flow flow, Answer answer) {
    return known()
        .compose(
            issuer -> {
              requireIssuer(issuer.metadata(), answer.issuer());
              return Codes.exchange(issuer.codes(), flow, answer)
                  .compose(user -> subject(issuer, idToken(user), flow.nonce()));
            })
        .map(subject -> settings.address() + " " + subject);
  }

  private void requireIssuer(Metadata metadata, Optional<String> told) {
    boolean fits = told.map(settings.address()::equals).orElse(!metadata.namesItself());
    if (!fits) {
      throw new ProviderException(Reason.REFUSED, "Another issuer answered");
    }
  }

  private static String idToken(User user) {
    if (user.principal().getValue(ID_TOKEN) instanceof String token) {
      return token;
    }
    throw new ProviderException(Reason.REFUSED, "The issuer sent no ID token");
  }

  /** Checks a token; if it does not fit, the issuer may have new keys. */
  private Future<String> subject(Known issuer, String token, String nonce) {
    return issuer
        .tokens()
        .subject(token, nonce)
        .recover(
            fault -> {
              long last = rereadAt.get();
              long now = System.nanoTime();
              if (now - last < REREAD_NANOS || !rereadAt.compareAndSet(last, now)) {
                return Future.failedFuture(fault);
              }
              LOG.info("Reading the keys of {} again", settings.id());
              return read().compose(fresh -> fresh.tokens().subject(token, nonce));
            });
  }

  @Override
  public void close() {
    Known now = known.getAndSet(null);
    if (now != null) {
      now.codes().close();
    }
    discovery.close();
  }
}
