package io.votehub.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's clock, extrapolated between two readings. Clients must be told the time by which
 * polls close, whatever the clock of this machine shows or jumps to; so the time advances from the
 * last reading by the monotonic time that has passed since. Safe from any thread.
 */
public final class LedgerClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerClock.class);
  private static final long READ_EVERY_MS = 5_000;

  /** A reply that took longer is too inexact. */
  private static final long MAX_ROUND_TRIP_NANOS = 50_000_000;

  private record Known(long ms, long atNanos) {}

  private final Vertx vertx;
  private final Ledger ledger;
  private volatile Known known;
  private long timerId = -1;

  public LedgerClock(Vertx vertx, Ledger ledger) {
    this.vertx = vertx;
    this.ledger = ledger;
  }

  /** Reads the ledger's clock now and then periodically. Fails if the first reading does. */
  public Future<Void> start() {
    timerId =
        vertx.setPeriodic(
            READ_EVERY_MS,
            timer ->
                read()
                    .onFailure(fault -> LOG.debug("The ledger's clock could not be read", fault)));
    return read();
  }

  public void stop() {
    vertx.cancelTimer(timerId);
  }

  private Future<Void> read() {
    long before = System.nanoTime();
    return ledger
        .now()
        .map(
            ms -> {
              long after = System.nanoTime();
              if (known == null || after - before < MAX_ROUND_TRIP_NANOS) {
                known = new Known(ms, before + (after - before) / 2);
              }
              return null;
            });
  }

  /**
   * @throws IllegalStateException before the first reading
   */
  @Override
  public long millis() {
    Known now = known;
    if (now == null) {
      throw new IllegalStateException("The ledger's clock has not been read yet");
    }
    return now.ms + (System.nanoTime() - now.atNanos) / 1_000_000;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
