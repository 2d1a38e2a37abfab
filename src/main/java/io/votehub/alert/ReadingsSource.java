package io.votehub.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.votehub.files.DiskSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads the values for alerts from the hub's own meters, the JVM and the disk. Shares of requests
 * cover the last {@value #WINDOW} readings. Reads the disk, so not for event loops; not thread-
 * safe.
 */
final class ReadingsSource {
  /** The number of readings that shares cover: five minutes, one every fifteen seconds. */
  static final int WINDOW = 20;

  private static final int MIN_ANSWERS = 20;
  private static final double DAY_S = 24 * 3600;
  private static final double SLOW_NANOS = 2e9;
  private static final Set<String> FAILED_VOTES = Set.of("busy", "unavailable");

  private final MeterRegistry registry;
  private final ErrorLog errors;
  private final Path dataDir;
  private final Supplier<OptionalDouble> backupAgeHours;
  private final InstantSource clock = InstantSource.system();
  private final Deque<Totals> window = new ArrayDeque<>();

  /** Since the start of the process. */
  private record Totals(double answered, double failed, double slow, double heap) {}

  ReadingsSource(
      MeterRegistry registry,
      ErrorLog errors,
      Path dataDir,
      Supplier<OptionalDouble> backupAgeHours) {
    this.registry = registry;
    this.errors = errors;
    this.dataDir = dataDir;
    this.backupAgeHours = backupAgeHours;
  }

  Readings read() {
    Totals now = totals();
    window.addLast(now);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    Totals before = window.peekFirst();
    double answered = now.answered - before.answered;
    return new Readings(
        errors.lastHour(Severity.CRITICAL),
        errors.lastHour(Severity.HIGH),
        share(now.failed - before.failed, answered),
        share(now.slow - before.slow, answered),
        window.stream().mapToDouble(Totals::heap).min().orElse(0),
        disk(),
        backupAgeHours.get(),
        certificateDays(),
        certificateUnusable(),
        gauge("votehub.synthetic.latency"));
  }

  private OptionalDouble certificateDays() {
    OptionalDouble expiresAt = gauge("votehub.tls.certificate.expiry.timestamp");
    return expiresAt.isEmpty()
        ? expiresAt
        : OptionalDouble.of((expiresAt.getAsDouble() - clock.millis() / 1000.0) / DAY_S);
  }

  private OptionalDouble certificateUnusable() {
    OptionalDouble usable = gauge("votehub.tls.certificate.files.usable");
    return usable.isEmpty() ? usable : OptionalDouble.of(1 - usable.getAsDouble());
  }

  private OptionalDouble gauge(String name) {
    Gauge found = registry.find(name).gauge();
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.value());
  }

  private static OptionalDouble share(double part, double whole) {
    return whole < MIN_ANSWERS ? OptionalDouble.of(0) : OptionalDouble.of(part / whole);
  }

  private Totals totals() {
    double answered = 0;
    double failed = 0;
    for (Counter requests : registry.find("votehub.requests").counters()) {
      answered += requests.count();
      if ("failed".equals(requests.getId().getTag("outcome"))) {
        failed += requests.count();
      }
    }
    double slow = 0;
    for (Counter requests : registry.find("votehub.requests.slow").counters()) {
      slow += requests.count();
    }
    for (Counter votes : registry.find("votehub.votes").counters()) {
      answered += votes.count();
      if (FAILED_VOTES.contains(votes.getId().getTag("outcome"))) {
        failed += votes.count();
      }
    }
    for (Timer acks : registry.find("votehub.ack").timers()) {
      slow += slower(acks);
    }
    return new Totals(answered, failed, slow, heap());
  }

  private static double slower(Timer acks) {
    for (CountAtBucket bucket : acks.takeSnapshot().histogramCounts()) {
      if (bucket.bucket(TimeUnit.NANOSECONDS) >= SLOW_NANOS) {
        return acks.count() - bucket.count();
      }
    }
    return 0;
  }

  private static double heap() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getMax() <= 0 ? 0 : (double) heap.getUsed() / heap.getMax();
  }

  private OptionalDouble disk() {
    // There is no data folder on a cluster.
    return DiskSpace.of(dataDir)
        .filter(disk -> disk.total() > 0)
        .map(disk -> OptionalDouble.of(1 - (double) disk.usable() / disk.total()))
        .orElseGet(OptionalDouble::empty);
  }
}
