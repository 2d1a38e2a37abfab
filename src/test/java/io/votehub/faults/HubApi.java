package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** HTTP calls of one driver to any instance, on the driver's event loop. */
final class HubApi {
  private static final long TIMEOUT_MS = 4_000;
  private static final int RETRY_MS = 150;

  private final Vertx vertx;
  private final List<Integer> ports;
  private final Random random;
  private final WebClient client;

  /** A response of the hub with any status. */
  record Answer(int status, String body) {
    boolean ok() {
      return status < 300;
    }

    /** Whether the outcome is unknown to the hub, or the call will be completed later. */
    boolean retry() {
      return status == 503 || status == 429 || status == 500;
    }

    Map<String, Object> json() {
      try {
        return Json.readObject(body);
      } catch (BadJsonException fault) {
        throw new IllegalStateException(body, fault);
      }
    }
  }

  /**
   * @param random decides which instance is asked
   */
  HubApi(Vertx vertx, List<Integer> ports, Random random) {
    this.vertx = vertx;
    this.ports = List.copyOf(ports);
    this.random = random;
    // A kept connection that went silent would be reused again and again.
    this.client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(false));
  }

  int anyPort() {
    return ports.get(random.nextInt(ports.size()));
  }

  /** Sends one request; fails if there is no answer in time. */
  Future<Answer> ask(int port, String method, String path, String token, Map<String, Object> body) {
    HttpRequest<Buffer> request =
        client
            .request(HttpMethod.valueOf(method), port, "127.0.0.1", "/api/v1" + path)
            .timeout(TIMEOUT_MS);
    if (token != null) {
      request.bearerTokenAuthentication(token);
    }
    Future<HttpResponse<Buffer>> response =
        body == null
            ? request.send()
            : request
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(Json.write(body)));
    return response.map(
        got -> new Answer(got.statusCode(), got.bodyAsString() == null ? "" : got.bodyAsString()));
  }

  /** Asks one instance after another until one has an answer with a known outcome. */
  Future<Answer> insist(String method, String path, String token, Map<String, Object> body) {
    return ask(anyPort(), method, path, token, body)
        .transform(
            asked ->
                asked.succeeded() && !asked.result().retry()
                    ? Future.succeededFuture(asked.result())
                    : vertx
                        .timer(RETRY_MS + random.nextInt(RETRY_MS))
                        .compose(waited -> insist(method, path, token, body)));
  }

  void close() {
    client.close();
  }
}
