package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.Map;
import java.util.Optional;

/** Calls of the hub's HTTP API. */
final class DemoCalls {
  private static final int CONNECT_TIMEOUT_MS = 5000;
  private static final long TIMEOUT_MS = 10_000;

  private final DemoAudience.At at;
  private final HttpClient client;

  DemoCalls(Vertx vertx, DemoAudience.At at) {
    this.at = at;
    this.client =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS));
  }

  /**
   * Posts a JSON object; fails if the hub refuses it.
   *
   * @param token of who calls, if it has one
   */
  Future<Map<String, Object>> post(String path, Optional<String> token, Map<String, ?> body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(at.host())
            .setPort(at.port())
            .setURI(path)
            .setTimeout(TIMEOUT_MS)
            .putHeader("Content-Type", "application/json");
    token.ifPresent(given -> options.putHeader("Authorization", "Bearer " + given));
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(Json.write(body))))
        .compose(
            answer -> answer.body().map(text -> read(path, answer.statusCode(), text.toString())));
  }

  private static Map<String, Object> read(String path, int status, String text) {
    if (status >= 300) {
      throw new IllegalStateException("POST " + path + " was answered " + status + ": " + text);
    }
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("POST " + path + " was not answered in JSON", fault);
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
