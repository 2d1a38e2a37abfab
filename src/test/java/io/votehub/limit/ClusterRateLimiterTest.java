package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.HubKey;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits that instances share in Redis. */
class ClusterRateLimiterTest {
  private static final HubKey KEY = HubKey.of("a key of the tests, with 32 bytes and more");
  private static final Script TAKE = Script.of(ClusterRateLimiter.class, "take.lua");
  private static final Vertx VERTX = Vertx.vertx();
  private static RedisServer redis;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
    await(VERTX.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  private static RedisLink link() {
    RedisLink link = new RedisLink(VERTX, redis.config());
    await(link.start());
    return link;
  }

  private static RequestLimits instance(RedisLink link) {
    return new RequestLimits(
        new Senders(List.of()),
        new RequestLimits.Settings(true, 600, Map.of()),
        new SimpleMeterRegistry(),
        link,
        KEY);
  }

  private static long script(
      RedisLink link, String key, Rate rate, String how, long cap, long now) {
    Response answer =
        await(
            link.run(
                TAKE,
                List.of(link.keyspace().key(key, "limit")),
                List.of(
                    rate.isWindow() ? "window" : "bucket",
                    how,
                    "" + rate.number(),
                    "" + rate.period().toNanos() / 1000,
                    "" + rate.burst(),
                    "" + cap,
                    "" + now)));
    return answer.toLong();
  }

  @Test
  void theScriptDecidesAsTheMemoryDoes() {
    RedisLink link = link();
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int number = 1 + random.nextInt(15);
      // A period that the number divides, as the interval of a bucket is whole in memory.
      Duration period = Duration.ofMillis(number * (10L + random.nextInt(200)));
      int burst = seed % 2 == 0 ? number : 1 + random.nextInt(number);
      Rate rate = new Rate(number, period, burst);
      KeyedLimiter memory = KeyedLimiter.of(rate, 100, 0);
      long micros = 0;
      for (int i = 0; i < 100; i++) {
        micros += random.nextLong(period.toNanos() / 1000 / number * 2);
        boolean anyway = !rate.isWindow() && random.nextInt(4) == 0;
        long cap = 1500;
        long inMemory =
            anyway
                ? memory.takeAnyway(7, micros * 1000, cap * 1000)
                : memory.take(7, micros * 1000);
        long inRedis = script(link, "s" + seed, rate, anyway ? "anyway" : "take", cap, micros);
        assertThat(inRedis)
            .as("step %d of %s", i, rate)
            .isBetween(inMemory / 1000, inMemory / 1000 + 1);
      }
    }
    await(link.close());
  }

  @Test
  void instancesCountTogetherAndAloneWithTheSameNumbersWhileRedisIsAway() {
    RedisLink first = link();
    RedisLink second = link();
    RequestLimits a = instance(first);
    RequestLimits b = instance(second);
    Sender nobody = new Sender(AddressPrefix.NONE, false, "c");
    for (int i = 0; i < 5; i++) {
      assertThat(await(a.room(nobody, Optional.of("x")))).isEmpty();
      assertThat(await(b.room(nobody, Optional.of("x")))).isEmpty();
    }

    RateLimitExceeded excess = await(b.room(nobody, Optional.of("x"))).orElseThrow();

    assertThat(excess.headers()).containsEntry("RateLimit-Policy", "\"rooms\";q=10;w=3600");
    assertThat(await(a.room(nobody, Optional.of("y")))).isEmpty();
    assertThat(await(a.proofs().use("p"))).isTrue();
    assertThat(await(b.proofs().use("p"))).isFalse();

    await(first.close());
    for (int i = 0; i < 10; i++) {
      assertThat(await(a.room(nobody, Optional.of("x")))).as("alone, %d", i).isEmpty();
    }
    assertThat(await(a.room(nobody, Optional.of("x")))).isPresent();
    await(second.close());
  }
}
