package io.votehub.rehearse;

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
import java.net.URI;
import java.util.Map;

/** The HTTP calls of a presenter; each fails with a sentence where the answer is not wanted. */
final class HubCalls {
  private static final int CONNECT_WITHIN_MS = 10_000;
  private static final long ANSWER_WITHIN_MS = 30_000;

  private final HttpClient client;
  private final URI hub;

  HubCalls(Vertx vertx, URI hub, boolean trustAll) {
    this.hub = hub;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_WITHIN_MS)
                .setTrustAll(trustAll)
                .setVerifyHost(!trustAll));
  }

  Future<Map<String, Object>> get(String path, String token) {
    return text(HttpMethod.GET, hub.resolve(path), token, null, "application/json")
        .map(text -> object(path, text));
  }

  Future<Map<String, Object>> post(String path, String token, Map<String, Object> body) {
    return text(HttpMethod.POST, hub.resolve(path), token, Json.write(body), "application/json")
        .map(text -> object(path, text));
  }

  /** The lines of an answer in {@code application/x-ndjson}. */
  Future<String> lines(String path, String token) {
    return text(HttpMethod.GET, hub.resolve(path), token, null, "application/x-ndjson");
  }

  Future<Void> delete(String path, String token) {
    return text(HttpMethod.DELETE, hub.resolve(path), token, null, "application/json").mapEmpty();
  }

  Future<String> metrics(URI address) {
    return text(HttpMethod.GET, address, null, null, "text/plain");
  }

  private Future<String> text(
      HttpMethod method, URI address, String token, String body, String accept) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(address.toString())
            .setConnectTimeout(CONNECT_WITHIN_MS)
            .setTimeout(ANSWER_WITHIN_MS)
            .putHeader("Accept", accept);
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    if (body != null) {
      options.putHeader("Content-Type", "application/json");
    }
    return client
        .request(options)
        .compose(
            request -> {
              // Read from its first byte on, whichever thread asks.
              Future<String> answer =
                  request.response().compose(come -> text(method + " " + address.getPath(), come));
              return (body == null ? request.send() : request.send(Buffer.buffer(body)))
                  .compose(sent -> answer);
            });
  }

  private static Future<String> text(String call, HttpClientResponse answer) {
    return answer.body().map(text -> accepted(call, answer.statusCode(), text.toString()));
  }

  private static String accepted(String call, int status, String text) {
    if (status >= 300) {
      throw new IllegalStateException(call + " was answered " + status + ": " + text);
    }
    return text;
  }

  private static Map<String, Object> object(String path, String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(path + " was not answered in JSON", fault);
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
