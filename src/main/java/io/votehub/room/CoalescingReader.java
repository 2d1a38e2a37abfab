package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Reads the same thing once for all who ask at about the same time: whoever asks while a read is on
 * its way shares the next one with all others that wait. So nobody is given what was read before
 * they asked, and a hall that joins at once costs a few reads instead of one each. Safe from any
 * thread.
 */
final class CoalescingReader<K, V> {
  private final Function<K, Future<V>> read;
  private final ReentrantLock lock = new ReentrantLock();

  /** For each thing that is being read, what those wait for who asked meanwhile. */
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
    // Composed, so that a read which throws fails the future, too.
    return Future.succeededFuture()
        .compose(mine -> read.apply(key))
        .onComplete(done -> passOn(key));
  }

  private void passOn(K key) {
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
