package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisShards;
import io.votehub.redis.RedisUri;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ledger on a Redis Cluster of three nodes. */
@Tag("slow")
class RedisClusterLedgerTest extends LedgerContract {
  private static RedisShards shards;
  private final Vertx vertx = Vertx.vertx();
  private RedisLink link;
  private RedisLedger ledger;

  @BeforeAll
  static void startRedis() throws Exception {
    shards = RedisShards.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    shards.close();
  }

  @BeforeEach
  void connect() throws Exception {
    shards.flushAll();
    link = new RedisLink(vertx, RedisConfig.of(RedisUri.parse(shards.uri())));
    await(link.start());
    ledger = new RedisLedger(link);
  }

  @AfterEach
  void disconnect() {
    await(link.close());
    await(vertx.close());
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void pass(long ms) {
    await(vertx.timer(ms));
  }

  @Test
  void pollsOnAllNodesAreCounted() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    for (int i = 0; i < 30; i++) {
      String poll = "poll" + i;
      String token = await(ledger.lock(poll)).orElseThrow();
      await(ledger.install(poll, token, new Page(1, PollState.OPEN, terms, Map.of())));
      await(ledger.record(poll, List.of(new CastBallot("x", 1, "{}", List.of("a"), 0))));
      assertThat(await(ledger.tally(poll)).orElseThrow().ballots()).isEqualTo(1);
    }
  }
}
