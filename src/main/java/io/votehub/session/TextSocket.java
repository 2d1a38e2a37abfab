package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
  static final int NO_STATUS = 1005;
  private static final String HANDLER_NAME = "votehub";

  /**
   * Handlers that a WebSocket does not need: it sends no files, and sessions detect idle
   * connections. Each handler costs something for every message.
   */
  private static final List<Class<? extends ChannelHandler>> HTTP_HANDLERS =
      List.of(IdleStateHandler.class, ChunkedWriteHandler.class);

  private final Channel channel;
  private final ContextInternal context;
  private Listener listener;

  private final FragmentBuffer fragments;

  /** Frames that had been read when reading was paused; null if there are none. */
  private Deque<WebSocketFrame> held;

  private boolean paused;
  private boolean closing;

  /** Whether the connection cannot be read any more, so that no answer to a close frame comes. */
  private boolean broken;

  private int status = ABNORMAL_CLOSURE;
  private Future<?> closeTimer;

  /** For a channel without HTTP handlers; see {@link #takeOver}. */
  TextSocket(Channel channel, ContextInternal context) {
    this.channel = channel;
    this.fragments = new FragmentBuffer(channel.alloc());
    this.context = context;
  }

  /**
   * Takes a connection over from Vert.x, for which it is closed from then on. To be called on the
   * connection's event loop as soon as the handshake is complete; the caller has to set a listener
   * before it returns to the event loop.
   */
  static TextSocket takeOver(ServerWebSocket socket, ContextInternal context) {
    ChannelHandlerContext former = ((WebSocketInternal) socket).channelHandlerContext();
    ChannelInboundHandler handler = (ChannelInboundHandler) former.handler();
    TextSocket own = new TextSocket(former.channel(), context);
    ChannelPipeline pipeline = former.pipeline();
    pipeline.replace(handler, HANDLER_NAME, own);
    for (Class<? extends ChannelHandler> unneeded : HTTP_HANDLERS) {
      if (pipeline.get(unneeded) != null) {
        pipeline.remove(unneeded);
      }
    }
    try {
      handler.channelInactive(former);
    } catch (Exception fault) {
      throw new IllegalStateException("Vert.x did not release a connection", fault);
    }
    own.channel.config().setAutoRead(true);
    return own;
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
    if (!closing) {
      sendClose(new CloseWebSocketFrame(code, reason));
    }
  }

  @Override
  public void abort() {
    channel.close();
  }

  /** With a timeout, because a stalled client may never read as far as the close frame. */
  private ChannelFuture sendClose(CloseWebSocketFrame closeFrame) {
    closing = true;
    ChannelFuture written = channel.writeAndFlush(closeFrame);
    if (broken && channel instanceof DuplexChannel duplex) {
      // Closing with unread input would reset the connection, and the client would lose the code.
      written.addListener(done -> duplex.shutdownOutput());
    }
    if (channel.isActive()) {
      closeTimer =
          channel
              .eventLoop()
              .schedule(
                  () -> channel.close(), SessionLimits.CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
    return written;
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
      } else if (closing) {
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
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(message)) {
      fail(corrupted(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A text message is not UTF-8"));
    } else {
      context.dispatch(text, listener::text);
    }
  }

  private static boolean isUtf8(ByteBuf bytes) {
    return ByteBufUtil.isText(bytes, StandardCharsets.UTF_8);
  }

  private static CorruptedWebSocketFrameException corrupted(
      WebSocketCloseStatus status, String why) {
    return new CorruptedWebSocketFrameException(status, why);
  }

  private void append(WebSocketFrame frame) {
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
    int code = closeFrame.statusCode();
    boolean sendable = code < 0 || CloseCode.isSendable(code);
    if (sendable) {
      status = code < 0 ? NO_STATUS : code;
    }
    if (closing) {
      channel.close();
    } else if (!sendable) {
      fail(corrupted(WebSocketCloseStatus.PROTOCOL_ERROR, "Not a valid close code: " + code));
    } else if (code >= 0 && !isUtf8(closeFrame.content().skipBytes(Short.BYTES))) {
      // The decoder checks this too, but accepts a truncated last character.
      fail(corrupted(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A close reason is not UTF-8"));
    } else {
      sendClose(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
          .addListener(ChannelFutureListener.CLOSE);
      context.dispatch(status, listener::closed);
    }
  }

  private void fail(Throwable fault) {
    boolean wasClosing = closing;
    broken = true;
    context.dispatch(fault, listener::failed);
    if (wasClosing || !closing) {
      channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    fail(fault);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (closeTimer != null) {
      closeTimer.cancel(false);
    }
    fragments.release();
    if (held != null) {
      held.forEach(WebSocketFrame::release);
      held = null;
    }
    context.dispatch(status, listener::closed);
    ctx.fireChannelInactive();
  }
}
