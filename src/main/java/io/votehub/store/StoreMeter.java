package io.votehub.store;

/** Hears of each durable write. Called by any thread that waits for it, so it must be quick. */
@FunctionalInterface
public interface StoreMeter {
  StoreMeter NONE = (writes, nanos) -> {};

  /**
   * So many ballots and changes of records became durable together.
   *
   * @param nanos how long that took, from the first change to the end of the forced write, or to
   *     the acknowledgement of a majority
   */
  void committed(int writes, long nanos);
}
