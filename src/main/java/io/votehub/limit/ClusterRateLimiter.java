package io.votehub.limit;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import io.votehub.identity.HmacSha256;
import io.votehub.identity.HubKey;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Holds senders to a rate on all instances of a cluster together: one script, one key and one round
 * trip a call, by the clock of Redis. While Redis cannot be asked, the instance counts by itself,
 * by the same numbers. Redis knows senders by keyed hashes only.
 */
final class ClusterRateLimiter implements Limiter {
  private static final int HASH_BYTES = 12;

  /**
   * What the limiters of an instance need of Redis.
   *
   * @param hmac hashes the names of senders, on all instances alike
   */
  record Counters(RedisLink redis, HmacSha256 hmac, Script take) {
    static Counters of(RedisLink redis, HubKey hub) {
      return new Counters(
          redis,
          new HmacSha256(hub.derive("votehub limits")),
          Script.of(ClusterRateLimiter.class, "take.lua"));
    }

    private String key(String name, String who) {
      byte[] sum = hmac.of(name + '\n' + who);
      return redis.keyspace().key(HexFormat.of().formatHex(sum, 0, HASH_BYTES), "limit");
    }
  }

  private final Counters counters;
  private final String name;
  private final SharedRateLimiter alone;

  /**
   * @param name distinguishes the limit from others
   * @param alone counts while Redis is away
   */
  ClusterRateLimiter(Counters counters, String name, SharedRateLimiter alone) {
    this.counters = counters;
    this.name = name;
    this.alone = alone;
  }

  @Override
  public Rate rate() {
    return alone.rate();
  }

  @Override
  public Future<Long> take(String who) {
    return ask(who, "take", 0).recover(fault -> alone.take(who));
  }

  @Override
  public Future<Long> peek(String who) {
    return ask(who, "peek", 0).recover(fault -> alone.peek(who));
  }

  @Override
  public Future<Long> takeAnyway(String who, long maxExcessNanos) {
    return ask(who, "anyway", maxExcessNanos)
        .recover(fault -> alone.takeAnyway(who, maxExcessNanos));
  }

  private Future<Long> ask(String who, String how, long maxExcessNanos) {
    Rate rate = rate();
    List<String> args =
        List.of(
            rate.isWindow() ? "window" : "bucket",
            how,
            Integer.toString(rate.number()),
            micros(rate.period().toNanos()),
            Integer.toString(rate.burst()),
            micros(maxExcessNanos));
    return counters
        .redis
        .run(counters.take, List.of(counters.key(name, who)), args)
        .map(Response::toLong)
        .map(TimeUnit.MICROSECONDS::toNanos);
  }

  private static String micros(long nanos) {
    return Long.toString(TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
