package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.Json;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response of a route.
 *
 * @param headers additional headers by name
 */
record Reply(int status, String mediaType, Buffer body, Map<String, String> headers) {
  static final String JSON = "application/json";

  Reply(int status, String mediaType, Buffer body) {
    this(status, mediaType, body, Map.of());
  }

  static Reply ok(Map<String, ?> json) {
    return json(200, json);
  }

  static Reply created(Map<String, ?> json) {
    return json(201, json);
  }

  static Reply json(int status, Map<String, ?> json) {
    return new Reply(status, JSON, Buffer.buffer(Json.write(json)));
  }

  static Reply nothing() {
    return new Reply(204, "", Buffer.buffer());
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, mediaType, body, more);
  }

  /** Sends a short body; no effect if the head is written or the connection closed. */
  void send(HttpServerResponse response) {
    if (putHead(response)) {
      response.end(body);
    }
  }

  /**
   * Sends the body with back-pressure; no effect if the head is written or the connection closed.
   *
   * @param memory charged with a long body until it is sent
   * @throws Refusal {@code busy} if the memory is used up; nothing is sent then
   */
  void send(RoutingContext ctx, MemoryShare memory) {
    int charged = body.length() > StreamedBody.CHUNK_BYTES ? body.length() : 0;
    if (!memory.tryTake(charged)) {
      throw Refusal.of(ErrorCode.BUSY, "Too many long responses are waiting for slow clients");
    }
    if (putHead(ctx.response())) {
      StreamedBody.send(ctx, body, () -> memory.give(charged));
    } else {
      memory.give(charged);
    }
  }

  private boolean putHead(HttpServerResponse response) {
    if (response.headWritten() || response.closed()) {
      return false;
    }
    response.setStatusCode(status);
    if (!mediaType.isEmpty()) {
      response.putHeader("Content-Type", mediaType);
    }
    headers.forEach(
        (name, value) -> {
          if (name.equals("Vary")) {
            // CrossOrigin may have set it too.
            response.headers().add(name, value);
          } else {
            response.putHeader(name, value);
          }
        });
    return true;
  }
}
