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
 * The hub's end of one WebSocket (RFC 6455) for text messages, below that of Vert.x, from which it
 * takes the connection over after the handshake. Vert.x's can be used from any thread, for which it
 * has a queue of 4 KB for each connection and several steps for each message; this one lives on its
 * event loop, and an idle connection takes half as much memory.
 *
 * <p>Its {@link Listener} is called on the hub's context. While it is paused nothing is read, and
 * what had been read already waits in its order.
 */
final class TextSocket extends ChannelInboundHandlerAdapter implements ClientSocket {
  static final int NO_STATUS = 1005;
  static final int LOST = 1006;
  private static final String NAME = "votehub";

  /**
   * What HTTP needs and a WebSocket does not: no file is sent any more, and silence is looked for
   * by the sessions. Each of them costs something for every message.
   */
  private static final List<Class<? extends ChannelHandler>> OF_HTTP =
      List.of(IdleStateHandler.class, ChunkedWriteHandler.class);

  /** What comes of the connection. */
  interface Listener {
    void text(String message);

    void binary();

    void pong();

    /**
     * The connection is broken, or breaks the protocol: {@link TooLongFrameException} where a
     * message of several frames is too long, {@link CorruptedWebSocketFrameException} with the
     * close code of the fault otherwise. It is closed, unless the listener did so.
     */
    void failed(Throwable fault);

    /**
     * It has ended, with the code of the other side's close frame, or {@link #LOST}. May be said
     * twice.
     */
    void closed(int status);
  }

  private final Channel channel;
  private final ContextInternal context;
  private Listener listener;

  /** A message of which not all frames are here. */
  private ByteBuf begun;

  /** What had been read when reading was paused; null while there is nothing. */
  private Deque<WebSocketFrame> held;

  private boolean paused;
  private boolean closing;

  /** Nothing more can be read from it, so nobody waits for an answer to the close frame. */
  private boolean broken;

  private int status = LOST;
  private Future<?> end;

  /** For a channel without a handshake; {@link #takeOver} otherwise. */
  TextSocket(Channel channel, ContextInternal context) {
    this.channel = channel;
    this.context = context;
  }

  /**
   * Takes a connection over, in the turn in which its handshake is done and on its event loop; for
   * Vert.x it has ended then. To be given a listener in the same turn.
   */
  static TextSocket takeOver(ServerWebSocket socket, ContextInternal context) {
    ChannelHandlerContext former = ((WebSocketInternal) socket).channelHandlerContext();
    ChannelInboundHandler handler = (ChannelInboundHandler) former.handler();
    TextSocket own = new TextSocket(former.channel(), context);
    ChannelPipeline pipeline = former.pipeline();
    pipeline.replace(handler, NAME, own);
    for (Class<? extends ChannelHandler> needless : OF_HTTP) {
      if (pipeline.get(needless) != null) {
        pipeline.remove(needless);
      }
    }
    try {
      handler.channelInactive(former);
    } catch (Exception fault) {
      throw new IllegalStateException("Vert.x did not let go of a connection", fault);
    }
    own.channel.config().setAutoRead(true);
    return own;
  }

  @Override
  public void listen(Listener whom) {
    listener = whom;
  }

  @Override
  public long pingAfterAtMostMs() {
    return Long.MAX_VALUE;
  }

  Channel channel() {
    return channel;
  }

  /** Reads no further. */
  @Override
  public void pause() {
    paused = true;
    channel.config().setAutoRead(false);
  }

  /** Reads on; what waits is told from the next turn on. */
  @Override
  public void resume() {
    paused = false;
    if (held == null) {
      channel.config().setAutoRead(true);
    } else {
      context.runOnContext(turn -> takeHeld());
    }
  }

  @Override
  public void ping() {
    channel.writeAndFlush(new PingWebSocketFrame());
  }

  /**
   * Says goodbye, and ends the connection when the other side has answered, or after {@link
   * SessionLimits#CLOSED_WITHIN_MS}. What it still sends is passed over.
   */
  @Override
  public void close(int code, String reason) {
    if (!closing) {
      sendClose(new CloseWebSocketFrame(code, reason));
    }
  }

  @Override
  public void cut() {
    channel.close();
  }

  /** A close frame waits behind what a stalled receiver does not take, so there is an end to it. */
  private ChannelFuture sendClose(CloseWebSocketFrame goodbye) {
    closing = true;
    ChannelFuture written = channel.writeAndFlush(goodbye);
    if (broken && channel instanceof DuplexChannel duplex) {
      // Closed at once, what was not read yet would reset the connection and take the code with it.
      written.addListener(done -> duplex.shutdownOutput());
    }
    if (channel.isActive()) {
      end =
          channel
              .eventLoop()
              .schedule(
                  () -> channel.close(), SessionLimits.CLOSED_WITHIN_MS, TimeUnit.MILLISECONDS);
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
      take(frame);
    }
  }

  /** There are no more than came with the last read, for now there is none. */
  private void hold(WebSocketFrame frame) {
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(frame);
  }

  private void takeHeld() {
    while (!paused && held != null) {
      WebSocketFrame frame = held.poll();
      if (frame == null) {
        held = null;
        channel.config().setAutoRead(true);
      } else {
        take(frame);
      }
    }
  }

  private void take(WebSocketFrame frame) {
    try {
      if (frame instanceof CloseWebSocketFrame goodbye) {
        closedByOther(goodbye);
      } else if (closing) {
        return;
      } else if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
        tell(frame.content());
      } else if (frame instanceof TextWebSocketFrame
          || frame instanceof ContinuationWebSocketFrame) {
        gather(frame);
      } else if (frame instanceof PongWebSocketFrame) {
        context.dispatch(listener::pong);
      } else if (frame instanceof PingWebSocketFrame) {
        answer(frame);
      } else {
        context.dispatch(listener::binary);
      }
    } finally {
      frame.release();
    }
  }

  /** Bytes that are no UTF-8 end the connection (RFC 6455, 8.1). */
  private void tell(ByteBuf message) {
    String text = message.toString(StandardCharsets.UTF_8);
    // What cannot be decoded becomes this character, so that only text with one is looked at again.
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(message)) {
      fail(corrupted(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A text is not UTF-8"));
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

  private void gather(WebSocketFrame frame) {
    if (begun == null) {
      begun = channel.alloc().buffer(frame.content().readableBytes());
    }
    if (begun.readableBytes() + frame.content().readableBytes() > SessionLimits.MAX_MESSAGE_BYTES) {
      forgetBegun();
      fail(new TooLongFrameException("A message of more than one frame is too long"));
      return;
    }
    begun.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      ByteBuf whole = begun;
      begun = null;
      try {
        tell(whole);
      } finally {
        whole.release();
      }
    }
  }

  private void forgetBegun() {
    if (begun != null) {
      begun.release();
      begun = null;
    }
  }

  /**
   * Who does not take our answers gets none: one for the latest ping would do (RFC 6455, 5.5.3).
   */
  private void answer(WebSocketFrame ping) {
    if (channel.isWritable()) {
      channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  private void closedByOther(CloseWebSocketFrame goodbye) {
    int code = goodbye.statusCode();
    boolean sendable = code < 0 || CloseCode.isSendable(code);
    if (sendable) {
      status = code < 0 ? NO_STATUS : code;
    }
    if (closing) {
      channel.close();
    } else if (!sendable) {
      fail(corrupted(WebSocketCloseStatus.PROTOCOL_ERROR, "No close code: " + code));
    } else if (code >= 0 && !isUtf8(goodbye.content().skipBytes(Short.BYTES))) {
      // The decoder looks, too, but not whether the last character is whole.
      fail(corrupted(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A close reason is not UTF-8"));
    } else {
      sendClose(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
          .addListener(ChannelFutureListener.CLOSE);
      context.dispatch(status, listener::closed);
    }
  }

  private void fail(Throwable fault) {
    boolean ending = closing;
    broken = true;
    context.dispatch(fault, listener::failed);
    if (ending || !closing) {
      channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    fail(fault);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (end != null) {
      end.cancel(false);
    }
    forgetBegun();
    if (held != null) {
      held.forEach(WebSocketFrame::release);
      held = null;
    }
    context.dispatch(status, listener::closed);
    ctx.fireChannelInactive();
  }
}
