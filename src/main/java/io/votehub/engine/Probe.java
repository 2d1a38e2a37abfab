package io.votehub.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Tries a remote operation every few seconds and caches the outcome. Concurrent callers share one
 * attempt; attempts never overlap. Safe for use from any thread.
 */
public final class Probe {
  /**
   * How often an instance performs the operations of a vote on Redis and MongoDB, to know whether a
   * vote would be counted. Each attempt takes them some milliseconds. An outage is noticed within
   * this time even without voters.
   */
  static final long INTERVAL_MS = 2_000;

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** An attempt that takes longer counts as failed, whatever its outcome. */
  private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);

  private final Vertx vertx;
  private final Supplier<? extends Future<?>> operation;
  private Future<Void> latest = Future.succeededFuture();
  private long attemptedAt;
  private final LongAdder recoveries = new LongAdder();
  private volatile boolean failed;
  private volatile boolean up;
  private volatile long pendingSince;
  private long timer = -1;

  /**
   * @param operation the operation to try; its failure message may be shown to anyone
   */
  public Probe(Vertx vertx, Supplier<? extends Future<?>> operation) {
    this.vertx = vertx;
    this.operation = operation;
  }

  /** Makes the first attempt and schedules the others; completes with the first outcome. */
  public synchronized Future<Void> start() {
    timer = vertx.setPeriodic(INTERVAL_MS, tick -> check());
    return attempt();
  }

  /** Stops the attempts. */
  public synchronized void stop() {
    vertx.cancelTimer(timer);
  }

  /** The outcome of an attempt made now or at most a second ago. */
  public synchronized Future<Void> check() {
    boolean fresh = System.nanoTime() - attemptedAt < FRESH_NANOS;
    return fresh || !latest.isComplete() ? latest : attempt();
  }

  private Future<Void> attempt() {
    attemptedAt = System.nanoTime();
    pendingSince = attemptedAt;
    // Inside compose, so that an exception thrown fails the future, too.
    latest =
        Future.succeededFuture()
            .compose(turn -> operation.get().<Void>mapEmpty())
            .onComplete(
                done -> {
                  if (done.succeeded() && failed) {
                    recoveries.increment();
                  }
                  failed = done.failed();
                  up = done.succeeded();
                  pendingSince = 0;
                });
    return latest;
  }

  /** How often an attempt succeeded after one that had failed. */
  long recoveries() {
    return recoveries.sum();
  }

  /** Whether the latest attempt succeeded; false before the first one completes. */
  public boolean isUp() {
    long since = pendingSince;
    return up && (since == 0 || System.nanoTime() - since < TIMEOUT_NANOS);
  }
}
