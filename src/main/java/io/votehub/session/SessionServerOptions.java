package io.votehub.session;

import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the server of an event loop listens, and how it treats its connections. */
final class SessionServerOptions {
  private static final String SUBPROTOCOL = "votehub.v1";
  private static final int SEND_BUFFER_BYTES = 16 * 1024;

  private SessionServerOptions() {}

  static HttpServerOptions of(SessionServer.Listening at, SessionTimes times) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(at.host())
            .setPort(at.port())
            .setMaxHeaderSize(at.maxHeaderBytes())
            // With it the connection handler would not run before the first request is complete.
            .setHttp2ClearTextEnabled(false)
            // On by default; it doubles the cost of a write, and frames could not be shared.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(SessionLimits.MAX_MESSAGE_BYTES)
            .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
            // The kernel would otherwise buffer 4 MB for a stalled client before it counts as slow.
            .setSendBufferSize(SEND_BUFFER_BYTES)
            .setIdleTimeout(Math.toIntExact(times.stuckAfterMs()))
            // A client that sends but does not read is idle too.
            .setWriteIdleTimeout(Math.toIntExact(times.stuckAfterMs()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setAcceptBacklog(4096)
            .setTcpNoDelay(true)
            // Everything runs on the accepting event loop, so Vert.x can leave out half of its
            // queues.
            .setStrictThreadMode(true);
    // Without ALPN, so HTTP/1.1 alone: limits and event streams here count one request a
    // connection.
    at.certificate().ifPresent(own -> options.setSsl(true).setKeyCertOptions(own));
    return options;
  }
}
