package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisPermissions;
import io.votehub.redis.RedisServer;
import io.votehub.redis.RedisShards;
import io.votehub.redis.RedisUri;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The probe does what a vote does, so it tells whether a vote would be counted. */
@Tag("slow")
class RedisProbeTest {
  private static RedisServer server;
  private final Vertx vertx = Vertx.vertx();
  private RedisLink link;
  private RedisLedger ledger;

  @BeforeAll
  static void startRedis() throws Exception {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    link = server.connect(vertx);
    ledger = new RedisLedger(link);
  }

  @AfterEach
  void disconnect() throws Exception {
    await(link.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(RedisStates.class)
  void theProbeFailsWheneverAVoteWouldFail(RedisStates state) throws Exception {
    await(ledger.probe("one"));

    state.begin(server);
    try {
      assertThatThrownBy(() -> await(ledger.probe("one")))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE))
          .hasMessageContaining(state.words);
    } finally {
      state.end(server);
    }

    await(ledger.probe("one"));
  }

  @Test
  void theProbeLeavesFewKeysThatSoonExpire() throws Exception {
    server.flushAll();

    await(ledger.probe("one"));
    await(ledger.probe("one"));

    String keys = server.command("KEYS", "*");
    assertThat(keys.lines()).hasSizeBetween(1, 4).allMatch(key -> key.startsWith("votehub:{"));
    for (String key : keys.lines().toList()) {
      assertThat(Long.parseLong(server.command("TTL", key))).isBetween(1L, 60L);
    }
  }

  @Test
  void inAClusterAllNodesAreProbed() throws Exception {
    try (RedisShards shards = RedisShards.start()) {
      RedisLink all = new RedisLink(vertx, RedisConfig.of(RedisUri.parse(shards.uri())));
      await(all.start());

      await(new RedisLedger(all).probe("one"));

      assertThat(shards.keysOfEach()).hasSize(3).allMatch(keys -> keys > 0);
      await(all.close());
    }
  }

  @Test
  void allMissingRightsAreNamed() throws Exception {
    server.command(
        "ACL",
        "SETUSER",
        "few",
        "on",
        ">pw",
        "~other:*",
        "resetchannels",
        "+@all",
        "-evalsha",
        "-info");
    RedisConfig few = user("few");

    assertThatThrownBy(() -> await(RedisPermissions.check(vertx, few, "one")))
        .hasMessageContaining("EVALSHA, INFO")
        .hasMessageContaining("keys votehub:*")
        .hasMessageContaining("channels votehub:0:*")
        .hasMessageContaining("+evalsha +info ~votehub:* '&votehub:0:*'")
        .hasMessageNotContaining("pw");
  }

  @Test
  void theDocumentedRightsAreSufficient() throws Exception {
    server.command(
        "ACL",
        "SETUSER",
        "hub",
        "on",
        ">pw",
        "~votehub:*",
        "resetchannels",
        "&votehub:0:*",
        "-@all",
        "+eval",
        "+evalsha",
        "+info",
        "+time",
        "+subscribe",
        "+unsubscribe",
        "+publish",
        "+select",
        "+@hash",
        "+@sortedset",
        "+set",
        "+get",
        "+exists",
        "+expire",
        "+pexpire",
        "+rename",
        "+unlink");
    RedisConfig hub = user("hub");

    await(RedisPermissions.check(vertx, hub, "one"));
    RedisLink own = new RedisLink(vertx, hub);
    await(own.start());
    await(new RedisLedger(own).probe("one"));
    await(own.close());
  }

  private static RedisConfig user(String name) {
    return RedisConfig.of(RedisUri.parse("redis://" + name + ":pw@127.0.0.1:" + server.port()));
  }
}
