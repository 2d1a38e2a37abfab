package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Sends many lines to one receiver, no faster than it takes them: what waits to be sent is one
 * chunk and the connection's write queue. Lives on the response's event loop.
 */
final class LineStream {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Iterator<String> items;
  private final Function<String, Buffer> line;
  private final Promise<Void> sent = Promise.promise();
  private Buffer chunk;

  LineStream(
      HttpServerResponse response,
      Buffer head,
      Iterator<String> items,
      Function<String, Buffer> line) {
    this.response = response;
    this.chunk = head;
    this.items = items;
    this.line = line;
  }

  /** Completes when all is written; fails if a line could not be made, or the receiver has gone. */
  Future<Void> send() {
    response.setChunked(true);
    response.exceptionHandler(sent::tryFail);
    response.closeHandler(closed -> sent.tryFail("The receiver has gone"));
    response.drainHandler(drained -> goOn());
    goOn();
    return sent.future();
  }

  private void goOn() {
    try {
      while (!sent.future().isComplete() && !response.ended() && !response.writeQueueFull()) {
        fill();
        if (!items.hasNext()) {
          response.end(chunk).onSuccess(ended -> sent.tryComplete()).onFailure(sent::tryFail);
          return;
        }
        response.write(chunk);
        chunk = Buffer.buffer(CHUNK_BYTES);
      }
    } catch (RuntimeException fault) {
      sent.tryFail(fault);
    }
  }

  private void fill() {
    while (items.hasNext() && chunk.length() < CHUNK_BYTES) {
      chunk.appendBuffer(line.apply(items.next()));
    }
  }
}
