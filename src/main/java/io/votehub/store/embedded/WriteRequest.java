package io.votehub.store.embedded;

import io.vertx.core.Promise;
import java.util.function.BiFunction;
import org.h2.mvstore.MVStoreException;

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
  /** A change of the file, or a read of it. */
  @FunctionalInterface
  interface Step<T> {
    T run(StoreFile file) throws Exception;
  }

  /** A call whose step was executed and whose reply waits until the group is durable. */
  record Done<S, T>(WriteRequest<S, T> call, S value, Exception fault) {
    void reply(StoreFile file) {
      if (fault != null) {
        call.promise.fail(fault);
      } else {
        call.promise.complete(call.reply.apply(file, value));
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
