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
 * What is sent back for a call.
 *
 * @param headers further headers by name
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

  /** Sends it at once, unless the answer has begun or the client has gone; for a short body. */
  void send(HttpServerResponse response) {
    if (putHead(response)) {
      response.end(body);
    }
  }

  /**
   * Sends it no faster than the client takes it, unless the answer has begun or the client has
   * gone.
   *
   * @param waiting what long bodies may take that wait for slow clients
   * @throws Refusal {@code busy} if a long body would take more; then nothing was sent
   */
  void send(RoutingContext ctx, MemoryShare waiting) {
    int taken = body.length() > StreamedBody.CHUNK_BYTES ? body.length() : 0;
    if (!waiting.tryTake(taken)) {
      throw Refusal.of(ErrorCode.BUSY, "Too many long answers wait for slow receivers");
    }
    if (putHead(ctx.response())) {
      StreamedBody.send(ctx, body, () -> waiting.give(taken));
    } else {
      waiting.give(taken);
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
            // Others may have said already what the answer depends on.
            response.headers().add(name, value);
          } else {
            response.putHeader(name, value);
          }
        });
    return true;
  }
}
