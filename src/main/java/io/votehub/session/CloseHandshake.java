package io.votehub.session;

import static io.votehub.session.ClientSocket.ABNORMAL_CLOSURE;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The closing handshake of one WebSocket (RFC 6455, 7): each side sends one close frame, and the
 * connection ends once both have, or after {@link SessionLimits#CLOSE_TIMEOUT_MS}. Confined to its
 * event loop.
 */
final class CloseHandshake {
  static final int NO_STATUS = 1005;

  private final Channel channel;
  private boolean begun;
  private boolean inputBroken;
  private int status = ABNORMAL_CLOSURE;
  private Future<?> timeout;

  CloseHandshake(Channel channel) {
    this.channel = channel;
  }

  /** Whether a close frame was sent, so that nothing may be sent, and no message is read. */
  boolean isBegun() {
    return begun;
  }

  /** The status of the client's close frame, {@link ClientSocket#ABNORMAL_CLOSURE} without one. */
  int status() {
    return status;
  }

  /** Nothing can be read any more, so that no answer to a close frame will come. */
  void inputBroken() {
    inputBroken = true;
  }

  /** Sends the hub's close frame, unless it was sent. */
  void begin(int code, String reason) {
    if (!begun) {
      send(new CloseWebSocketFrame(code, reason));
    }
  }

  /** With a timeout, because a stalled client may never read as far as the close frame. */
  private ChannelFuture send(CloseWebSocketFrame frame) {
    begun = true;
    ChannelFuture written = channel.writeAndFlush(frame);
    if (inputBroken && channel instanceof DuplexChannel duplex) {
      // Closing with unread input would reset the connection, and the client would lose the code.
      written.addListener(done -> duplex.shutdownOutput());
    }
    if (channel.isActive()) {
      timeout =
          channel
              .eventLoop()
              .schedule(
                  () -> channel.close(), SessionLimits.CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
    return written;
  }

  /**
   * The client has sent its close frame: ends the connection if that answers the hub's, answers it
   * otherwise. Returns whether it was answered.
   *
   * @throws CorruptedWebSocketFrameException if the frame must be refused
   */
  boolean received(CloseWebSocketFrame frame) {
    int code = frame.statusCode();
    boolean sendable = code < 0 || CloseCode.isSendable(code);
    if (sendable) {
      status = code < 0 ? NO_STATUS : code;
    }
    if (begun) {
      channel.close();
      return false;
    }
    if (!sendable) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.PROTOCOL_ERROR, "Not a valid close code: " + code);
    }
    // The decoder checks this too, but accepts a truncated last character.
    if (code >= 0
        && !ByteBufUtil.isText(frame.content().skipBytes(Short.BYTES), StandardCharsets.UTF_8)) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A close reason is not UTF-8");
    }
    send(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
        .addListener(ChannelFutureListener.CLOSE);
    return true;
  }

  /** The connection has ended. */
  void ended() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
