package io.votehub.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The state of this instance, as reported to the cluster. Samples the number of votes and the delay
 * of the hub's event loops once a second. Deploy it on an event loop that is none of those, so that
 * it goes on while one of them is blocked.
 */
public final class ThisInstance extends VerticleBase {
  private static final long SAMPLE_INTERVAL_MS = 1000;
  private static final int SAMPLES = 5;

  /** The greatest lag is kept for 60 to 90 seconds, longer than two scrapes are apart. */
  private static final long LAG_WINDOW_MS = 30_000;

  private static final int LAG_WINDOWS = 3;

  /**
   * Counters of other components; safe to read from any thread.
   *
   * @param connections open connections
   * @param rooms rooms with an open connection
   * @param votes votes counted since the start
   */
  public record Counts(IntSupplier connections, IntSupplier rooms, DoubleSupplier votes) {}

  private record Sample(long atNanos, double votes) {}

  private final String id;
  private final Version version;
  private final AtomicReference<Lifecycle> lifecycle;
  private final EventLoopCheck loops;
  private final Counts counts;
  private final TimeWindowMax greatestLag =
      new TimeWindowMax(Clock.SYSTEM, LAG_WINDOW_MS, LAG_WINDOWS);
  private final long startedAt = System.currentTimeMillis();
  private final Sample[] samples = new Sample[SAMPLES];
  private int sampled;
  private volatile double votesPerSecond;
  private volatile long lagMs;

  /** When the loops were asked that have not all answered yet; 0 if they have. */
  private volatile long askedAt;

  private volatile long sampledAt = System.nanoTime();

  /**
   * @param loops asks the event loops whose lag is measured
   */
  public ThisInstance(
      String id,
      Version version,
      AtomicReference<Lifecycle> lifecycle,
      EventLoopCheck loops,
      Counts counts) {
    this.id = id;
    this.version = version;
    this.lifecycle = lifecycle;
    this.loops = loops;
    this.counts = counts;
  }

  @Override
  public Future<?> start() {
    sample();
    vertx.setPeriodic(SAMPLE_INTERVAL_MS, timer -> sample());
    return Future.succeededFuture();
  }

  private void sample() {
    Sample now = new Sample(System.nanoTime(), counts.votes().getAsDouble());
    Sample before = samples[sampled % SAMPLES] == null ? samples[0] : samples[sampled % SAMPLES];
    samples[sampled % SAMPLES] = now;
    sampled++;
    sampledAt = now.atNanos;
    if (askedAt == 0) {
      askedAt = now.atNanos;
      loops
          .check()
          .onSuccess(
              answer -> {
                lagMs = (long) answer.get("lagMs");
                greatestLag.record((double) lagMs);
                askedAt = 0;
              });
    }
    if (before != null) {
      double rate = (now.votes - before.votes) * 1e9 / Math.max(1, now.atNanos - before.atNanos);
      votesPerSecond = Math.round(rate * 10) / 10.0;
    }
  }

  /**
   * How far the slowest loop lags behind; grows while one is blocked. Safe for use from any thread.
   */
  public long lagMs() {
    long now = System.nanoTime();
    long asked = askedAt;
    long unanswered = asked == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(now - asked);
    long overdue = TimeUnit.NANOSECONDS.toMillis(now - sampledAt) - SAMPLE_INTERVAL_MS;
    return Math.max(lagMs, Math.max(unanswered, overdue));
  }

  /**
   * The greatest lag of the last minute, so that a loop that was blocked between two scrapes shows
   * in the second one. Safe for use from any thread.
   */
  public long greatestLagMs() {
    return Math.max((long) greatestLag.poll(), lagMs());
  }

  /** The current state. Safe for use from any thread. */
  public InstanceView view() {
    return new InstanceView(
        id,
        lifecycle.get().wire(),
        startedAt,
        version.version(),
        counts.connections().getAsInt(),
        counts.rooms().getAsInt(),
        votesPerSecond,
        lagMs(),
        System.currentTimeMillis());
  }
}
