package io.votehub.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.votehub.fanout.RedisFanout;
import io.votehub.redis.RedisLink;
import io.votehub.store.mongo.MongoStore;
import java.util.function.BooleanSupplier;

/**
 * Metrics of the connections to the servers of the cluster.
 *
 * @param redisProbe whether the operations of a vote succeed on Redis
 * @param mongoProbe whether they succeed on MongoDB
 */
record ClusterMeters(
    RedisLink redis, RedisFanout fanout, MongoStore store, Probe redisProbe, Probe mongoProbe)
    implements MeterBinder {
  private static final double MS_IN_A_SECOND = 1000;

  @Override
  public void bindTo(MeterRegistry registry) {
    linkUp(registry, "ledger", () -> redis.isUp() && redisProbe.isUp());
    linkUp(registry, "fanout", fanout::isUp);
    linkUp(registry, "store", () -> store.isUp() && mongoProbe.isUp());
    Gauge.builder("votehub.queue.depth", redis, RedisLink::waiting)
        .tag("queue", "redis")
        .description("Entries waiting to be written")
        .register(registry);
    Gauge.builder("votehub.fanout.lag", fanout, ClusterMeters::lag)
        .baseUnit("seconds")
        .description("Time that a message of the instance to itself takes through Redis")
        .register(registry);
  }

  private static void linkUp(MeterRegistry registry, String to, BooleanSupplier up) {
    Gauge.builder("votehub.link.up", () -> up.getAsBoolean() ? 1 : 0)
        .tag("to", to)
        .description("1 while the operations of a vote succeed on the server, else 0")
        .register(registry);
  }

  private static double lag(RedisFanout fanout) {
    return fanout.lagMs().isPresent() ? fanout.lagMs().getAsLong() / MS_IN_A_SECOND : Double.NaN;
  }
}
