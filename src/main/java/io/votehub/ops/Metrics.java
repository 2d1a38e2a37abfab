package io.votehub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
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
 * The registry that all meters of a hub are registered at, with the buckets of its histograms and
 * what the Java machine tells of itself. Whoever measures makes its own meters; the names that have
 * buckets stand in {@link Buckets}.
 *
 * <p>Promises a bounded number of time series, whatever clients send: no label holds a path, a
 * method, an address, a room or a poll.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<JvmGcMetrics> collections = new AtomicReference<>();

  public Metrics(Version version) {
    registry.config().meterFilter(new Buckets());
    registry.config().meterFilter(MeterFilter.deny(Metrics::isOfRedisClient));
    Gauge.builder("votehub.build", () -> 1)
        .tag("version", version.version())
        .tag("commit", version.commit())
        .description("Always 1; its labels say which hub this is")
        .register(registry);
  }

  /** There is a new client with a pool for each attempt to connect, and one connection in it. */
  private static boolean isOfRedisClient(Meter.Id id) {
    return "redis".equals(id.getTag("pool_type")) || id.getName().startsWith("vertx.redis.");
  }

  /** Where meters are registered. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Begins a Vert.x whose own metrics end here: requests by status, and the waiting and work of
   * thread pools. The event bus is left out, because every vote passes it several times and its
   * meters would cost more than the vote; clients, because only the demo has any. Of the labels the
   * status alone is kept: a method is whatever a client writes, and each new one would be a series.
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
   * All meters in Prometheus' text format, version 0.0.4. Takes some milliseconds: not for event
   * loops.
   */
  public String scrape() {
    if (collections.get() == null) {
      JvmGcMetrics watching = new JvmGcMetrics();
      if (collections.compareAndSet(null, watching)) {
        watchMachine(watching);
      }
    }
    return registry.scrape();
  }

  /**
   * Not before somebody asks: at the start these would load what manages a Java machine, which
   * takes longer than to open the store. What they count begins here.
   */
  private void watchMachine(JvmGcMetrics watching) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    watching.bindTo(registry);
  }

  /** Lets go of the machine's listeners. */
  @Override
  public void close() {
    JvmGcMetrics watching = collections.get();
    if (watching != null) {
      watching.close();
    }
    registry.close();
  }

  /**
   * The buckets of histograms, all in one place. A name that is not here has a sum, a count and a
   * maximum only.
   */
  private static final class Buckets implements MeterFilter {
    private static final double MS = 1e6;
    private static final double SECOND = 1e9;

    /** Down to what one forced write of a fast disk takes, up to where a voter gives up. */
    private static final double[] WAITS = {
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

    /** From a page that is closed at once to an evening. */
    private static final double[] STAYS = {
      SECOND, 10 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, 3600 * SECOND, 14_400 * SECOND
    };

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      double[] buckets =
          switch (id.getName()) {
            case "votehub.ack",
                "votehub.tally.lag",
                "votehub.store.commit",
                "vertx.http.server.response.time" ->
                WAITS;
            case "votehub.store.batch.entries", "votehub.count.batch" -> SIZES;
            case "votehub.connection.length" -> STAYS;
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
