package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

/** Brings what several wait for back to the context of each, where it may touch its own state. */
final class Home {
  private Home() {}

  /** The same future, completed on the context from which this is called. */
  static <T> Future<T> bring(Vertx vertx, Future<T> shared) {
    Promise<T> mine = ((ContextInternal) vertx.getOrCreateContext()).promise();
    shared.onComplete(mine);
    return mine.future();
  }
}
