package io.votehub.store;

/** Meters durable writes. Called by the thread that wrote, so it must be quick. */
@FunctionalInterface
public interface StoreMeter {
  StoreMeter NONE = (writes, nanos) -> {};

  /**
   * Ballots and changes of records became durable together.
   *
   * @param nanos the duration from the first change to the end of the forced write, or to the
   *     acknowledgement of a majority
   */
  void committed(int writes, long nanos);
}
