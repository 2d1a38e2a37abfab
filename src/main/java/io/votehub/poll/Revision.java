package io.votehub.poll;

/**
 * A revision is one number: the poll's epoch in the upper bits, a counter in the lower 32. So it
 * grows over the life of a poll, even where a ledger was lost and built anew. It stays exact in
 * JavaScript for two million epochs.
 *
 * <p>Within an epoch ballots and tallies are numbered by what the ledger counted, and a poll by the
 * changes of its state. The number of a ballot stays in the ledger, the journal and its receipt: an
 * acknowledgement carries the {@link #begin} of its epoch, a poll the number of its own, and a
 * tally its own, which nobody is given who may not see the tally. So what voters get orders polls
 * among themselves, tallies among themselves and a voter's acknowledgements among themselves, and
 * tells nothing of how many voted on a hidden poll, nor between which tallies a ballot was counted.
 */
public final class Revision {
  private static final int COUNTER_BITS = 32;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

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

  public static long counter(long revision) {
    return revision & COUNTER_MASK;
  }
}
