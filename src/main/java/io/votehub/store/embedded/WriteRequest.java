package io.votehub.store.embedded;

import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call in the writer's queue.
 *
 * @param step the change of the file; if it throws, the call fails and the step must have changed
 *     nothing
 * @param reply computes the reply from the step's value, once the group is durable
 * @param entries the number of ballots or records that it writes
 */
record WriteRequest<S, T>(
    Step<S> step, BiFunction<StoreFile, S, T> reply, int entries, Promise<T> promise) {
  private static final Logger LOG = LoggerFactory.getLogger(WriteRequest.class);

  /** A change of the file, or a read of it. */
  @FunctionalInterface
  interface Step<T> {
    T run(StoreFile file) throws Exception;
  }

  /** A call whose step was executed and whose reply waits until the group is durable. */
  record Done<S, T>(WriteRequest<S, T> call, S value, Exception fault) {
    /** Whoever asked may be gone, as when a hub that stops is out of time; others are not. */
    void reply(StoreFile file) {
      try {
        if (fault != null) {
          call.promise.fail(fault);
        } else {
          call.promise.complete(call.reply.apply(file, value));
        }
      } catch (RejectedExecutionException ended) {
        LOG.debug("A reply came after its event loop had ended", ended);
      }
    }
  }

  /**
   * Executes the step.
   *
   * @throws MVStoreException if the file failed, and not the step
   */
  Done<S, T> run(StoreFile file) {
    try {
      return new Done<>(this, step.run(file), null);
    } catch (MVStoreException broken) {
      throw broken;
    } catch (Exception refused) {
      return new Done<>(this, null, refused);
    }
  }
}
