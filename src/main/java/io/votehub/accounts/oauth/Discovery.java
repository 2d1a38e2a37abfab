package io.votehub.accounts.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.accounts.oauth.ProviderException.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads what an issuer says of itself (OpenID Connect Discovery), and its keys. */
final class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final int WITHIN_MS = 10_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final HttpClient client;
  private final String issuer;

  /**
   * What an issuer says of itself.
   *
   * @param namesItself whether its answers name it (RFC 9207)
   */
  record Metadata(
      String authorization, String token, String keys, boolean namesItself, boolean takesBasic) {}

  Discovery(Vertx vertx, String issuer) {
    this.issuer = issuer;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(WITHIN_MS)
                .setIdleTimeout(WITHIN_MS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
  }

  Future<Metadata> metadata() {
    return read(issuer.replaceAll("/+$", "") + PATH).map(this::metadata);
  }

  private Metadata metadata(JsonObject json) {
    if (!issuer.equals(json.getValue("issuer"))) {
      throw new ProviderException(
          Reason.AWAY, "The issuer calls itself otherwise: " + json.getValue("issuer"));
    }
    JsonArray methods =
        json.getJsonArray(
            "token_endpoint_auth_methods_supported", new JsonArray().add("client_secret_basic"));
    return new Metadata(
        address(json, "authorization_endpoint"),
        address(json, "token_endpoint"),
        address(json, "jwks_uri"),
        json.getBoolean("authorization_response_iss_parameter_supported", false),
        methods.contains("client_secret_basic"));
  }

  /** An address of the issuer, which is as safe as the issuer's own. */
  private String address(JsonObject json, String name) {
    String address = json.getString(name, "");
    boolean isSafe = address.startsWith("https://");
    boolean isAsSafe = issuer.startsWith("http://") && address.startsWith("http://");
    if (!isSafe && !isAsSafe) {
      throw new ProviderException(Reason.AWAY, "The issuer has no " + name + " with https");
    }
    return address;
  }

  Future<List<JsonObject>> keys(Metadata metadata) {
    return read(metadata.keys())
        .map(
            json -> {
              List<JsonObject> keys = new ArrayList<>();
              for (Object key : json.getJsonArray("keys", new JsonArray())) {
                if (key instanceof JsonObject one) {
                  keys.add(one);
                }
              }
              return keys;
            });
  }

  private Future<JsonObject> read(String address) {
    RequestOptions request =
        new RequestOptions()
            .setAbsoluteURI(URI.create(address).toString())
            .setMethod(HttpMethod.GET)
            .setTimeout(WITHIN_MS)
            .putHeader("Accept", "application/json");
    return client
        .request(request)
        .compose(
            asked -> {
              // Read from its first byte on, whichever thread asks.
              Future<JsonObject> answer = asked.response().compose(Discovery::body);
              return asked.send().compose(sent -> answer);
            })
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof ProviderException
                        ? fault
                        : new ProviderException(Reason.AWAY, "The issuer does not answer", fault)));
  }

  private static Future<JsonObject> body(HttpClientResponse response) {
    long length = length(response);
    if (response.statusCode() != 200 || length > MAX_BYTES) {
      response.request().reset();
      return Future.failedFuture(
          new ProviderException(Reason.AWAY, "The issuer answers " + response.statusCode()));
    }
    return response.body().map(body -> new JsonObject(body));
  }

  private static long length(HttpClientResponse response) {
    String length = response.getHeader("Content-Length");
    return length != null && length.toLowerCase(Locale.ROOT).matches("[0-9]{1,18}")
        ? Long.parseLong(length)
        : 0;
  }

  void close() {
    client.close();
  }
}
