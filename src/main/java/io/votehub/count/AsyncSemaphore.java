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
 * A counting semaphore for asynchronous work: work that finds no free permits waits for its turn,
 * first come, first served. Safe from any thread; never blocks.
 */
final class AsyncSemaphore {
  private record Waiting(int permits, Promise<Void> turn) {}

  private final Vertx vertx;
  private final int total;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int free;

  AsyncSemaphore(Vertx vertx, int permits) {
    this.vertx = vertx;
    this.total = permits;
    this.free = permits;
  }

  /** The total number of permits. */
  int total() {
    return total;
  }

  /**
   * Starts the work once so many permits are free, and returns them when its future completes. Both
   * happen on the context of the caller.
   */
  <T> Future<T> acquire(int permits, Supplier<Future<T>> work) {
    Promise<Void> turn = Contexts.promise(vertx);
    Future<T> result =
        turn.future().compose(free -> work.get()).onComplete(done -> change(permits, null));
    change(0, new Waiting(permits, turn));
    return result;
  }

  /**
   * Takes so many permits if they are free and nobody waits.
   *
   * @return whether they are taken; then {@link #release} returns them
   */
  boolean tryAcquire(int permits) {
    lock.lock();
    try {
      boolean taken = waiting.isEmpty() && permits <= free;
      free -= taken ? permits : 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Returns permits. */
  void release(int permits) {
    change(permits, null);
  }

  private void change(int freed, Waiting added) {
    Queue<Waiting> next = new ArrayDeque<>();
    lock.lock();
    try {
      free += freed;
      if (added != null) {
        waiting.add(added);
      }
      while (!waiting.isEmpty() && waiting.peek().permits <= free) {
        free -= waiting.peek().permits;
        next.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    next.forEach(each -> each.turn.complete());
  }
}
