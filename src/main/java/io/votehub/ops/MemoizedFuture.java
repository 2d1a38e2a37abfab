package io.votehub.ops;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Caches an asynchronous result for a period, shared by all callers, so that a flood of probes
 * costs one computation per period. The period starts with the computation, so one that never
 * completes is replaced. Safe for use from any thread.
 */
final class MemoizedFuture<T> {
  private record Cached<T>(long at, Future<T> answer) {}

  private final long periodNanos;
  private final Supplier<Future<T>> source;
  private final AtomicReference<Cached<T>> last = new AtomicReference<>();

  MemoizedFuture(long periodMs, Supplier<Future<T>> source) {
    this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMs);
    this.source = source;
  }

  /** The result, computed at most one period ago. It may complete on any thread. */
  synchronized Future<T> get() {
    Cached<T> cached = last.get();
    long now = System.nanoTime();
    if (cached == null || now - cached.at >= periodNanos) {
      cached = new Cached<>(now, source.get());
      last.set(cached);
    }
    return cached.answer;
  }
}
