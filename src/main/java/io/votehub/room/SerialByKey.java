package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs steps of the same key one after the other, in the order in which they came, so that a step
 * may look first and then do. Within this instance. Safe from any thread.
 */
final class SerialByKey {
  private final ConcurrentHashMap<String, Future<?>> last = new ConcurrentHashMap<>();

  <T> Future<T> run(String key, Supplier<Future<T>> step) {
    Promise<T> mine = Promise.promise();
    Future<?> before = last.put(key, mine.future());
    Future<?> turn =
        before == null
            ? Future.succeededFuture()
            : before.transform(ended -> Future.succeededFuture());
    turn.compose(go -> step.get())
        .onComplete(
            done -> {
              last.remove(key, mine.future());
              mine.handle(done);
            });
    return mine.future();
  }
}
