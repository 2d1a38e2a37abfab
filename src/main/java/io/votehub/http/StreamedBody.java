package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes a body with back-pressure: the connection buffers one chunk and its write queue, not the
 * whole body. A client that takes too long is disconnected. Confined to the response's event loop.
 */
final class StreamedBody {
  /** Shorter bodies are sent at once. */
  static final int CHUNK_BYTES = 16 * 1024;

  private static final long TIMEOUT_MS = 120_000;

  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private final Buffer body;
  private int sent;

  private StreamedBody(RoutingContext ctx, Buffer body) {
    this.ctx = ctx;
    this.response = ctx.response();
    this.body = body;
  }

  /**
   * Sends the body with the response's status and headers.
   *
   * @param done called once, when the body is sent or the client has disconnected
   */
  static void send(RoutingContext ctx, Buffer body, Runnable done) {
    if (body.length() <= CHUNK_BYTES) {
      ctx.addEndHandler(ended -> done.run());
      ctx.response().end(body);
    } else {
      new StreamedBody(ctx, body).begin(done);
    }
  }

  private void begin(Runnable done) {
    long timer = ctx.vertx().setTimer(TIMEOUT_MS, late -> ctx.request().connection().close());
    ctx.addEndHandler(
        ended -> {
          ctx.vertx().cancelTimer(timer);
          done.run();
        });
    response.putHeader("Content-Length", String.valueOf(body.length()));
    response.drainHandler(drained -> resume());
    resume();
  }

  private void resume() {
    while (!response.ended() && !response.closed() && !response.writeQueueFull()) {
      int end = Math.min(body.length(), sent + CHUNK_BYTES);
      Buffer chunk = body.slice(sent, end);
      sent = end;
      if (end == body.length()) {
        response.end(chunk);
      } else {
        response.write(chunk);
      }
    }
  }
}
