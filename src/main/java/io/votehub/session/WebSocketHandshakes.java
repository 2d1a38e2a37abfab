package io.votehub.session;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Validates opening handshakes (RFC 6455, 4.2.1). */
final class WebSocketHandshakes {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  /** Why a handshake is rejected. */
  record Rejection(int status, Refusal refusal) {}

  private final Origins origins;
  private final BooleanSupplier hasCapacity;

  /**
   * @param hasCapacity whether another WebSocket may be opened
   */
  WebSocketHandshakes(Origins origins, BooleanSupplier hasCapacity) {
    this.origins = origins;
    this.hasCapacity = hasCapacity;
  }

  /** Why the handshake is rejected; empty if it may proceed. */
  Optional<Rejection> rejection(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)
        || !"websocket".equalsIgnoreCase(headers.get("Upgrade"))
        || !containsToken(headers.get("Connection"), "upgrade")) {
      return rejection(
          426,
          ErrorCode.BAD_MESSAGE,
          "This path is for WebSockets. If a browser sent this request, a proxy did not forward"
              + " 'Upgrade: websocket' and 'Connection: Upgrade'");
    }
    if (!"13".equals(headers.get("Sec-WebSocket-Version"))) {
      return rejection(426, ErrorCode.BAD_MESSAGE, "Only WebSocket version 13 is supported");
    }
    String key = headers.get("Sec-WebSocket-Key");
    if (request.version() != HttpVersion.HTTP_1_1
        || key == null
        || !KEY.matcher(key).matches()
        || hasBody(headers)) {
      return rejection(400, ErrorCode.BAD_MESSAGE, "Not a valid WebSocket handshake");
    }
    if (!origins.allows(headers.get("Origin"), headers.get("Host"))) {
      return rejection(
          403, ErrorCode.FORBIDDEN, "Pages of this origin may not open a WebSocket here");
    }
    return hasCapacity.getAsBoolean()
        ? Optional.empty()
        : rejection(503, ErrorCode.BUSY, "The hub has reached its connection limit");
  }

  private static Optional<Rejection> rejection(int status, ErrorCode code, String detail) {
    return Optional.of(new Rejection(status, Refusal.of(code, detail)));
  }

  private static boolean hasBody(MultiMap headers) {
    String length = headers.get("Content-Length");
    return headers.contains("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private static boolean containsToken(String header, String token) {
    if (header != null) {
      for (String each : header.toLowerCase(Locale.ROOT).split(",", 20)) {
        if (each.strip().equals(token)) {
          return true;
        }
      }
    }
    return false;
  }
}
