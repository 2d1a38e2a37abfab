package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats a read that MongoDB did not answer in time, so that a long reading continues where it is
 * instead of starting again. Gives up after {@value #TRIES} tries, but not before its time is over.
 */
final class ReadRetries {
  static final int TRIES = 3;

  /** With as many pauses the circuit breaker lets a call through again. */
  private static final long PAUSE_MS = MongoTimeouts.BREAKER_RESET_MS / 2;

  private final MongoCalls calls;
  private final long forMs;

  /**
   * @param forMs how long a read is repeated at least, in milliseconds
   */
  ReadRetries(MongoCalls calls, long forMs) {
    this.calls = calls;
    this.forMs = forMs;
  }

  /**
   * Runs a read, again while it fails as {@code unavailable}.
   *
   * @param read called for each try
   */
  <T> Future<T> run(Supplier<Future<T>> read) {
    return attempt(read, 1, System.nanoTime());
  }

  private <T> Future<T> attempt(Supplier<Future<T>> read, int tries, long startNanos) {
    return read.get()
        .recover(
            fault ->
                isUnavailable(fault) && !isOver(tries, startNanos) && !calls.isClosing()
                    ? calls.pause(PAUSE_MS).compose(rested -> attempt(read, tries + 1, startNanos))
                    : Future.failedFuture(fault));
  }

  static boolean isUnavailable(Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNAVAILABLE;
  }

  private boolean isOver(int tries, long startNanos) {
    long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return tries >= TRIES && elapsedMs >= forMs;
  }
}
