package io.votehub.count;

import io.votehub.memory.MemoryShare;

/**
 * How much one reading of a journal keeps in memory, held against what it may. Used by one thread
 * at a time.
 */
final class ReadMemory {
  /** Ends a reading that would keep more than it may. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("A journal's reading would keep more than it may", null, false, false);
    }
  }

  private final MemoryShare share;
  private final long limit;
  private long bytes;

  /**
   * @param share of which everything is taken
   * @param limit in bytes, for this reading alone
   */
  ReadMemory(MemoryShare share, long limit) {
    this.share = share;
    this.limit = limit;
  }

  /**
   * Says that so much more is kept, or less where the number is negative.
   *
   * @throws TooMuch beyond the limit
   */
  void add(long more) {
    if (bytes + more > limit) {
      throw new TooMuch();
    }
    bytes += more;
    share.take(more);
  }

  /** In bytes. */
  long bytes() {
    return bytes;
  }

  /** Everything that was gathered is let go. */
  void release() {
    share.give(bytes);
    bytes = 0;
  }
}
