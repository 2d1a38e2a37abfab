package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for a store or a ledger that is slow, at most ten seconds: whoever leads a room in front of
 * people should not have to press a button twice. Safe from any thread.
 */
public final class Patience {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long RETRY_MS = 100;

  private final Vertx vertx;

  public Patience(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Runs a step, again while it is refused for now.
   *
   * @param step called for each try; repeating it must change nothing
   */
  public <T> Future<T> whileRefused(Supplier<Future<T>> step) {
    return again(step, code -> code.retry(), System.nanoTime());
  }

  /**
   * Runs a step, again while it is {@code busy}.
   *
   * @param step called for each try; where it is busy it has done nothing
   */
  public <T> Future<T> whileBusy(Supplier<Future<T>> step) {
    return again(step, code -> code == ErrorCode.BUSY, System.nanoTime());
  }

  private <T> Future<T> again(
      Supplier<Future<T>> step, Predicate<ErrorCode> passes, long startNanos) {
    return step.get()
        .recover(
            fault ->
                fault instanceof Refusal refusal
                        && passes.test(refusal.code())
                        && System.nanoTime() - startNanos < WITHIN_NANOS
                    ? vertx.timer(RETRY_MS).compose(rested -> again(step, passes, startNanos))
                    : Future.failedFuture(fault));
  }
}
