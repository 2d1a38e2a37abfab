package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.List;
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
    return call(HttpMethod.POST, path, token, body);
  }

  /** Sends a JSON object by any method; fails if the hub refuses it. */
  Future<Map<String, Object>> call(
      HttpMethod method, String path, Optional<String> token, Map<String, ?> body) {
    return request(method, path, token, "application/json", Buffer.buffer(Json.write(body)));
  }

  /** Puts a JSON list; fails if the hub refuses it. */
  Future<Map<String, Object>> put(String path, Optional<String> token, List<?> body) {
    return request(
        HttpMethod.PUT, path, token, "application/json", Buffer.buffer(Json.write(body)));
  }

  /** Posts what is no JSON; fails if the hub refuses it. */
  Future<Map<String, Object>> send(
      String path, Optional<String> token, String type, Buffer content) {
    return request(HttpMethod.POST, path, token, type, content);
  }

  private Future<Map<String, Object>> request(
      HttpMethod method, String path, Optional<String> token, String type, Buffer content) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(at.host())
            .setPort(at.port())
            .setURI(path)
            .setTimeout(TIMEOUT_MS)
            .putHeader("Content-Type", type);
    token.ifPresent(given -> options.putHeader("Authorization", "Bearer " + given));
    return client
        .request(options)
        .compose(
            request -> {
              // Read from its first byte on, whichever thread asks.
              Future<Map<String, Object>> answer =
                  request.response().compose(come -> json(method + " " + path, come));
              return request.send(content).compose(sent -> answer);
            });
  }

  private static Future<Map<String, Object>> json(String call, HttpClientResponse answer) {
    return answer.body().map(text -> read(call, answer.statusCode(), text.toString()));
  }

  private static Map<String, Object> read(String call, int status, String text) {
    if (status >= 300) {
      throw new IllegalStateException(call + " was answered " + status + ": " + text);
    }
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(call + " was not answered in JSON", fault);
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
