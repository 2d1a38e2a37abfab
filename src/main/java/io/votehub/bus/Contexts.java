package io.votehub.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

/** Moves the completion of futures between Vert.x contexts. */
public final class Contexts {
  private Contexts() {}

  /**
   * The same future, completed on the context from which this is called. Several callers that share
   * a future each need it on their own context, where they may touch their own state.
   */
  public static <T> Future<T> onCallerContext(Vertx vertx, Future<T> future) {
    Promise<T> promise = promise(vertx);
    future.onComplete(promise);
    return promise.future();
  }

  /** A promise whose future completes on the context from which this is called. */
  public static <T> Promise<T> promise(Vertx vertx) {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }
}
