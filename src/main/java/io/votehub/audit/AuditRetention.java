package io.votehub.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes entries of the audit log that are older than they are kept, of all instances, once a day.
 * Each chain keeps the hash of the last removed entry as its anchor, and the cut is an entry, too.
 * May run on several instances at once.
 */
final class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
  private static final long FIRST_AFTER_MS = TimeUnit.MINUTES.toMillis(2);
  private static final long EVERY_MS = TimeUnit.DAYS.toMillis(1);
  private static final int AT_ONCE = 500;

  private final Vertx vertx;
  private final People people;
  private final long keptMs;
  private final InstantSource clock;
  private final BiConsumer<String, String> record;
  private long timer = -1;
  private boolean stopped;

  /**
   * @param record records an action of the hub, and its object
   */
  AuditRetention(
      Vertx vertx,
      People people,
      long keptMs,
      InstantSource clock,
      BiConsumer<String, String> record) {
    this.vertx = vertx;
    this.people = people;
    this.keptMs = keptMs;
    this.clock = clock;
    this.record = record;
  }

  void start() {
    schedule(FIRST_AFTER_MS);
  }

  private synchronized void schedule(long ms) {
    if (!stopped) {
      timer = vertx.setTimer(ms, due -> run());
    }
  }

  synchronized void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void run() {
    cutAll()
        .onFailure(fault -> LOG.warn("The audit log was not shortened: {}", fault.toString()))
        .onComplete(done -> schedule(EVERY_MS));
  }

  /** Cuts all chains. */
  Future<Void> cutAll() {
    return people
        .auditInstances()
        .compose(
            names -> {
              Future<Void> all = Future.succeededFuture();
              for (String name : names) {
                all = all.compose(done -> cut(name, false));
              }
              return all;
            });
  }

  /** In small steps, so that the store serves others in between. */
  private Future<Void> cut(String instance, boolean before) {
    return people
        .audit(instance, 0, AT_ONCE)
        .compose(
            entries -> {
              Optional<AuditEntry> last = lastTooOld(entries);
              if (last.isEmpty()) {
                if (before) {
                  record.accept("audit.shortened", "chain:" + instance);
                }
                return Future.succeededFuture();
              }
              return people.cutAudit(last.get()).compose(done -> cut(instance, true));
            });
  }

  private Optional<AuditEntry> lastTooOld(List<AuditEntry> entries) {
    long before = clock.millis() - keptMs;
    return entries.stream().takeWhile(each -> each.at() < before).reduce((earlier, later) -> later);
  }
}
