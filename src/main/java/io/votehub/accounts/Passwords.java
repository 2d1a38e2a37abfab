package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes and checks passwords off the event loops, two at a time; {@value #MAX_WAITING} wait, and
 * further ones are refused with {@code busy}. Futures complete on the context of the caller.
 */
final class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 32;

  private final Vertx vertx;
  private final PasswordHash hashes;
  private final ThreadPoolExecutor threads;
  private final Memoized<PasswordRules> rules = new Memoized<>(PasswordRules::new);

  /** Compared where there is no account, so that the answer takes as long. */
  private final Memoized<String> nobody;

  /** A value that is computed by the first who asks. */
  private static final class Memoized<T> {
    private final Supplier<T> computation;
    private T value;

    Memoized(Supplier<T> computation) {
      this.computation = computation;
    }

    synchronized T get() {
      if (value == null) {
        value = computation.get();
      }
      return value;
    }
  }

  Passwords(Vertx vertx, byte[] pepper) {
    this.vertx = vertx;
    hashes = new PasswordHash(pepper);
    nobody = new Memoized<>(() -> hashes.hash(Digests.secret()));
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "votehub-passwords");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    // So that the first sign-in takes as long as the others.
    run(nobody::get);
  }

  /** Whether the password is that of the hash; without a hash it takes as long and is false. */
  Future<Boolean> matches(String password, Optional<String> phc) {
    return run(() -> hashes.matches(password, phc.orElse(nobody.get())) && phc.isPresent());
  }

  /**
   * Hashes a new password. Fails with {@code bad-request} if it is refused.
   *
   * @param words of the account, which must not make up the password
   */
  Future<String> hash(String password, boolean hasSecondFactor, List<String> words) {
    return run(
        () -> {
          Optional<Refusal> fault = rules.get().fault(password, hasSecondFactor, words);
          if (fault.isPresent()) {
            throw fault.get();
          }
          return hashes.hash(password);
        });
  }

  /** Hashes a password anew that was accepted before. */
  Future<String> hashAgain(String password) {
    return run(() -> hashes.hash(password));
  }

  /**
   * Hashes secrets that the hub made, with one salt.
   *
   * @see PasswordHash#hashTogether
   */
  Future<List<String>> hashTogether(List<String> secrets) {
    return run(() -> hashes.hashTogether(secrets));
  }

  /** Which of the hashes is that of a secret; empty if none is. */
  Future<Optional<String>> find(String secret, List<String> known) {
    return run(() -> hashes.find(secret, known));
  }

  private <T> Future<T> run(Callable<T> work) {
    Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    try {
      threads.execute(() -> settle(work, promise));
    } catch (RejectedExecutionException full) {
      promise.fail(Refusal.of(ErrorCode.BUSY));
    }
    return promise.future();
  }

  private static <T> void settle(Callable<T> work, Promise<T> promise) {
    Future<T> done;
    try {
      done = Future.succeededFuture(work.call());
    } catch (Exception | Error fault) {
      done = Future.failedFuture(fault);
    }
    try {
      done.onComplete(promise);
    } catch (RejectedExecutionException ended) {
      LOG.debug("Nobody waits any more: the event loops have ended", ended);
    }
  }

  void close() {
    threads.shutdownNow();
  }
}
