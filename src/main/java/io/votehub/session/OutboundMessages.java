package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.votehub.json.Json;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Messages;
import java.util.Map;

/**
 * Sends messages to the client of one session, until it is closed. Answers to the client's own
 * messages are bounded by what it may ask for; whatever others cause is sent only while the write
 * queue is within {@link #MAX_PENDING_BYTES}, and closes the connection otherwise. Confined to the
 * session's event loop.
 */
final class OutboundMessages {
  static final long MAX_PENDING_BYTES = 1 << 20;

  private final Session session;
  private final FrameWriter writer;

  OutboundMessages(Session session, FrameWriter writer) {
    this.session = session;
    this.writer = writer;
  }

  /** Sends a message to this client alone. */
  void send(Map<String, Object> message) {
    if (!session.isClosed()) {
      writer.write(Json.write(message));
      writer.flush();
    }
  }

  /**
   * Answers that a message is refused.
   *
   * @param id the id of that message; null if it had none
   */
  void sendError(String id, Refusal why) {
    send(Messages.error(id, why));
  }

  /** Sends a message that the client did not ask for, within the bound. */
  void sendBounded(Map<String, Object> message) {
    if (!closeIfOverflowing()) {
      send(message);
    }
  }

  /**
   * Sends a frame shared with other sessions, to a slow receiver too, within the bound. The caller
   * keeps its reference.
   */
  void sendBounded(ByteBuf frame) {
    if (!session.isClosed() && !closeIfOverflowing()) {
      writer.writeAndFlush(frame);
    }
  }

  private boolean closeIfOverflowing() {
    boolean overflowing = writer.pendingBytes() > MAX_PENDING_BYTES;
    if (overflowing) {
      session.close(CloseCode.TOO_SLOW);
    }
    return overflowing;
  }
}
