package io.votehub.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks every few seconds whether something does its work, and keeps the answer for whoever wants to
 * know in between. Asks once for all who ask at about the same time, and never twice at once. Safe
 * from any thread.
 */
public final class Probe {
  /**
   * How often an instance does on Redis and MongoDB what a vote does, to know whether a vote would
   * count. It takes each some milliseconds; an outage without any voter is seen within this time.
   */
  static final long EVERY_MS = 2_000;

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** An answer that takes longer than this means that it does not work, whatever it says later. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(EVERY_MS);

  private final Vertx vertx;
  private final Supplier<? extends Future<?>> question;
  private Future<Void> last = Future.succeededFuture();
  private long askedAt;
  private volatile boolean up;
  private volatile long openSince;
  private long timer = -1;

  /**
   * @param question does what is to be tried; fails with what may be shown to everybody
   */
  public Probe(Vertx vertx, Supplier<? extends Future<?>> question) {
    this.vertx = vertx;
    this.question = question;
  }

  /** Asks for the first time, and from then on now and again; completes with the first answer. */
  public synchronized Future<Void> start() {
    timer = vertx.setPeriodic(EVERY_MS, tick -> check());
    return ask();
  }

  /** Asks no more. */
  public synchronized void stop() {
    vertx.cancelTimer(timer);
  }

  /** The answer of now, or of a moment ago. */
  public synchronized Future<Void> check() {
    boolean fresh = System.nanoTime() - askedAt < FRESH_NANOS;
    return fresh || !last.isComplete() ? last : ask();
  }

  private Future<Void> ask() {
    askedAt = System.nanoTime();
    openSince = askedAt;
    // Composed, so that what is thrown fails the future, too.
    last =
        Future.succeededFuture()
            .compose(turn -> question.get().<Void>mapEmpty())
            .onComplete(
                done -> {
                  up = done.succeeded();
                  openSince = 0;
                });
    return last;
  }

  /** Whether it worked when it was last asked; false before the first answer. */
  public boolean isUp() {
    long since = openSince;
    return up && (since == 0 || System.nanoTime() - since < LATE_NANOS);
  }
}
