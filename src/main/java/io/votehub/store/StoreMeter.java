package io.votehub.store;

/** Hears of each durable write. Called by the writer's thread, so it must be quick. */
@FunctionalInterface
public interface StoreMeter {
  StoreMeter NONE = (writes, nanos) -> {};

  /**
   * So many ballots and changes of records went to disk together.
   *
   * @param nanos how long that took, from the first change to the end of the forced write
   */
  void committed(int writes, long nanos);
}
