package io.votehub.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;

/**
 * Answers requests that do not come as far as the router, as problems with the headers of every
 * other answer. The connection ends with each: where what was sent is not understood, nobody knows
 * where the next request begins.
 */
public final class EarlyResponses {
  private final SecurityHeaders headers;

  public EarlyResponses(SecurityHeaders headers) {
    this.headers = headers;
  }

  /** A request whose head could not be read. */
  public void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      refuse(request, 414, Refusal.of(ErrorCode.BAD_MESSAGE, "The path is too long"));
    } else if (cause instanceof TooLongHttpHeaderException) {
      refuse(request, 431, Refusal.of(ErrorCode.BAD_MESSAGE, "The headers are too long"));
    } else {
      refuse(request, 400, Refusal.of(ErrorCode.BAD_MESSAGE, "Not a request of HTTP/1.1"));
    }
  }

  /** A request that is refused for what its head says. */
  public void refuse(HttpServerRequest request, int status, Refusal refusal) {
    HttpServerResponse response = request.response();
    headers.put(response);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", Problems.MEDIA_TYPE)
        .putHeader("Connection", "close");
    if (status == 426) {
      response
          .putHeader("Connection", "close, Upgrade")
          .putHeader("Upgrade", "websocket")
          .putHeader("Sec-WebSocket-Version", "13");
    }
    if (refusal.code().retry()) {
      response.putHeader("Retry-After", "1");
    }
    response
        .end(Buffer.buffer(Problems.body(status, refusal)))
        .onComplete(sent -> request.connection().close());
  }
}
