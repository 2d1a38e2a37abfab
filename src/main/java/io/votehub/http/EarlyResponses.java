package io.votehub.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;

/**
 * Answers requests that do not reach the router, with problem details and the usual security
 * headers. Closes the connection after each, because it is unknown where the next request would
 * start.
 */
public final class EarlyResponses {
  private final SecurityHeaders headers;

  public EarlyResponses(SecurityHeaders headers) {
    this.headers = headers;
  }

  /** Answers a request whose head could not be parsed. */
  public void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      reject(request, 414, Refusal.of(ErrorCode.BAD_MESSAGE, "The request target is too long"));
    } else if (cause instanceof TooLongHttpHeaderException) {
      reject(request, 431, Refusal.of(ErrorCode.BAD_MESSAGE, "The headers are too long"));
    } else {
      reject(request, 400, Refusal.of(ErrorCode.BAD_MESSAGE, "Not a valid HTTP request"));
    }
  }

  /** Answers a request that is rejected because of its head. */
  public void reject(HttpServerRequest request, int status, Refusal refusal) {
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
