package io.votehub.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.votehub.logging.OutageLog;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to Redis up: reconnects whenever it is lost, with exponential back-off and
 * jitter, so that instances do not reconnect in step. The back-off continues to grow over
 * connections that do not last. Each connection has a client of its own, which is closed with it; a
 * broken one is never reused.
 */
final class Reconnecting {
  private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);

  /**
   * Opens a connection; {@code lost} is to be called, from any thread, with the reason once it is
   * unusable.
   */
  interface Attempt {
    /**
     * @param attempt the number of earlier attempts
     */
    Future<Redis> connect(int attempt, Consumer<String> lost);
  }

  private final Context context;
  private final Vertx vertx;
  private final Attempt attempt;
  private final OutageLog outages;
  private Redis client;
  private long connectedAt;
  private int attempts;
  private int failures;
  private int generation;
  private boolean closed;
  private boolean connectedBefore;
  private volatile boolean up;
  private final LongAdder reconnections = new LongAdder();

  Reconnecting(Vertx vertx, String purpose, Attempt attempt) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.attempt = attempt;
    this.outages = new OutageLog(vertx, LOG, "The connection to Redis for " + purpose);
  }

  /** Opens the first connection; if that fails, there is no retry. */
  Future<Void> start() {
    Promise<Void> started = Promise.promise();
    context.runOnContext(turn -> connect().onComplete(started));
    return started.future();
  }

  boolean isUp() {
    return up;
  }

  /** How often the connection was made anew. */
  long reconnections() {
    return reconnections.sum();
  }

  private Future<Void> connect() {
    int mine = ++generation;
    int before = attempts++;
    // Composed, so that an exception fails the future.
    return Future.succeededFuture()
        .compose(
            turn -> attempt.connect(before, why -> context.runOnContext(then -> ended(mine, why))))
        .transform(
            done -> {
              Promise<Void> promise = Promise.promise();
              context.runOnContext(turn -> settle(done, promise));
              return promise.future();
            });
  }

  private void settle(AsyncResult<Redis> done, Promise<Void> promise) {
    if (done.failed()) {
      promise.fail(done.cause());
      return;
    }
    if (closed) {
      done.result().close();
      promise.fail("The connection was closed meanwhile");
      return;
    }
    client = done.result();
    connectedAt = System.nanoTime();
    if (connectedBefore) {
      reconnections.increment();
    }
    connectedBefore = true;
    up = true;
    outages.succeeded();
    promise.complete();
  }

  private void ended(int of, String why) {
    if (of != generation || closed || client == null) {
      return;
    }
    outages.failed(why);
    failures = isSteady() ? 1 : failures + 1;
    release();
    retry();
  }

  /** Whether the connection has lasted; called on the context. */
  private boolean isSteady() {
    long age = System.nanoTime() - connectedAt;
    return age > TimeUnit.MILLISECONDS.toNanos(RedisTimeouts.STABLE_AFTER_MS);
  }

  private void release() {
    up = false;
    Redis old = client;
    client = null;
    if (old != null) {
      old.close();
    }
  }

  private void retry() {
    long wait =
        Math.min(
            RedisTimeouts.RECONNECT_MAX_MS,
            RedisTimeouts.RECONNECT_MIN_MS << Math.min(10, failures - 1));
    long spread = wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
    vertx.setTimer(
        spread,
        timer ->
            context.runOnContext(
                turn -> {
                  if (!closed) {
                    connect().onFailure(this::failed);
                  }
                }));
  }

  private void failed(Throwable fault) {
    context.runOnContext(
        turn -> {
          failures++;
          if (!closed) {
            outages.failed(fault.getMessage());
            retry();
          }
        });
  }

  Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          closed = true;
          outages.close();
          release();
          done.complete();
        });
    return done.future();
  }
}
