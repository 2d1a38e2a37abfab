package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The meter registry of a hub, with the buckets of its histograms and the metrics of the JVM.
 * Components register their own meters; names with buckets are listed in {@link Buckets}.
 *
 * <p>Guarantees a bounded number of time series, whatever clients send: no tag holds a path, a
 * method, an address, a room or a poll.
 */
public final class Metrics implements AutoCloseable {
  /**
   * What Vert.x cannot see of sockets, whose frames bypass it, and what the JVM's binder names
   * against the conventions of Prometheus: {@link ProcessMeters} has it.
   */
  private static final Set<String> MISLEADING =
      Set.of(
          "vertx.http.server.active.ws.connections",
          "vertx.http.server.bytes.read",
          "vertx.http.server.bytes.written",
          "process.cpu.time",
          "system.cpu.count");

  private final PrometheusMeterRegistry registry = withBuckets();
  private final AtomicReference<JvmGcMetrics> gc = new AtomicReference<>();

  public Metrics(Version version) {
    registry.config().meterFilter(MeterFilter.deny(Metrics::isOfRedisClient));
    registry.config().meterFilter(MeterFilter.deny(id -> MISLEADING.contains(id.getName())));
    Gauge.builder("votehub.build.info", () -> 1)
        .tag("version", version.version())
        .tag("commit", version.commit())
        .description("Always 1; the labels name version and commit of this build")
        .register(registry);
  }

  /** The Redis client creates a pool for each connection, which would add series without end. */
  private static boolean isOfRedisClient(Meter.Id id) {
    return "redis".equals(id.getTag("pool_type")) || id.getName().startsWith("vertx.redis.");
  }

  private static PrometheusMeterRegistry withBuckets() {
    PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    made.config().meterFilter(new Buckets());
    return made;
  }

  /**
   * A registry that nobody reads, for what counts nowhere. Its meters are of the same classes as
   * those of a hub, so that code which the JVM compiles for the ones stands for the others.
   */
  public static MeterRegistry unread() {
    return withBuckets();
  }

  /** The registry for meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Prepares a Vert.x whose own metrics end up in this registry: requests by status, and queue and
   * usage of thread pools. Event bus metrics are disabled, because every vote passes it several
   * times and its meters would cost more than the vote. The request method is no tag, because
   * clients can send any text as a method.
   */
  public VertxBuilder vertx(VertxOptions options) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setLabels(Set.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME));
    Stream.of(MetricsDomain.values())
        .filter(domain -> domain != MetricsDomain.HTTP_SERVER)
        .filter(domain -> domain != MetricsDomain.NAMED_POOLS)
        .forEach(metrics::addDisabledMetricsCategory);
    return Vertx.builder()
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  /**
   * All meters in the Prometheus text format 0.0.4. Takes some milliseconds, so do not call it on
   * an event loop.
   */
  public String scrape() {
    if (gc.get() == null) {
      JvmGcMetrics gcMetrics = new JvmGcMetrics();
      if (gc.compareAndSet(null, gcMetrics)) {
        bindJvmMetrics(gcMetrics);
      }
    }
    return registry.scrape();
  }

  /**
   * Registers the JVM metrics at the first scrape: they load the JVM's management classes, which
   * takes longer than opening the store. Their counters start here.
   */
  private void bindJvmMetrics(JvmGcMetrics gcMetrics) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new ProcessMeters().bindTo(registry);
    gcMetrics.bindTo(registry);
  }

  /** Removes the listeners of the JVM. */
  @Override
  public void close() {
    JvmGcMetrics gcMetrics = gc.get();
    if (gcMetrics != null) {
      gcMetrics.close();
    }
    registry.close();
  }

  /** The buckets of all histograms. Other names have only sum, count and maximum. */
  private static final class Buckets implements MeterFilter {
    private static final double MS = 1e6;
    private static final double SECOND = 1e9;

    /** From one forced write on a fast disk to the point where voters give up. */
    private static final double[] LATENCIES = {
      0.5 * MS,
      MS,
      2.5 * MS,
      5 * MS,
      10 * MS,
      25 * MS,
      50 * MS,
      100 * MS,
      250 * MS,
      500 * MS,
      SECOND,
      2.5 * SECOND,
      5 * SECOND,
      10 * SECOND
    };

    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

    /** From a page closed at once to a whole evening. */
    private static final double[] CONNECTION_LENGTHS = {
      SECOND, 10 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, 3600 * SECOND, 14_400 * SECOND
    };

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      double[] buckets =
          switch (id.getName()) {
            case "votehub.ack",
                "votehub.synthetic.vote",
                "votehub.tally.lag",
                "votehub.store.commit",
                "vertx.http.server.response.time" ->
                LATENCIES;
            case "votehub.store.batch.entries", "votehub.count.batch" -> SIZES;
            case "votehub.connection.length" -> CONNECTION_LENGTHS;
            default -> new double[0];
          };
      return buckets.length == 0
          ? config
          : DistributionStatisticConfig.builder()
              .serviceLevelObjectives(buckets)
              .build()
              .merge(config);
    }
  }
}
