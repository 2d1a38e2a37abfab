package io.votehub.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the hub's own alerts every {@value #EVERY_MS} ms and sends one notification when an
 * alert starts firing and one when it is resolved. A notification that cannot be delivered is
 * retried at the next evaluation with the state at that time; nothing waits for it. Deploy one per
 * instance.
 */
public final class AlertMonitor extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AlertMonitor.class);
  private static final int EVERY_MS = 15_000;

  private final String instance;
  private final ReadingsSource source;
  private final List<Supplier<Notifier>> factories;
  private final List<NoticeChannel> channels = new ArrayList<>();
  private final long everyMs;
  private final Alerts alerts = new Alerts(AlertRule.ALL);
  private volatile List<Alert> current = alerts.current();
  private WorkerExecutor reader;
  private boolean reading;

  /**
   * @param dataDir folder whose disk is monitored
   * @param backupAgeHours the age of the last backup; empty if backups are not monitored
   * @param notifiers created when the monitor starts, closed when it stops
   */
  public AlertMonitor(
      String instance,
      MeterRegistry registry,
      ErrorLog errors,
      Path dataDir,
      Supplier<OptionalDouble> backupAgeHours,
      List<Supplier<Notifier>> notifiers) {
    this(
        instance,
        new ReadingsSource(registry, errors, dataDir, backupAgeHours),
        notifiers,
        EVERY_MS);
  }

  AlertMonitor(
      String instance, ReadingsSource source, List<Supplier<Notifier>> notifiers, long everyMs) {
    this.instance = instance;
    this.source = source;
    this.factories = List.copyOf(notifiers);
    this.everyMs = everyMs;
  }

  @Override
  public Future<?> start() {
    reader = vertx.createSharedWorkerExecutor("votehub-alerts", 1);
    factories.forEach(factory -> channels.add(new NoticeChannel(instance, factory.get())));
    // Not at the start, which the first reading of the JVM's meters would delay.
    vertx.setPeriodic(everyMs, timer -> evaluate());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    List<Future<?>> closing = new ArrayList<>();
    channels.forEach(channel -> closing.add(channel.close()));
    closing.add(reader.close());
    return Future.join(closing);
  }

  /** One at a time: readings must not pile up behind an unresponsive disk. */
  private void evaluate() {
    if (reading) {
      return;
    }
    reading = true;
    reader
        .executeBlocking(source::read)
        .onComplete(read -> reading = false)
        .onSuccess(this::evaluated)
        .onFailure(fault -> LOG.warn("The alerts could not be evaluated", fault));
  }

  private void evaluated(Readings readings) {
    alerts.evaluate(readings, System.currentTimeMillis());
    current = alerts.current();
    channels.forEach(channel -> channel.tell(current));
  }

  /** The report of {@code GET /health/alerts}. Safe from any thread. */
  public Map<String, Object> toJson() {
    List<Alert> all = current;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", all.stream().anyMatch(Alert::firing) ? "FIRING" : "OK");
    json.put("alerts", all.stream().map(Alert::toJson).toList());
    return json;
  }
}
