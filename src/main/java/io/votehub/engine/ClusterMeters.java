package io.votehub.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.votehub.fanout.RedisFanout;
import io.votehub.redis.RedisLink;
import io.votehub.store.mongo.MongoStore;
import java.util.function.BooleanSupplier;

/**
 * How an instance sees the servers of its cluster.
 *
 * @param counting whether Redis does what a vote asks of it
 * @param keeping whether MongoDB does
 */
record ClusterMeters(
    RedisLink redis, RedisFanout fanout, MongoStore store, Probe counting, Probe keeping)
    implements MeterBinder {
  private static final double MS_IN_A_SECOND = 1000;

  @Override
  public void bindTo(MeterRegistry registry) {
    link(registry, "ledger", () -> redis.isUp() && counting.isUp());
    link(registry, "fanout", fanout::isUp);
    link(registry, "store", () -> store.isUp() && keeping.isUp());
    Gauge.builder("votehub.queue.depth", redis, RedisLink::waiting)
        .tag("queue", "redis")
        .description("Entries that wait")
        .register(registry);
    Gauge.builder("votehub.fanout.lag", fanout, ClusterMeters::lag)
        .baseUnit("seconds")
        .description("How long a message to oneself takes over Redis")
        .register(registry);
  }

  private static void link(MeterRegistry registry, String to, BooleanSupplier up) {
    Gauge.builder("votehub.link.up", () -> up.getAsBoolean() ? 1 : 0)
        .tag("to", to)
        .description("1 while the server does what a vote asks of it, 0 while it is known not to")
        .register(registry);
  }

  private static double lag(RedisFanout fanout) {
    return fanout.lagMs().isPresent() ? fanout.lagMs().getAsLong() / MS_IN_A_SECOND : Double.NaN;
  }
}
