package io.votehub.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded number of bytes for one kind of things that are kept in memory. What is taken is given
 * back by whoever took it. Safe from any thread; never blocks.
 */
public final class MemoryShare {
  private final String name;
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param name of what is kept, as operators read it
   * @param limit in bytes
   */
  public MemoryShare(String name, long limit) {
    this.name = name;
    this.limit = limit;
  }

  /** A share without a bound, for whoever keeps little or is tested alone. */
  public static MemoryShare unbounded() {
    return new MemoryShare("unbounded", Long.MAX_VALUE);
  }

  /** Takes so many bytes, or none of them if they do not fit. */
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

  /** Takes so many bytes even beyond the limit, for what must be kept whatever else is. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives back what was taken. */
  public void give(long bytes) {
    used.addAndGet(-bytes);
  }

  public String name() {
    return name;
  }

  /** In bytes. */
  public long limit() {
    return limit;
  }

  /** In bytes; may be more than the limit. */
  public long used() {
    return used.get();
  }
}
