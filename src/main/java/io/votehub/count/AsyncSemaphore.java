package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.Contexts;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets work be done beside other work only as far as there are places for it; what finds none waits
 * for its turn, first come, first served. Safe from any thread; blocks none.
 */
final class AsyncSemaphore {
  private record Waiting(int places, Promise<Void> turn) {}

  private final Vertx vertx;
  private final int all;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int free;

  AsyncSemaphore(Vertx vertx, int places) {
    this.vertx = vertx;
    this.all = places;
    this.free = places;
  }

  /** How many places there are. */
  int all() {
    return all;
  }

  /**
   * Begins the work when so many places are free, and gives them back when its future completes.
   * Both happen on the context of the caller.
   */
  <T> Future<T> take(int places, Supplier<Future<T>> work) {
    Promise<Void> turn = Contexts.promise(vertx);
    Future<T> done =
        turn.future().compose(mine -> work.get()).onComplete(over -> change(places, null));
    change(0, new Waiting(places, turn));
    return done;
  }

  private void change(int freed, Waiting more) {
    Queue<Waiting> next = new ArrayDeque<>();
    lock.lock();
    try {
      free += freed;
      if (more != null) {
        waiting.add(more);
      }
      while (!waiting.isEmpty() && waiting.peek().places <= free) {
        free -= waiting.peek().places;
        next.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    next.forEach(each -> each.turn.complete());
  }
}
