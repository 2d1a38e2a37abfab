package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The server side of one WebSocket (RFC 6455) for text messages. It takes the place of Vert.x's in
 * the pipeline after the handshake. Vert.x's is thread-safe, for which it has a queue of 4 KB per
 * connection and several steps per message; this one is confined to its event loop, and halves the
 * memory of an idle connection.
 *
 * <p>The {@link ClientSocket.Listener} is called on the hub's context. While paused it reads
 * nothing, and keeps the frames that had been read already in their order.
 */
final class TextSocket extends ChannelInboundHandlerAdapter implements ClientSocket {
  private final Channel channel;
  private final ContextInternal context;
  private Listener listener;

  private final CloseHandshake closing;

  /** Null until a message comes in fragments, which those of the hub's pages never do. */
  private FragmentBuffer fragments;

  /** Frames that had been read when reading was paused; null if there are none. */
  private Deque<WebSocketFrame> held;

  private boolean paused;

  /** For a channel without HTTP handlers; see {@link WebSocketTakeover}. */
  TextSocket(Channel channel, ContextInternal context) {
    this.channel = channel;
    this.closing = new CloseHandshake(channel);
    this.context = context;
  }

  @Override
  public void setListener(Listener newListener) {
    listener = newListener;
  }

  @Override
  public long maxPingIntervalMs() {
    return Long.MAX_VALUE;
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void pause() {
    paused = true;
    channel.config().setAutoRead(false);
  }

  /** Resumes reading; held frames are delivered from the next iteration of the event loop on. */
  @Override
  public void resume() {
    paused = false;
    if (held == null) {
      channel.config().setAutoRead(true);
    } else {
      context.runOnContext(turn -> deliverHeld());
    }
  }

  @Override
  public void ping() {
    channel.writeAndFlush(new PingWebSocketFrame());
  }

  /**
   * Sends a close frame, and closes the connection when the client has answered it or after {@link
   * SessionLimits#CLOSE_TIMEOUT_MS}. Messages that arrive meanwhile are ignored.
   */
  @Override
  public void close(int code, String reason) {
    closing.begin(code, reason);
  }

  @Override
  public void abort() {
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
    } else if (paused || held != null) {
      hold(frame);
    } else {
      handle(frame);
    }
  }

  /** Bounded: only the frames of the last read can follow, because auto-read is off. */
  private void hold(WebSocketFrame frame) {
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(frame);
  }

  private void deliverHeld() {
    while (!paused && held != null) {
      WebSocketFrame frame = held.poll();
      if (frame == null) {
        held = null;
        channel.config().setAutoRead(true);
      } else {
        handle(frame);
      }
    }
  }

  private void handle(WebSocketFrame frame) {
    try {
      if (frame instanceof CloseWebSocketFrame closeFrame) {
        handleClose(closeFrame);
      } else if (closing.isBegun()) {
        return;
      } else if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
        deliver(frame.content());
      } else if (frame instanceof TextWebSocketFrame
          || frame instanceof ContinuationWebSocketFrame) {
        append(frame);
      } else if (frame instanceof PongWebSocketFrame) {
        context.dispatch(listener::pong);
      } else if (frame instanceof PingWebSocketFrame) {
        sendPong(frame);
      } else {
        context.dispatch(listener::binary);
      }
    } finally {
      frame.release();
    }
  }

  /** Fails the connection if the message is not UTF-8 (RFC 6455, 8.1). */
  private void deliver(ByteBuf message) {
    String text = message.toString(StandardCharsets.UTF_8);
    // The decoder replaces invalid bytes by this character, so only text that has one is checked.
    if (text.indexOf('\uFFFD') >= 0 && !ByteBufUtil.isText(message, StandardCharsets.UTF_8)) {
      fail(
          new CorruptedWebSocketFrameException(
              WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A text message is not UTF-8"));
    } else {
      context.dispatch(text, listener::text);
    }
  }

  private void append(WebSocketFrame frame) {
    if (fragments == null) {
      fragments = new FragmentBuffer(channel.alloc());
    }
    if (!fragments.append(frame.content())) {
      fail(new TooLongFrameException("A fragmented message is too long"));
    } else if (frame.isFinalFragment()) {
      ByteBuf message = fragments.take();
      try {
        deliver(message);
      } finally {
        message.release();
      }
    }
  }

  /** Not to a slow receiver: answering only its latest ping is allowed (RFC 6455, 5.5.3). */
  private void sendPong(WebSocketFrame ping) {
    if (channel.isWritable()) {
      channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  private void handleClose(CloseWebSocketFrame closeFrame) {
    try {
      if (closing.received(closeFrame)) {
        context.dispatch(closing.status(), listener::closed);
      }
    } catch (CorruptedWebSocketFrameException fault) {
      fail(fault);
    }
  }

  private void fail(Throwable fault) {
    boolean wasClosing = closing.isBegun();
    closing.inputBroken();
    context.dispatch(fault, listener::failed);
    if (wasClosing || !closing.isBegun()) {
      channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    fail(fault);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing.ended();
    if (fragments != null) {
      fragments.release();
    }
    if (held != null) {
      held.forEach(WebSocketFrame::release);
      held = null;
    }
    context.dispatch(closing.status(), listener::closed);
    ctx.fireChannelInactive();
  }
}
