package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.ledger.Ledger;
import java.util.Optional;
import java.util.function.Function;

/**
 * The lock on a poll's ledger page, held for as long as a task takes. It saves instances from doing
 * the same work twice; the poll's epoch makes two at once harmless.
 */
final class RebuildLock {
  private static final long RENEW_MS = 2_500;

  private final Vertx vertx;
  private final Ledger ledger;
  private final long renewMs;

  RebuildLock(CountingContext counting) {
    this(counting, RENEW_MS);
  }

  /**
   * @param renewMs after how long a held lock is extended, in milliseconds
   */
  RebuildLock(CountingContext counting, long renewMs) {
    this.vertx = counting.vertx();
    this.ledger = counting.ledger();
    this.renewMs = renewMs;
  }

  /**
   * Runs a task under the lock, and releases the lock whatever the outcome.
   *
   * @param work takes the lock's token
   * @return the result of the task; empty if another caller holds the lock
   */
  <T> Future<Optional<T>> hold(String poll, Function<String, Future<T>> work) {
    return ledger
        .lock(poll)
        .compose(
            token ->
                token.isPresent()
                    ? held(poll, token.get(), work).map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  private <T> Future<T> held(String poll, String token, Function<String, Future<T>> work) {
    long renewing = vertx.setPeriodic(renewMs, timer -> ledger.renew(poll, token));
    return Future.succeededFuture()
        .compose(taken -> work.apply(token))
        .transform(
            done -> {
              vertx.cancelTimer(renewing);
              return ledger
                  .unlock(poll, token)
                  .transform(
                      released ->
                          done.succeeded()
                              ? Future.succeededFuture(done.result())
                              : Future.failedFuture(done.cause()));
            });
  }
}
