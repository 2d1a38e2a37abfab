package io.votehub.session;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Optional;

/**
 * The close codes that the hub uses. From 4000 to 4499 a client comes back; from 4500 it does not.
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
  ROOM_DELETED(4504, "room deleted");

  private final short status;
  private final String reason;

  CloseCode(int status, String reason) {
    this.status = (short) status;
    this.reason = reason;
  }

  /** The code for what broke the protocol; nothing where the connection itself is broken. */
  static Optional<CloseCode> of(Throwable fault) {
    // A message of several frames that grows too big is told by this, a single frame by the other.
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
    boolean notUtf8 = status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    return Optional.of(notUtf8 ? INVALID_DATA : PROTOCOL_ERROR);
  }

  /** Whether a close frame may carry the code (RFC 6455, 7.4, and the registry it opened). */
  static boolean isSendable(int code) {
    return code < 5000 && WebSocketCloseStatus.isValidStatusCode(code);
  }

  short status() {
    return status;
  }

  String reason() {
    return reason;
  }
}
