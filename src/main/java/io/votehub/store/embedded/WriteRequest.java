package io.votehub.store.embedded;

import io.vertx.core.Promise;
import java.util.function.BiFunction;
import org.h2.mvstore.MVStoreException;

/**
 * One call that waits for the writer.
 *
 * @param step what it does to the file; what it throws is its caller's answer, and then it has
 *     changed nothing
 * @param answer makes the answer from the step's value, once the group is durable
 * @param entries how much it writes, in ballots or records
 */
record WriteRequest<S, T>(
    Step<S> step, BiFunction<StoreFile, S, T> answer, int entries, Promise<T> promise) {
  /** A change of the file, or a look at it. */
  @FunctionalInterface
  interface Step<T> {
    T run(StoreFile file) throws Exception;
  }

  /** A call whose step is done and whose answer waits until that is durable. */
  record Done<S, T>(WriteRequest<S, T> call, S value, Exception fault) {
    void answer(StoreFile file) {
      if (fault != null) {
        call.promise.fail(fault);
      } else {
        call.promise.complete(call.answer.apply(file, value));
      }
    }
  }

  /**
   * Does the step.
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
