package io.votehub.session;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task at most once an interval: at once if it has not run for that long, else when the
 * interval is over. Requests in between are one. Confined to one event loop.
 */
final class Pace {
  private final Vertx vertx;
  private final long intervalNanos;
  private final Runnable task;
  private long ranAt;
  private long timer = -1;

  Pace(Vertx vertx, long intervalMs, Runnable task) {
    this.vertx = vertx;
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMs);
    this.task = task;
    this.ranAt = System.nanoTime() - intervalNanos;
  }

  /** Runs the task as soon as the pace allows. */
  void request() {
    if (timer >= 0) {
      return;
    }
    long waitNanos = ranAt + intervalNanos - System.nanoTime();
    if (waitNanos <= 0) {
      run();
    } else {
      timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1, due -> run());
    }
  }

  private void run() {
    timer = -1;
    ranAt = System.nanoTime();
    task.run();
  }

  /** Forgets what was requested. */
  void cancel() {
    vertx.cancelTimer(timer);
    timer = -1;
  }
}
