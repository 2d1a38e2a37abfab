package io.votehub.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.votehub.fanout.RedisFanout;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisTimeouts;
import io.votehub.store.mongo.MongoCalls;
import io.votehub.store.mongo.MongoStore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

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
    Gauge.builder("votehub.queue.limit", () -> RedisTimeouts.MAX_WAITING_COMMANDS)
        .tag("queue", "redis")
        .description("How many entries the queue takes")
        .register(registry);
    FunctionTimer.builder(
            "votehub.redis.command",
            redis,
            RedisLink::answered,
            RedisLink::answeredNanos,
            TimeUnit.NANOSECONDS)
        .description("Commands of Redis, and the time they take")
        .register(registry);
    FunctionTimer.builder(
            "votehub.mongo.command",
            store.calls(),
            MongoCalls::answered,
            MongoCalls::answeredNanos,
            TimeUnit.NANOSECONDS)
        .description("Commands of MongoDB, and the time they take")
        .register(registry);
    reconnections(registry, "ledger", redis, RedisLink::reconnections);
    reconnections(registry, "fanout", fanout, RedisFanout::reconnections);
    reconnections(registry, "store", mongoProbe, Probe::recoveries);
    reads(registry, "cache", fanout, RedisFanout::definitionsCached);
    reads(registry, "store", fanout, RedisFanout::definitionsStored);
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

  /** The registry refers to the source weakly, so it must live as long as the instance. */
  private static <T> void reconnections(
      MeterRegistry registry, String to, T source, ToDoubleFunction<T> count) {
    FunctionCounter.builder("votehub.reconnections", source, count)
        .tag("to", to)
        .description("How often a server was reached again after an outage")
        .register(registry);
  }

  private static <T> void reads(
      MeterRegistry registry, String from, T source, ToDoubleFunction<T> count) {
    FunctionCounter.builder("votehub.definition.reads", source, count)
        .tag("from", from)
        .description("Definitions of polls needed for tallies, by where they were found")
        .register(registry);
  }

  private static double lag(RedisFanout fanout) {
    return fanout.lagMs().isPresent() ? fanout.lagMs().getAsLong() / MS_IN_A_SECOND : Double.NaN;
  }
}
