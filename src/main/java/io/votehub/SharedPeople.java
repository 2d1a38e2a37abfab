package io.votehub;

import io.vertx.core.Future;
import io.votehub.people.People;
import java.util.function.Supplier;

/**
 * The store of people of an instance, opened when it is needed first: a hub without accounts and
 * voter rolls never opens it. Thread-safe.
 */
final class SharedPeople implements Supplier<Future<People>> {
  private final Supplier<Future<People>> opening;
  private Future<People> open;

  SharedPeople(Supplier<Future<People>> opening) {
    this.opening = opening;
  }

  /** The open store; a failed opening is tried again. */
  @Override
  public synchronized Future<People> get() {
    if (open == null || open.failed()) {
      open = opening.get();
    }
    return open;
  }

  /** Closes the store if it was opened. */
  synchronized Future<Void> close() {
    return open == null ? Future.succeededFuture() : open.compose(People::close);
  }
}
