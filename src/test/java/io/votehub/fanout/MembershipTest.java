package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Refusal;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.redis.RedisUri;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A name belongs to one process at a time. */
@Tag("slow")
class MembershipTest {
  private final Vertx vertx = Vertx.vertx();
  private RedisServer server;
  private RedisLink link;
  private RedisLink other;

  @BeforeEach
  void start() throws Exception {
    server = RedisServer.start();
    link = link("votehub");
    other = link("votehub");
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
    server.close();
  }

  private RedisLink link(String prefix) throws Exception {
    RedisLink made = new RedisLink(vertx, RedisConfig.of(RedisUri.parse(server.uri()), prefix));
    await(made.start());
    return made;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private Membership member(RedisLink on) {
    return new Membership(vertx, on, "hub-1", () -> "{}");
  }

  @Test
  void aSecondProcessWithTheSameNameDoesNotStartAndSaysWhy() throws Exception {
    Membership first = member(link);
    await(first.start());

    assertThatThrownBy(() -> await(member(other).start()))
        .hasMessageContaining("instance.id hub-1 is in use")
        .hasMessageContaining("redis.prefix");
    await(first.check());
    assertThat(await(first.members())).hasSize(1);
  }

  @Test
  void leavingReleasesTheNameAtOnce() throws Exception {
    Membership first = member(link);
    await(first.start());
    await(first.stop());
    assertThat(server.command("HLEN", "votehub:instances")).isEqualTo("0");

    await(member(other).start());

    assertThat(server.command("HLEN", "votehub:instances")).isEqualTo("1");
  }

  @Test
  void theNameOfADeadProcessBecomesFree() throws Exception {
    await(member(link).start());
    await(link.close());

    await(member(other).start());

    assertThat(server.command("HLEN", "votehub:instances")).isEqualTo("1");
  }

  @Test
  void theNameOfADeadLocalProcessIsFreeAtOnce() throws Exception {
    Process died = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity token = ProcessIdentity.of(died.pid());
    assertThat(token.hasEnded()).isFalse();
    died.destroyForcibly().waitFor();
    tellOf(token);

    await(member(link).start());

    assertThat(server.command("HGET", "votehub:instances", "hub-1"))
        .doesNotContain(token.toString());
  }

  @Test
  void theNameOfARemoteProcessStaysReservedUntilItExpires() {
    ProcessIdentity mine = ProcessIdentity.ofThisProcess();
    ProcessIdentity later =
        new ProcessIdentity("x", mine.place(), mine.pid(), mine.startTicks() + 1);
    ProcessIdentity elsewhere = new ProcessIdentity("x", "elsewhere", 1, 1);
    ProcessIdentity nowhere = new ProcessIdentity("x", "", 1, 1);

    assertThat(ProcessIdentity.read(mine.toString())).contains(mine);
    assertThat(ProcessIdentity.read("of-an-older-version")).isEmpty();
    assertThat(later.hasEnded()).as("another process has its number now").isTrue();
    assertThat(mine.hasEnded() || elsewhere.hasEnded() || nowhere.hasEnded()).isFalse();
  }

  private void tellOf(ProcessIdentity token) throws Exception {
    long now = Long.parseLong(server.command("TIME").lines().findFirst().orElseThrow());
    // As if it had just been heard of for an hour, so that no silence frees the name.
    String seen = (now + 3_600) + "000";
    server.command("HSET", "votehub:instances", "hub-1", seen + " " + token + " {}");
  }

  @Test
  void anInstanceWhoseNameWasTakenIsUnreadyUntilTheOtherLeaves() throws Exception {
    Membership stopped = member(link);
    await(stopped.heartbeat());
    Membership next = member(other);
    await(next.start());

    await(stopped.heartbeat());

    assertThatThrownBy(() -> await(stopped.check())).isInstanceOf(Refusal.class);
    await(next.check());
    await(next.stop());
    await(stopped.heartbeat());
    await(stopped.check());
  }

  @Test
  void equalNamesUnderDifferentPrefixesDoNotConflict() throws Exception {
    await(member(link).start());

    Membership elsewhere = member(link("other"));
    await(elsewhere.start());

    assertThat(await(elsewhere.members())).hasSize(1);
  }
}
