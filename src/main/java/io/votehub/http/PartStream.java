package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Sends a file about a whole room in parts, each made when the previous one has been written, so
 * that only one is in memory.
 */
final class PartStream {
  private PartStream() {}

  /**
   * Streams the file; if it fails midway the connection is closed. The first part is made before
   * the head is written, so that a refusal can still set the status.
   *
   * @param name of the file
   * @param remaining the parts, at least one
   */
  static Future<Void> send(
      RoomRequest request,
      String mediaType,
      String name,
      Queue<Supplier<Future<String>>> remaining) {
    HttpServerResponse response = request.ctx().response();
    response.headers().add("Vary", "Accept");
    return remaining
        .remove()
        .get()
        .compose(
            first -> {
              response
                  .putHeader("Content-Type", mediaType)
                  .putHeader("Content-Disposition", "attachment; filename=\"" + name + '"');
              return new LineStream<>(
                      response, Buffer.buffer(first), () -> next(remaining), Buffer::buffer)
                  .send();
            });
  }

  private static Future<Iterator<String>> next(Queue<Supplier<Future<String>>> remaining) {
    Supplier<Future<String>> next = remaining.poll();
    return next == null
        ? Future.succeededFuture(List.<String>of().iterator())
        : next.get().map(text -> List.of(text).iterator());
  }

  /** The part of a poll, empty if the poll was deleted while those before it were written. */
  static Future<String> unlessGone(RoomRequest request, Future<String> part) {
    return onCallerContext(request.ctx().vertx(), part)
        .recover(
            fault ->
                fault instanceof Refusal why && why.code() == ErrorCode.UNKNOWN_POLL
                    ? Future.succeededFuture("")
                    : Future.failedFuture(fault));
  }
}
