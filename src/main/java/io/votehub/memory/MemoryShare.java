package io.votehub.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded number of bytes for one kind of data kept in memory. Whoever takes bytes must give them
 * back. Safe for use from any thread; never blocks.
 */
public final class MemoryShare {
  private final String name;
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param name as shown in metrics
   * @param limit in bytes
   */
  public MemoryShare(String name, long limit) {
    this.name = name;
    this.limit = limit;
  }

  /** An unbounded share, for tests and for small amounts. */
  public static MemoryShare unbounded() {
    return new MemoryShare("unbounded", Long.MAX_VALUE);
  }

  /** Takes the bytes, or none of them if they do not fit. */
  public boolean tryTake(long bytes) {
    long before = used.get();
    while (bytes <= limit - before) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  /** Takes the bytes even beyond the limit, for data that must be kept. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives bytes back. */
  public void give(long bytes) {
    used.addAndGet(-bytes);
  }

  public String name() {
    return name;
  }

  /** The limit in bytes. */
  public long limit() {
    return limit;
  }

  /** Bytes in use; may exceed the limit. */
  public long used() {
    return used.get();
  }
}
