package io.votehub.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The state of this instance, as reported to the cluster. Samples the number of votes once a
 * second, so that the rate is that of the last few seconds.
 */
public final class ThisInstance extends VerticleBase {
  private static final long SAMPLE_INTERVAL_MS = 1000;
  private static final int SAMPLES = 5;

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
  private final Counts counts;
  private final long startedAt = System.currentTimeMillis();
  private final Sample[] samples = new Sample[SAMPLES];
  private int sampled;
  private volatile double votesPerSecond;
  private volatile long lagMs;

  /** When the loops were asked that have not all answered yet; 0 if they have. */
  private volatile long askedAt;

  private volatile long sampledAt = System.nanoTime();

  public ThisInstance(
      String id, Version version, AtomicReference<Lifecycle> lifecycle, Counts counts) {
    this.id = id;
    this.version = version;
    this.lifecycle = lifecycle;
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
      new EventLoopCheck(vertx)
          .check()
          .onSuccess(
              loops -> {
                lagMs = (long) loops.get("lagMs");
                askedAt = 0;
              });
    }
    if (before != null) {
      double rate = (now.votes - before.votes) * 1e9 / Math.max(1, now.atNanos - before.atNanos);
      votesPerSecond = Math.round(rate * 10) / 10.0;
    }
  }

  /** How far the slowest loop lags behind; grows while one is blocked, this one's included. */
  private long lagMs() {
    long now = System.nanoTime();
    long asked = askedAt;
    long unanswered = asked == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(now - asked);
    long overdue = TimeUnit.NANOSECONDS.toMillis(now - sampledAt) - SAMPLE_INTERVAL_MS;
    return Math.max(lagMs, Math.max(unanswered, overdue));
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
