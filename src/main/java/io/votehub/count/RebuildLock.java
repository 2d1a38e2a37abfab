package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.ledger.Ledger;
import java.util.Optional;
import java.util.function.Function;

/**
 * The lock on a poll's page in the ledger, held for as long as a piece of work takes. It saves
 * instances from doing the same work against one another; that no harm comes of two at once is seen
 * to by the poll's epoch.
 */
final class RebuildLock {
  private static final long RENEW_MS = 2_500;

  private final Vertx vertx;
  private final Ledger ledger;

  RebuildLock(CountingContext counting) {
    this.vertx = counting.vertx();
    this.ledger = counting.ledger();
  }

  /**
   * Does the work under the lock, and gives the lock back whatever comes of it.
   *
   * @param work takes the lock's token
   * @return what came of the work; nothing if another holds the lock
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
    long renewing = vertx.setPeriodic(RENEW_MS, timer -> ledger.renew(poll, token));
    return Future.succeededFuture()
        .compose(taken -> work.apply(token))
        .transform(
            done -> {
              vertx.cancelTimer(renewing);
              return ledger
                  .unlock(poll, token)
                  .transform(
                      any ->
                          done.succeeded()
                              ? Future.succeededFuture(done.result())
                              : Future.failedFuture(done.cause()));
            });
  }
}
