package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Coalesces reads of the same key: a caller that arrives while a read is in flight shares the next
 * one with all others that wait. So no caller gets a value that was read before its call, and a
 * hall that joins at once costs a few reads instead of one each. Safe from any thread.
 */
final class CoalescingReader<K, V> {
  private final Function<K, Future<V>> read;
  private final ReentrantLock lock = new ReentrantLock();

  /** For each key that is being read, the callers of the next read. */
  private final Map<K, Waiting<V>> ongoing = new HashMap<>();

  private static final class Waiting<V> {
    private Promise<V> next;
  }

  CoalescingReader(Function<K, Future<V>> read) {
    this.read = read;
  }

  Future<V> get(K key) {
    lock.lock();
    try {
      Waiting<V> waiting = ongoing.get(key);
      if (waiting != null) {
        if (waiting.next == null) {
          waiting.next = Promise.promise();
        }
        return waiting.next.future();
      }
      ongoing.put(key, new Waiting<>());
    } finally {
      lock.unlock();
    }
    return start(key);
  }

  private Future<V> start(K key) {
    // Composed, so that an exception of the read fails the future.
    return Future.succeededFuture()
        .compose(start -> read.apply(key))
        .onComplete(done -> startNext(key));
  }

  private void startNext(K key) {
    Promise<V> next;
    lock.lock();
    try {
      Waiting<V> waiting = ongoing.get(key);
      next = waiting.next;
      waiting.next = null;
      if (next == null) {
        ongoing.remove(key);
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      start(key).onComplete(next);
    }
  }
}
