package io.votehub.limit;

import io.vertx.core.Future;

/** Holds senders to a rate. Thread-safe. */
interface Limiter {
  Rate rate();

  /**
   * Takes one permit if one is available. Never fails.
   *
   * @param who names the sender
   * @return 0 if it was taken, otherwise the nanoseconds until one is available
   */
  Future<Long> take(String who);

  /**
   * How long to wait for a permit; takes none. Never fails.
   *
   * @param who names the sender
   * @return nanoseconds; 0 if one is available
   */
  Future<Long> peek(String who);

  /**
   * Takes one permit even if none is available. Never fails.
   *
   * @param maxExcessNanos caps the result
   * @return by how many nanoseconds it was taken too early
   */
  Future<Long> takeAnyway(String who, long maxExcessNanos);
}
