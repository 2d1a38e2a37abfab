package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.redis.RedisUri;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Redis primary with a replica, monitored by a sentinel. */
@Tag("slow")
class FailOverTest {
  private static final String POLL = "poll-1";
  private static final Page EMPTY =
      new Page(
          1,
          PollState.OPEN,
          new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE),
          Map.of());

  private final Vertx vertx = Vertx.vertx();
  private RedisServer primary;
  private RedisServer replica;
  private RedisServer sentinel;

  @BeforeEach
  void start() throws Exception {
    primary = RedisServer.start();
    replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
    awaitOnline(replica);
    sentinel = RedisServer.start("--sentinel");
    String port = Integer.toString(primary.port());
    sentinel.command("SENTINEL", "MONITOR", "votes", "127.0.0.1", port, "1");
    sentinel.command("SENTINEL", "SET", "votes", "down-after-milliseconds", "500");
    sentinel.command("SENTINEL", "SET", "votes", "failover-timeout", "3000");
    awaitKnown(replica);
  }

  private static void awaitOnline(RedisServer copy) throws IOException {
    while (!copy.command("ROLE").contains("connected")) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  /**
   * A sentinel learns of replicas from the primary, at once and then every ten seconds; before that
   * it cannot fail over.
   */
  private void awaitKnown(RedisServer copy) throws IOException {
    while (!sentinel.command("SENTINEL", "REPLICAS", "votes").contains("" + copy.port())) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
    sentinel.close();
    replica.close();
    primary.close();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  @Test
  void afterAFailOverThePageOfTheReplicaIsRebuilt() throws Exception {
    RedisLink link =
        new RedisLink(
            vertx,
            RedisConfig.of(
                RedisUri.parse("redis-sentinel://127.0.0.1:" + sentinel.port() + "/votes")));
    await(link.start());
    RedisLedger ledger = new RedisLedger(link);
    String token = await(ledger.lock(POLL)).orElseThrow();
    assertThat(await(ledger.install(POLL, token, EMPTY))).isTrue();
    await(ledger.record(POLL, List.of(new CastBallot("x", 1, "{}", List.of("a"), 0))));
    awaitCopy();

    primary.kill();
    awaitFailOver(link);

    assertThat(replica.command("HGET", "votehub:{" + POLL + "}:page", "epoch")).isEqualTo("1");
    assertThat(await(ledger.has(POLL))).isFalse();
    assertThat(await(ledger.tally(POLL))).isEmpty();
    String next = await(ledger.lock(POLL)).orElseThrow();
    assertThat(await(ledger.install(POLL, next, EMPTY))).isTrue();
    assertThat(await(ledger.has(POLL))).isTrue();
  }

  private void awaitCopy() throws Exception {
    while (!replica.command("HGET", "votehub:{" + POLL + "}:page", "counter").equals("1")) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void awaitFailOver(RedisLink link) throws Exception {
    while (!isPrimary(replica) || !link.isUp()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static boolean isPrimary(RedisServer server) {
    try {
      return server.command("ROLE").startsWith("master");
    } catch (IOException cutByTheChange) {
      return false;
    }
  }
}
