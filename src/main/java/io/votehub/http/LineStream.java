package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends many lines to one receiver, no faster than it takes them: what waits to be sent is one
 * chunk and the connection's write queue. Lives on the response's event loop.
 */
final class LineStream {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Supplier<Future<Iterator<String>>> parts;
  private final Function<String, Buffer> line;
  private final Promise<Void> sent = Promise.promise();
  private Iterator<String> items = Collections.emptyIterator();
  private Buffer chunk;
  private boolean asking;

  /**
   * @param parts the items, part by part, each asked for when the one before was sent; one without
   *     any is the end
   */
  LineStream(
      HttpServerResponse response,
      Buffer head,
      Supplier<Future<Iterator<String>>> parts,
      Function<String, Buffer> line) {
    this.response = response;
    this.chunk = head;
    this.parts = parts;
    this.line = line;
  }

  /** Completes when all is written; fails if a line could not be made, or the receiver has gone. */
  Future<Void> send() {
    response.setChunked(true);
    response.exceptionHandler(sent::tryFail);
    response.closeHandler(closed -> sent.tryFail("The receiver has gone"));
    response.drainHandler(drained -> goOn());
    ask();
    return sent.future();
  }

  private void ask() {
    asking = true;
    parts
        .get()
        .onFailure(sent::tryFail)
        .onSuccess(
            part -> {
              asking = false;
              items = part;
              if (part.hasNext()) {
                goOn();
              } else if (!sent.future().isComplete() && !response.ended()) {
                response.end(chunk).onSuccess(end -> sent.tryComplete()).onFailure(sent::tryFail);
              }
            });
  }

  private void goOn() {
    try {
      while (!asking
          && !sent.future().isComplete()
          && !response.ended()
          && !response.writeQueueFull()) {
        fill();
        if (!items.hasNext()) {
          ask();
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
