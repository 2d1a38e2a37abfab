package io.votehub.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Runs steps of the same key one after the other, in the order in which they came; those of
 * different keys do not wait for each other. Each runs on the context of its caller.
 */
final class MongoTurns {
  private final Vertx vertx;
  private final Object lock = new Object();

  /** For each key of which a step runs, those that wait for it. Guarded by the lock. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  MongoTurns(Vertx vertx) {
    this.vertx = vertx;
  }

  <T> Future<T> run(String key, Supplier<Future<T>> step) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    Promise<T> promise = context.promise();
    Runnable turn =
        () ->
            // Composed, so that what the step throws fails the future, too.
            Future.succeededFuture()
                .compose(mine -> step.get())
                .onComplete(
                    done -> {
                      next(key);
                      promise.handle(done);
                    });
    synchronized (lock) {
      Queue<Runnable> others = waiting.get(key);
      if (others != null) {
        others.add(() -> context.runOnContext(v -> turn.run()));
        return promise.future();
      }
      waiting.put(key, new ArrayDeque<>());
    }
    turn.run();
    return promise.future();
  }

  private void next(String key) {
    Runnable next;
    synchronized (lock) {
      next = waiting.get(key).poll();
      if (next == null) {
        waiting.remove(key);
        return;
      }
    }
    next.run();
  }
}
