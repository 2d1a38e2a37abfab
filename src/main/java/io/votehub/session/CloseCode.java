package io.votehub.session;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Arrays;
import java.util.Optional;

/**
 * The WebSocket close codes that the hub sends. After 4000 to 4499 a client should reconnect, after
 * 4500 and above it should not.
 */
enum CloseCode {
  PROTOCOL_ERROR(1002, "not a valid frame"),
  UNSUPPORTED_DATA(1003, "text messages only"),
  INVALID_DATA(1007, "not UTF-8"),
  TOO_BIG(1009, "message too big"),
  RESTART(1012, "restart"),
  NO_JOIN(4408, "no join in time"),
  SILENT(4410, "nothing heard for too long"),
  TOO_SLOW(4413, "receiver too slow"),
  REVOKED(4503, "this key was revoked"),
  ROOM_DELETED(4504, "room deleted"),
  ROOM_SUSPENDED(4505, "room suspended");

  private final short status;
  private final String reason;

  CloseCode(int status, String reason) {
    this.status = (short) status;
    this.reason = reason;
  }

  /** The code for a protocol violation; empty for a failure of the connection itself. */
  static Optional<CloseCode> of(Throwable fault) {
    // Thrown for a fragmented message that is too big; a single frame throws the other.
    if (fault instanceof TooLongFrameException) {
      return Optional.of(TOO_BIG);
    }
    if (!(fault instanceof CorruptedWebSocketFrameException corrupted)) {
      return Optional.empty();
    }
    WebSocketCloseStatus status = corrupted.closeStatus();
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return Optional.of(TOO_BIG);
    }
    boolean invalidUtf8 = status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    return Optional.of(invalidUtf8 ? INVALID_DATA : PROTOCOL_ERROR);
  }

  /** Whether a close frame may carry the code (RFC 6455, 7.4, and the IANA registry). */
  static boolean isSendable(int code) {
    return code < 5000 && WebSocketCloseStatus.isValidStatusCode(code);
  }

  /** Whether the hub sends this code. */
  static boolean isSent(int code) {
    return Arrays.stream(values()).anyMatch(each -> each.status == code);
  }

  short status() {
    return status;
  }

  String reason() {
    return reason;
  }
}
