package io.votehub.poll;

/**
 * A revision is one number: the poll's epoch in the upper bits, a counter in the lower 32. So it
 * grows over the life of a poll, even where a ledger was lost and built anew. It stays exact in
 * JavaScript for two million epochs.
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

  public static long counter(long revision) {
    return revision & COUNTER_MASK;
  }
}
