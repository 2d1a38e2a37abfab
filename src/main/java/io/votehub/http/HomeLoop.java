package io.votehub.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Brings what other threads answer back to the event loop of the request, where the parts of the
 * router live that are not safe from any thread.
 */
final class HomeLoop {
  private HomeLoop() {}

  /** The same future, completed on the context from which this is called. */
  static <T> Future<T> bring(Vertx vertx, Future<T> elsewhere) {
    Context home = vertx.getOrCreateContext();
    return Future.future(
        promise ->
            elsewhere.onComplete(
                result -> {
                  if (Vertx.currentContext() == home) {
                    promise.handle(result);
                  } else {
                    home.runOnContext(back -> promise.handle(result));
                  }
                }));
  }
}
