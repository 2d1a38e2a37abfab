package io.votehub.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often something may be done: {@code number} times in a {@code period}, at once or spread over
 * it (the generic cell rate algorithm). Safe from any thread; one is shared by all event loops.
 */
public final class Allowance {
  private final long costNanos;
  private final long periodNanos;
  private final LongSupplier nanoClock;

  /** When, by the clock, all that was taken will have been regained. */
  private final AtomicLong regainedAt;

  public Allowance(int number, Duration period) {
    this(number, period, System::nanoTime);
  }

  Allowance(int number, Duration period, LongSupplier nanoClock) {
    this.periodNanos = period.toNanos();
    this.costNanos = Math.max(1, periodNanos / Math.max(1, number));
    this.nanoClock = nanoClock;
    this.regainedAt = new AtomicLong(nanoClock.getAsLong());
  }

  /** Takes one; the answer is 0, or else after how many whole seconds to try again. */
  public long take() {
    while (true) {
      long now = nanoClock.getAsLong();
      long before = regainedAt.get();
      long after = Math.max(before - now, 0) + costNanos;
      if (after > periodNanos) {
        return Math.max(1, Duration.ofNanos(after - periodNanos).plusMillis(999).toSeconds());
      }
      if (regainedAt.compareAndSet(before, now + after)) {
        return 0;
      }
    }
  }
}
