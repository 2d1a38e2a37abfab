package io.votehub.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * What this process tells the cluster of itself. Deploy one; it looks at the count of votes once a
 * second, so that their rate is that of the last few seconds.
 */
public final class ThisInstance extends VerticleBase {
  private static final long LOOK_EVERY_MS = 1000;
  private static final int LOOKS = 5;

  /**
   * What is counted elsewhere; each is asked on any thread and answers at once.
   *
   * @param connections open now
   * @param rooms with an open connection now
   * @param votes counted since the start
   */
  public record Counts(IntSupplier connections, IntSupplier rooms, DoubleSupplier votes) {}

  private record Look(long atNanos, double votes) {}

  private final String id;
  private final Version version;
  private final AtomicReference<Lifecycle> lifecycle;
  private final Counts counts;
  private final long startedAt = System.currentTimeMillis();
  private final Look[] looks = new Look[LOOKS];
  private int looked;
  private volatile double votesPerSecond;
  private volatile long lagMs;

  public ThisInstance(
      String id, Version version, AtomicReference<Lifecycle> lifecycle, Counts counts) {
    this.id = id;
    this.version = version;
    this.lifecycle = lifecycle;
    this.counts = counts;
  }

  @Override
  public Future<?> start() {
    look();
    vertx.setPeriodic(LOOK_EVERY_MS, timer -> look());
    return Future.succeededFuture();
  }

  private void look() {
    Look now = new Look(System.nanoTime(), counts.votes().getAsDouble());
    Look before = looks[looked % LOOKS] == null ? looks[0] : looks[looked % LOOKS];
    looks[looked % LOOKS] = now;
    looked++;
    new EventLoopCheck(vertx).check().onSuccess(loops -> lagMs = (long) loops.get("lagMs"));
    if (before != null) {
      double rate = (now.votes - before.votes) * 1e9 / Math.max(1, now.atNanos - before.atNanos);
      votesPerSecond = Math.round(rate * 10) / 10.0;
    }
  }

  /** This instance at this moment. Safe from any thread. */
  public InstanceView view() {
    return new InstanceView(
        id,
        lifecycle.get().wire(),
        startedAt,
        version.version(),
        counts.connections().getAsInt(),
        counts.rooms().getAsInt(),
        votesPerSecond,
        lagMs,
        System.currentTimeMillis());
  }
}
