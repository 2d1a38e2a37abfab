package io.votehub.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's clock as it is known here between two askings. What clients are told of the time
 * must be the time by which polls close, whatever this machine's own clock says or jumps to; so it
 * goes on from the last answer by the time that has passed since. Safe from any thread.
 */
public final class LedgerClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerClock.class);
  private static final long ASK_EVERY_MS = 5_000;

  /** An answer that took longer than this says too little. */
  private static final long GOOD_WITHIN_NANOS = 50_000_000;

  private record Known(long ms, long atNanos) {}

  private final Vertx vertx;
  private final Ledger ledger;
  private volatile Known known;
  private long asking = -1;

  public LedgerClock(Vertx vertx, Ledger ledger) {
    this.vertx = vertx;
    this.ledger = ledger;
  }

  /** Asks for the first time, and from then on now and again. */
  public Future<Void> start() {
    asking =
        vertx.setPeriodic(
            ASK_EVERY_MS,
            timer -> ask().onFailure(fault -> LOG.debug("The ledger has no time now", fault)));
    return ask();
  }

  public void stop() {
    vertx.cancelTimer(asking);
  }

  private Future<Void> ask() {
    long before = System.nanoTime();
    return ledger
        .now()
        .map(
            ms -> {
              long after = System.nanoTime();
              if (known == null || after - before < GOOD_WITHIN_NANOS) {
                known = new Known(ms, before + (after - before) / 2);
              }
              return null;
            });
  }

  /**
   * @throws IllegalStateException before the first answer
   */
  @Override
  public long millis() {
    Known now = known;
    if (now == null) {
      throw new IllegalStateException("The ledger has not been asked yet");
    }
    return now.ms + (System.nanoTime() - now.atNanos) / 1_000_000;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
