package io.votehub.logging;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Logs the outages of one dependency: a line when an outage begins, one when it ends, and one a
 * minute in between with the number of failures. An outage ends once nothing has failed for {@link
 * #OUTAGE_OVER_MS}, so that a dependency which flaps does not flood the log. Safe for use from any
 * thread.
 */
public final class OutageLog {
  /** Longer than two intervals between probes. */
  private static final long OUTAGE_OVER_MS = 5_000;

  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Vertx vertx;
  private final Logger log;
  private final String what;
  private volatile boolean down;
  private long beganAt;
  private long loggedAt;
  private long failures;
  private long timer = -1;

  /**
   * @param what name of the dependency, as the subject of a sentence
   */
  public OutageLog(Vertx vertx, Logger log, String what) {
    this.vertx = vertx;
    this.log = log;
    this.what = what;
  }

  /** Records a failure. */
  public synchronized void failed(String why) {
    long now = System.nanoTime();
    cancel();
    failures++;
    if (!down) {
      down = true;
      beganAt = now;
      loggedAt = now;
      log.warn("{} is down: {}. Retrying", what, why);
    } else if (now - loggedAt > REPEAT_NANOS) {
      loggedAt = now;
      log.warn(
          "{} is still down after {} s and {} failures: {}", what, seconds(now), failures, why);
    }
  }

  /** Records a success. Costs a volatile read while there is no outage. */
  public void succeeded() {
    if (down) {
      awaitOver();
    }
  }

  private synchronized void awaitOver() {
    if (down && timer < 0) {
      timer = vertx.setTimer(OUTAGE_OVER_MS, since -> over());
    }
  }

  private synchronized void over() {
    timer = -1;
    log.info(
        "{} is up again after {} s and {} failures",
        what,
        seconds(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(OUTAGE_OVER_MS)),
        failures);
    down = false;
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

  /** Stops logging. */
  public synchronized void close() {
    cancel();
  }
}
