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
 * Changes a document in one atomic step: reads it, applies a pure function, and puts the new one in
 * its place if it still has the version that was read; else the same again after a moment.
 *
 * @param <H> what is held of the document as it was read
 * @param <T> what is changed of it
 */
record OptimisticUpdate<H, T>(
    MongoCalls calls,
    Supplier<Future<Optional<H>>> read,
    Function<H, T> value,
    BiFunction<H, T, Future<Boolean>> replace) {
  /** With its pauses, these take some three seconds. */
  private static final int TRIES = 40;

  private static final int LONGEST_PAUSE_MS = 128;

  /**
   * @return the value after the change; nothing if there is no such document; refused with {@code
   *     busy} if others were always faster
   */
  Future<Optional<T>> change(UnaryOperator<T> change) {
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
