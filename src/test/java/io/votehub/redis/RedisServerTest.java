package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Redis server that other tests use. */
@Tag("slow")
class RedisServerTest {
  private RedisServer redis;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    redis.close();
  }

  @Test
  void itStoresValues() throws Exception {
    redis.command("HSET", "h", "a", "ä ö", "b", "2");

    assertThat(redis.command("HGETALL", "h").lines())
        .containsExactlyInAnyOrder("a", "ä ö", "b", "2");
    assertThat(redis.command("GET", "nothing")).isEmpty();
  }

  @Test
  void afterAKillItIsEmptyAndHasANewRunIdOnTheSamePort() throws Exception {
    redis.command("SET", "k", "v");
    String firstRun = runId();

    redis.kill();
    assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(IOException.class);
    redis.restart();

    assertThat(redis.command("DBSIZE")).isEqualTo("0");
    assertThat(runId()).isNotEqualTo(firstRun);
  }

  @Test
  void flushingKeepsTheRunId() throws Exception {
    redis.command("SET", "k", "v");
    String firstRun = runId();

    redis.flushAll();

    assertThat(redis.command("DBSIZE")).isEqualTo("0");
    assertThat(runId()).isEqualTo(firstRun);
  }

  @Test
  void whilePausedItDoesNotAnswer() throws Exception {
    redis.pause();
    assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(IOException.class);

    redis.resume();

    assertThat(redis.command("PING")).isEqualTo("PONG");
  }

  @Test
  void twoServersRunConcurrently() throws Exception {
    try (RedisServer other = RedisServer.start()) {
      other.command("SET", "k", "v");

      assertThat(redis.command("EXISTS", "k")).isEqualTo("0");
    }
  }

  private String runId() throws IOException {
    return redis
        .command("INFO", "server")
        .lines()
        .filter(l -> l.startsWith("run_id:"))
        .toList()
        .get(0);
  }
}
