package io.votehub.demo;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The latency of acks over the last ten seconds. Values are sorted into buckets, eight per power of
 * two, so a percentile is at most an eighth too high. Recording is safe from any thread; {@link
 * #endSecond} and {@link #percentileMs} must be called from a single one.
 */
final class AckTimes {
  private static final int BUCKETS_PER_DOUBLING = 8;
  private static final int PART_BITS = 3;
  private static final int BUCKETS = 64 * BUCKETS_PER_DOUBLING;
  private static final int SECONDS = 10;

  private final AtomicLongArray current = new AtomicLongArray(BUCKETS);
  private final long[][] seconds = new long[SECONDS][BUCKETS];
  private final LongAdder count = new LongAdder();
  private long counted;
  private int second;

  void record(long nanos) {
    current.incrementAndGet(bucket(Math.max(1, nanos)));
    count.increment();
  }

  /** Acks since the start. */
  long count() {
    return count.sum();
  }

  /** Ends a second and returns its number of acks. */
  long endSecond() {
    second = (second + 1) % SECONDS;
    for (int i = 0; i < BUCKETS; i++) {
      seconds[second][i] = current.getAndSet(i, 0);
    }
    long before = counted;
    counted = count.sum();
    return counted - before;
  }

  /**
   * The latency that a share of the acks did not exceed; empty without acks.
   *
   * @param share from 0 to 1
   */
  OptionalDouble percentileMs(double share) {
    long all = 0;
    for (long[] each : seconds) {
      for (long n : each) {
        all += n;
      }
    }
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS && all > 0; i++) {
      for (long[] each : seconds) {
        seen += each[i];
      }
      if (seen >= wanted && seen > 0) {
        return OptionalDouble.of(upperEnd(i) / 1e6);
      }
    }
    return OptionalDouble.empty();
  }

  private static int bucket(long nanos) {
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int part = (int) ((nanos << PART_BITS) >>> doubling) & (BUCKETS_PER_DOUBLING - 1);
    return doubling * BUCKETS_PER_DOUBLING + part;
  }

  private static double upperEnd(int bucket) {
    return Math.scalb(
        1 + (bucket % BUCKETS_PER_DOUBLING + 1) / (double) BUCKETS_PER_DOUBLING,
        bucket / BUCKETS_PER_DOUBLING);
  }
}
