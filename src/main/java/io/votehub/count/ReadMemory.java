package io.votehub.count;

import io.votehub.memory.MemoryShare;
import java.util.function.LongSupplier;

/**
 * The memory that one reading of a journal takes from a share, with a limit of its own. Used by one
 * thread at a time.
 */
final class ReadMemory {
  /** Ends a reading that would exceed its limit. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("The reading of a journal exceeds its memory limit", null, false, false);
    }
  }

  private final MemoryShare share;
  private final LongSupplier raised;
  private long limit;
  private long bytes;

  /**
   * @param share from which the memory is taken
   * @param limit in bytes, for this reading alone
   */
  ReadMemory(MemoryShare share, long limit) {
    this(share, limit, () -> limit);
  }

  /**
   * @param limit in bytes, at first
   * @param raised asked once the limit does not suffice; returns the new one or the same
   */
  ReadMemory(MemoryShare share, long limit, LongSupplier raised) {
    this.share = share;
    this.limit = limit;
    this.raised = raised;
  }

  /**
   * Takes so many bytes more, or returns them where the number is negative.
   *
   * @throws TooMuch beyond the limit
   */
  void add(long more) {
    if (bytes + more > limit) {
      limit = raised.getAsLong();
    }
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

  /** Leaves what is taken to the caller, who returns it to the share. */
  long handOver() {
    long all = bytes;
    bytes = 0;
    return all;
  }

  /** Returns all memory to the share. */
  void release() {
    share.give(bytes);
    bytes = 0;
  }
}
