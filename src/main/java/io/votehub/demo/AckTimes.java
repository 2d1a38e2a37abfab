package io.votehub.demo;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long acks took over the last ten seconds. Times fall into buckets, eight for each doubling,
 * so a percentile is at most an eighth too high. Recording is safe from any thread; {@link #turn}
 * and {@link #percentileMs} are for one.
 */
final class AckTimes {
  private static final int PARTS = 8;
  private static final int PART_BITS = 3;
  private static final int BUCKETS = 64 * PARTS;
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

  /** Ends a second, and answers how many acks it had. */
  long turn() {
    second = (second + 1) % SECONDS;
    for (int i = 0; i < BUCKETS; i++) {
      seconds[second][i] = current.getAndSet(i, 0);
    }
    long before = counted;
    counted = count.sum();
    return counted - before;
  }

  /**
   * The time within which that share of the acks came; nothing if there were none.
   *
   * @param share 0 to 1
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
    int part = (int) ((nanos << PART_BITS) >>> doubling) & (PARTS - 1);
    return doubling * PARTS + part;
  }

  private static double upperEnd(int bucket) {
    return Math.scalb(1 + (bucket % PARTS + 1) / (double) PARTS, bucket / PARTS);
  }
}
