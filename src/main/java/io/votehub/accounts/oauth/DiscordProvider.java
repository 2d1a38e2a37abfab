package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.votehub.accounts.oauth.ProviderException.Reason;
import java.util.regex.Pattern;

/** Discord, which speaks OAuth 2.0 without OpenID Connect. Its access token is used once, here. */
final class DiscordProvider implements IdentityProvider {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  private final ProviderSettings settings;
  private final OAuth2Auth discord;

  DiscordProvider(Vertx vertx, ProviderSettings settings) {
    this.settings = settings;
    discord =
        OAuth2Auth.create(
            vertx,
            Codes.options(settings)
                .setSite(settings.address())
                .setAuthorizationPath("/oauth2/authorize")
                .setTokenPath("/api/oauth2/token")
                .setUserInfoPath("/api/users/@me"));
  }

  @Override
  public ProviderSettings settings() {
    return settings;
  }

  @Override
  public Future<String> authorization(Flow flow) {
    return Future.succeededFuture(discord.authorizeURL(Codes.request(flow).addScope("identify")));
  }

  @Override
  public Future<String> subject(Flow flow, Answer answer) {
    return Codes.exchange(discord, flow, answer)
        .compose(
            user ->
                discord
                    .userInfo(user)
                    .recover(
                        fault ->
                            Future.failedFuture(
                                new ProviderException(
                                    Reason.AWAY, "Discord did not say who it is", fault))))
        .map(DiscordProvider::id);
  }

  private static String id(JsonObject info) {
    if (info.getValue("id") instanceof String id && ID.matcher(id).matches()) {
      return id;
    }
    throw new ProviderException(Reason.REFUSED, "Discord told no id");
  }

  @Override
  public void close() {
    discord.close();
  }
}
