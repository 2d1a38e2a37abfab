package io.votehub;

import io.vertx.core.Future;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import java.nio.file.Path;
import java.util.Optional;
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

  /** The open store if it is in a folder, also that of a time when accounts were on. */
  Optional<Future<People>> in(Path folder) {
    return EmbeddedPeople.isIn(folder) ? Optional.of(get()) : Optional.empty();
  }

  /** Closes the store if it was opened. */
  synchronized Future<Void> close() {
    return open == null ? Future.succeededFuture() : open.compose(People::close);
  }
}
