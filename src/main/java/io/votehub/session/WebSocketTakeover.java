package io.votehub.session;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;

/** Replaces Vert.x's handlers of a WebSocket in its pipeline by a {@link TextSocket}. */
final class WebSocketTakeover {
  private static final String HANDLER_NAME = "votehub";

  /**
   * Handlers that a WebSocket does not need: it sends no files, and sessions detect idle
   * connections. Each handler costs something for every message.
   */
  private static final List<Class<? extends ChannelHandler>> HTTP_HANDLERS =
      List.of(IdleStateHandler.class, ChunkedWriteHandler.class);

  private WebSocketTakeover() {}

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
    own.channel().config().setAutoRead(true);
    return own;
  }
}
