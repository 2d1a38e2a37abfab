package io.votehub.ops;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Asks once for all who ask at about the same time, so that a flood of probes costs one answer for
 * each period. The period counts from the question, so an answer that never comes is asked for
 * again. Safe from any thread.
 */
final class MemoizedFuture<T> {
  private record Asked<T>(long at, Future<T> answer) {}

  private final long periodNanos;
  private final Supplier<Future<T>> source;
  private final AtomicReference<Asked<T>> last = new AtomicReference<>();

  MemoizedFuture(long periodMs, Supplier<Future<T>> source) {
    this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMs);
    this.source = source;
  }

  /** The answer, at most one period old. It may complete on any thread. */
  synchronized Future<T> get() {
    Asked<T> asked = last.get();
    long now = System.nanoTime();
    if (asked == null || now - asked.at >= periodNanos) {
      asked = new Asked<>(now, source.get());
      last.set(asked);
    }
    return asked.answer;
  }
}
