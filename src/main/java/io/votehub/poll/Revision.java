package io.votehub.poll;

/**
 * A revision is one number: the poll's epoch in the upper bits, a counter in the lower 32. So it
 * grows over the life of a poll, even where a ledger was lost and built anew. It stays exact in
 * JavaScript for two million epochs.
 *
 * <p>Within an epoch ballots are numbered by what the ledger counted, tallies by when they last
 * grew, and a poll by the changes of its state. The number of a ballot stays in the ledger, the
 * journal and its receipt: an acknowledgement carries the {@link #begin} of its epoch, a poll the
 * number of its own, and a tally its own, see {@link #shown}. So what voters get orders polls among
 * themselves, tallies among themselves and a voter's acknowledgements among themselves; none of
 * them tells how many voted or how often votes were changed, nor between which tallies a ballot was
 * counted.
 */
public final class Revision {
  private static final int COUNTER_BITS = 32;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  /** An epoch of 32 bits is good for half a year of them. */
  private static final long TICK_MS = 4;

  /** What is left above is for growth after more time than that. */
  private static final long MOST_TICKS = 3L << 30;

  private Revision() {}

  public static long of(int epoch, long counter) {
    return ((long) epoch << COUNTER_BITS) | counter;
  }

  public static int epoch(long revision) {
    return (int) (revision >>> COUNTER_BITS);
  }

  /** The first revision of the same epoch, which says nothing of what was counted in it. */
  public static long begin(long revision) {
    return of(epoch(revision), 0);
  }

  /**
   * The number within its epoch of a tally that has just grown: for how long its page has been up.
   * It is greater than the number before whatever the clock says, and a count of the growths only
   * while there are more than 250 a second.
   *
   * @param before the number before, 0 at first
   * @param upMs for how many milliseconds the page has been up
   */
  public static long shown(long before, long upMs) {
    return Math.max(before + 1, Math.min(upMs / TICK_MS, MOST_TICKS));
  }

  public static long counter(long revision) {
    return revision & COUNTER_MASK;
  }
}
