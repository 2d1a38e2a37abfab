package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.json.Json;
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

  /** Sends it, unless the answer has begun or the client has gone. */
  void send(HttpServerResponse response) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    if (!mediaType.isEmpty()) {
      response.putHeader("Content-Type", mediaType);
    }
    headers.forEach(response::putHeader);
    response.end(body);
  }
}
