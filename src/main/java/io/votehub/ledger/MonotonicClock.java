package io.votehub.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a hub with a single instance. It advances by the JVM's monotonic clock, so that a
 * step of the system clock closes no timed poll early or late, and follows the system clock
 * whenever no timed poll depends on it: {@link #follow} is to be called about once a second.
 *
 * <p>While timed polls are open, the clock is slewed towards the system clock by at most one
 * millisecond a call, which keeps pace with NTP; a step is deferred until the last timed poll has
 * closed. Safe from any thread.
 */
public final class MonotonicClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(MonotonicClock.class);

  /** A difference beyond this is a step and not drift. */
  private static final long STEP_MS = 500;

  private record Anchor(long ms, long atNanos) {}

  private final InstantSource system;
  private final LongSupplier nanoTime;
  private volatile Anchor anchor;
  private boolean stepped;

  /**
   * @param system the system clock
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public MonotonicClock(InstantSource system, LongSupplier nanoTime) {
    this.system = system;
    this.nanoTime = nanoTime;
    this.anchor = new Anchor(system.millis(), nanoTime.getAsLong());
  }

  @Override
  public long millis() {
    Anchor from = anchor;
    return from.ms + (nanoTime.getAsLong() - from.atNanos) / 1_000_000;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /**
   * Adopts the system clock's time, or slews towards it.
   *
   * @param timed whether an open poll closes at a time of this clock
   */
  public synchronized void follow(boolean timed) {
    long aheadMs = system.millis() - millis();
    boolean step = Math.abs(aheadMs) > STEP_MS;
    if (step && !stepped) {
      LOG.warn(
          "The system clock was stepped by {} ms{}",
          aheadMs,
          timed ? "; the hub follows it once no timed poll is open" : "");
    }
    stepped = step && timed;
    if (!timed) {
      moveBy(aheadMs);
    } else if (!step) {
      moveBy(Long.signum(aheadMs));
    }
  }

  private void moveBy(long ms) {
    if (ms != 0) {
      Anchor from = anchor;
      anchor = new Anchor(from.ms + ms, from.atNanos);
    }
  }
}
