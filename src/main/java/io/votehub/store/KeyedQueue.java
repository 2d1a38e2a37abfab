package io.votehub.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Runs steps of the same key one after the other, in the order of the calls; steps of different
 * keys do not wait for each other. Each step runs on the context of its caller. A step that is
 * refused as {@code unavailable} fails those that wait behind it, so that nobody waits for several
 * time-outs in a row. Orders the steps of this instance alone. Safe from any thread.
 */
public final class KeyedQueue {
  private final Vertx vertx;
  private final Object lock = new Object();

  /** For each key of which a step runs, those that wait for it. Guarded by the lock. */
  private final Map<String, Queue<Turn<?>>> waiting = new HashMap<>();

  private record Turn<T>(
      String key, Supplier<Future<T>> step, ContextInternal context, Promise<T> promise) {
    void refuse(Refusal why) {
      promise.tryFail(why);
    }
  }

  public KeyedQueue(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Runs the step once those of the same key that came before it have ended. */
  public <T> Future<T> run(String key, Supplier<Future<T>> step) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    Turn<T> turn = new Turn<>(key, step, context, context.promise());
    if (isFirst(turn)) {
      start(turn);
    }
    return turn.promise.future();
  }

  private boolean isFirst(Turn<?> turn) {
    synchronized (lock) {
      Queue<Turn<?>> others = waiting.get(turn.key);
      if (others != null) {
        others.add(turn);
        return false;
      }
      waiting.put(turn.key, new ArrayDeque<>());
      return true;
    }
  }

  private <T> void start(Turn<T> turn) {
    // Composed, so that what the step throws fails the future, too.
    Future.succeededFuture()
        .compose(mine -> turn.step.get())
        .onComplete(
            done -> {
              pass(turn.key, done);
              turn.promise.handle(done);
            });
  }

  private void pass(String key, AsyncResult<?> done) {
    if (done.cause() instanceof Refusal refusal && refusal.code() == ErrorCode.UNAVAILABLE) {
      Queue<Turn<?>> all;
      synchronized (lock) {
        all = waiting.remove(key);
      }
      all.forEach(each -> each.refuse(refusal));
      return;
    }
    Turn<?> next;
    synchronized (lock) {
      next = waiting.get(key).poll();
      if (next == null) {
        waiting.remove(key);
        return;
      }
    }
    next.context.runOnContext(mine -> start(next));
  }
}
