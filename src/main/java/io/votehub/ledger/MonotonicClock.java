package io.votehub.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a hub that is one instance. It runs by the time that passes (the JVM's monotonic
 * clock), so that a step of the machine's clock closes no timed poll early or late, and follows the
 * machine's clock whenever no timed poll depends on it: {@link #follow} is to be called about once
 * a second.
 *
 * <p>While timed polls are open it is slewed towards the machine's clock by at most a millisecond a
 * call, which keeps pace with NTP, and a step is left aside until the last of them is closed. Safe
 * from any thread.
 */
public final class MonotonicClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(MonotonicClock.class);

  /** A difference beyond this is a step and not drift. */
  private static final long STEP_MS = 500;

  private record Anchor(long ms, long atNanos) {}

  private final InstantSource machine;
  private final LongSupplier nanoTime;
  private volatile Anchor anchor;
  private boolean stepped;

  /**
   * @param machine the machine's clock
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public MonotonicClock(InstantSource machine, LongSupplier nanoTime) {
    this.machine = machine;
    this.nanoTime = nanoTime;
    this.anchor = new Anchor(machine.millis(), nanoTime.getAsLong());
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
   * Takes over the machine's time, or comes nearer to it.
   *
   * @param timed whether a poll that is open now closes at a time of this clock
   */
  public synchronized void follow(boolean timed) {
    long aheadMs = machine.millis() - millis();
    boolean step = Math.abs(aheadMs) > STEP_MS;
    if (step && !stepped) {
      LOG.warn(
          "The machine's clock was set by {} ms{}",
          aheadMs,
          timed ? "; the hub goes on by its own until no timed poll is open" : "");
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
