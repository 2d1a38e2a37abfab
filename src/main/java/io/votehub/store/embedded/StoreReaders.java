package io.votehub.store.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of threads that read durable state, with a bounded queue. */
final class StoreReaders {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReaders.class);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 20_000;

  private final StoreWriter writer;
  private final ThreadPoolExecutor threads;

  StoreReaders(String name, StoreWriter writer) {
    this.writer = writer;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Completes the promise with the result of {@code look} on the newest snapshot. */
  <T> Future<T> read(Promise<T> promise, Function<StoreView, T> look) {
    try {
      threads.execute(() -> settle(promise, look));
    } catch (RejectedExecutionException full) {
      promise.fail(Refusal.of(threads.isShutdown() ? ErrorCode.UNAVAILABLE : ErrorCode.BUSY));
    }
    return promise.future();
  }

  private <T> void settle(Promise<T> promise, Function<StoreView, T> look) {
    Snapshot snapshot = writer.retainNewest().orElse(null);
    if (snapshot == null) {
      promise.fail(Refusal.of(ErrorCode.UNAVAILABLE));
      return;
    }
    try {
      promise.complete(look.apply(snapshot.view()));
    } catch (MVStoreException fault) {
      LOG.warn("The store could not be read", fault);
      promise.fail(Refusal.of(ErrorCode.UNAVAILABLE));
    } catch (RuntimeException | Error fault) {
      promise.fail(fault);
    } finally {
      snapshot.release();
    }
  }

  /** Accepts no more reads; those in flight continue. */
  void close() {
    threads.shutdown();
  }

  /** Waits for the reads in flight; false if the time was too short. */
  boolean ended(long atMostMs) throws InterruptedException {
    return threads.awaitTermination(atMostMs, TimeUnit.MILLISECONDS);
  }
}
