package io.votehub.image;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Refuses work for which the heap has no room, because running out of it ends the process. What
 * looks used may be garbage, so it is collected first, though seldom: that holds up everything.
 * Used by one thread.
 */
final class HeapRoom {
  private static final long COLLECTED_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final LongSupplier freeBytes;
  private final Runnable collector;
  private final LongSupplier nanoTime;
  private OptionalLong collectedAt = OptionalLong.empty();

  HeapRoom(LongSupplier freeBytes, Runnable collector, LongSupplier nanoTime) {
    this.freeBytes = freeBytes;
    this.collector = collector;
    this.nanoTime = nanoTime;
  }

  static HeapRoom ofThisProcess() {
    return new HeapRoom(
        HeapRoom::free, () -> ManagementFactory.getMemoryMXBean().gc(), System::nanoTime);
  }

  private static long free() {
    Runtime heap = Runtime.getRuntime();
    return heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
  }

  /**
   * Returns if so many bytes are free.
   *
   * @throws Refusal {@code busy}
   */
  void require(long bytes) {
    if (freeBytes.getAsLong() >= bytes) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (collectedAt.isEmpty() || now - collectedAt.getAsLong() >= COLLECTED_NANOS) {
      collectedAt = OptionalLong.of(now);
      collector.run();
      if (freeBytes.getAsLong() >= bytes) {
        return;
      }
    }
    throw Refusal.of(
        ErrorCode.BUSY, "The hub has no memory to spare for a picture now; try again shortly");
  }
}
