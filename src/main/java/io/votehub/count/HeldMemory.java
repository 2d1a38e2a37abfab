package io.votehub.count;

import io.votehub.memory.MemoryShare;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Memory that outlasts the reading that took it, until it is closed. Safe from any thread. */
final class HeldMemory implements AutoCloseable {
  private final List<MemoryShare> shares;
  private final long bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param shares from each of which that many bytes are taken
   */
  HeldMemory(List<MemoryShare> shares, long bytes) {
    this.shares = shares;
    this.bytes = bytes;
  }

  /** Returns the memory; may be called more than once. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shares.forEach(share -> share.give(bytes));
    }
  }
}
