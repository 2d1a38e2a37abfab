package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Changes a document by optimistic concurrency: reads it, applies a pure function, and replaces it
 * if its version is still the one that was read; otherwise retries after a short pause.
 *
 * @param <H> the document as read, with its version
 * @param <T> the value that changes
 */
public record OptimisticUpdate<H, T>(
    MongoCalls calls,
    Supplier<Future<Optional<H>>> read,
    Function<H, T> value,
    BiFunction<H, T, Future<Boolean>> replace) {
  /** Including the pauses, about three seconds. */
  private static final int TRIES = 40;

  private static final int LONGEST_PAUSE_MS = 128;

  /**
   * @return the value after the change; empty if there is no such document; fails with a refusal of
   *     {@code busy} if every attempt lost to a concurrent change
   */
  public Future<Optional<T>> change(UnaryOperator<T> change) {
    return change(change, 0);
  }

  private Future<Optional<T>> change(UnaryOperator<T> change, int tried) {
    return read.get()
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(Optional.<T>empty());
              }
              T changed = change.apply(value.apply(found.get()));
              return replace
                  .apply(found.get(), changed)
                  .compose(
                      done ->
                          done
                              ? Future.succeededFuture(Optional.of(changed))
                              : again(change, tried + 1));
            });
  }

  private Future<Optional<T>> again(UnaryOperator<T> change, int tried) {
    if (tried == TRIES) {
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY, "Too many change the same at once"));
    }
    int most = Math.min(LONGEST_PAUSE_MS, 2 << Math.min(tried, 10));
    long pauseMs = 1L + ThreadLocalRandom.current().nextInt(most);
    return calls.pause(pauseMs).compose(waited -> change(change, tried));
  }
}
