package io.votehub.logging;

import io.vertx.core.Vertx;
import io.votehub.redis.RedisTimeouts;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Logs the outages of one thing that the hub depends on: one line when an outage begins, one when
 * it is over, and one each minute between with the number of failures, however many there are. An
 * outage is over once nothing has failed for {@link RedisTimeouts#OUTAGE_OVER_MS}; what works for a
 * moment between two failures says nothing. Safe from any thread.
 */
public final class OutageLog {
  /** For how long nothing may fail before an outage is called over; longer than two probes. */
  private static final long OUTAGE_OVER_MS = 5_000;

  private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Vertx vertx;
  private final Logger log;
  private final String what;
  private volatile boolean out;
  private long beganAt;
  private long toldAt;
  private long failures;
  private long timer = -1;

  /**
   * @param what the thing, as the begin of a sentence
   */
  public OutageLog(Vertx vertx, Logger log, String what) {
    this.vertx = vertx;
    this.log = log;
    this.what = what;
  }

  /** It failed. */
  public synchronized void failed(String why) {
    long now = System.nanoTime();
    cancel();
    failures++;
    if (!out) {
      out = true;
      beganAt = now;
      toldAt = now;
      log.warn("{} is down: {}. It is tried again until it works", what, why);
    } else if (now - toldAt > TELL_AGAIN_NANOS) {
      toldAt = now;
      log.warn(
          "{} is still down after {} s and {} failures: {}", what, seconds(now), failures, why);
    }
  }

  /** It works, as far as is known. Costs nothing while there is no outage. */
  public void works() {
    if (out) {
      awaitOver();
    }
  }

  private synchronized void awaitOver() {
    if (out && timer < 0) {
      timer = vertx.setTimer(OUTAGE_OVER_MS, since -> over());
    }
  }

  private synchronized void over() {
    timer = -1;
    log.info(
        "{} works again, after {} s and {} failures",
        what,
        seconds(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(OUTAGE_OVER_MS)),
        failures);
    out = false;
    failures = 0;
  }

  private long seconds(long now) {
    return TimeUnit.NANOSECONDS.toSeconds(now - beganAt);
  }

  private void cancel() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  /** Logs nothing more. */
  public synchronized void close() {
    cancel();
  }
}
