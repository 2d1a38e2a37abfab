package io.votehub.poll;

/**
 * Revisions are single numbers with the poll's epoch in the upper bits and a counter in the lower
 * 32, so they grow over the life of a poll even if a ledger is lost and rebuilt in a new epoch.
 * They stay exact in JavaScript for two million epochs.
 *
 * <p>Within an epoch the counter of ballots is the ledger's count, that of tallies derives from the
 * time they last changed (see {@link #shown}), and that of polls counts changes of state. The
 * counters of ballots stay inside the hub and in receipts: an acknowledgement carries only the
 * {@link #begin} of its epoch. What voters get thus orders polls, tallies and their own
 * acknowledgements, but does not reveal how many voted, how often votes were changed, or between
 * which tallies a ballot was counted.
 */
public final class Revision {
  private static final int COUNTER_BITS = 32;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  /** With 32 bits, an epoch lasts half a year of ticks. */
  private static final long TICK_MS = 4;

  /** The remaining range is for tallies that still change after that time. */
  private static final long MAX_TICKS = 3L << 30;

  private Revision() {}

  public static long of(int epoch, long counter) {
    return ((long) epoch << COUNTER_BITS) | counter;
  }

  public static int epoch(long revision) {
    return (int) (revision >>> COUNTER_BITS);
  }

  /** The first revision of the same epoch, which reveals nothing about counts. */
  public static long begin(long revision) {
    return of(epoch(revision), 0);
  }

  /**
   * The counter of a tally that has just changed: the time its page has existed. Always greater
   * than the previous counter, and a count of changes only while there are more than 250 a second.
   *
   * @param before the previous counter, 0 at first
   * @param upMs milliseconds since the page was created
   */
  public static long shown(long before, long upMs) {
    return Math.max(before + 1, Math.min(upMs / TICK_MS, MAX_TICKS));
  }

  public static long counter(long revision) {
    return revision & COUNTER_MASK;
  }
}
