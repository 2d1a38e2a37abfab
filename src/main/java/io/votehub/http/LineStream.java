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
 * Writes many lines to a response with back-pressure: at most one chunk and the connection's write
 * queue are buffered. Confined to the response's event loop.
 *
 * @param <T> what a line is made of
 */
final class LineStream<T> {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Supplier<Future<Iterator<T>>> parts;
  private final Function<T, Buffer> line;
  private final Promise<Void> sent = Promise.promise();
  private Iterator<T> items = Collections.emptyIterator();
  private Buffer chunk;
  private boolean fetching;

  /**
   * @param parts supplies the items in parts, each requested when the previous one was written; an
   *     empty part ends the stream
   */
  LineStream(
      HttpServerResponse response,
      Buffer head,
      Supplier<Future<Iterator<T>>> parts,
      Function<T, Buffer> line) {
    this.response = response;
    this.chunk = head;
    this.parts = parts;
    this.line = line;
  }

  /** Completes when everything is written; fails if a line fails or the client disconnects. */
  Future<Void> send() {
    response.setChunked(true);
    response.exceptionHandler(sent::tryFail);
    response.closeHandler(closed -> sent.tryFail("The client has disconnected"));
    response.drainHandler(drained -> resume());
    fetch();
    return sent.future();
  }

  private void fetch() {
    fetching = true;
    parts
        .get()
        .onFailure(sent::tryFail)
        .onSuccess(
            part -> {
              fetching = false;
              items = part;
              if (part.hasNext()) {
                resume();
              } else if (!sent.future().isComplete() && !response.ended()) {
                response.end(chunk).onSuccess(end -> sent.tryComplete()).onFailure(sent::tryFail);
              }
            });
  }

  private void resume() {
    try {
      while (!fetching
          && !sent.future().isComplete()
          && !response.ended()
          && !response.writeQueueFull()) {
        fill();
        if (!items.hasNext()) {
          fetch();
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
