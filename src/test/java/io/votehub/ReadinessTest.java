package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.votehub.ledger.RedisStates;
import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** An instance is ready only while a ballot would be counted. */
@Tag("slow")
class ReadinessTest {
  private static final String LINK = "votehub_link_up{to=\"ledger\"} ";

  @TempDir private Path folder;
  private ClusterEngines engines;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
  }

  @AfterEach
  void stop() {
    engines.close();
  }

  private static void awaitTrue(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static int status(RunningHub hub, String path) {
    return hub.call("GET", path, null, null).statusCode();
  }

  private static String metrics(RunningHub hub) {
    return hub.call("GET", "/metrics", null, null).body();
  }

  @ParameterizedTest
  @EnumSource(
      value = RedisStates.class,
      names = {"OUT_OF_MEMORY", "READ_ONLY_REPLICA", "NO_EVALSHA"})
  void anInstanceIsUnreadyWhileRedisAcceptsNoVotesAndRecovers(RedisStates state) throws Exception {
    try (RunningHub hub = new RunningHub(folder, engines.settings("one"))) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      VoterClient voter = hub.join(room);
      voter.vote(poll, "a");
      assertThat(status(hub, "/health/ready")).isEqualTo(200);

      state.begin(engines.redis);

      awaitTrue("not ready", () -> status(hub, "/health/ready") == 503);
      awaitTrue("the gauge at 0", () -> metrics(hub).contains(LINK + "0"));
      String id = voter.sendVote(poll, "b");
      assertThat(voter.await(m -> id.equals(m.get("id"))))
          .containsEntry("code", "unavailable")
          .containsEntry("retry", true);
      awaitTrue(
          "the refusal in the metrics",
          () -> metrics(hub).contains("votehub_votes_total{outcome=\"unavailable\"} 1"));
      if (state == RedisStates.OUT_OF_MEMORY) {
        awaitTrue("pages", () -> status(hub, "/health/ready?for=pages") == 200);
        assertThat(hub.call("GET", "/health", null, null).body()).contains(state.words);
      }

      state.end(engines.redis);

      awaitTrue("ready", () -> status(hub, "/health/ready") == 200);
      awaitTrue("the gauge at 1", () -> metrics(hub).contains(LINK + "1"));
      assertThat(voter.vote(poll, "b")).containsEntry("type", "ack");
    }
  }

  @Test
  void anOutageIsLoggedInAFewLinesWhateverTheLoad() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    try (RunningHub hub = new RunningHub(folder, engines.settings("one"))) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      VoterClient voter = hub.join(room);
      voter.vote(poll, "a");
      root.addAppender(lines);

      engines.redis.kill();
      for (int i = 0; i < 60; i++) {
        String id = voter.sendVote(poll, i % 2 == 0 ? "b" : "c");
        voter.await(m -> id.equals(m.get("id")));
        status(hub, "/health/ready");
        status(hub, "/api/v1/rooms/" + room.code());
      }
      engines.redis.restart();
      awaitTrue("ready", () -> status(hub, "/health/ready") == 200);
    } finally {
      root.detachAppender(lines);
    }

    assertThat(
            List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::toString))
        .hasSizeLessThan(8);
  }

  @Test
  void theStartFailsAndNamesMissingRightsThatVotesNeed() throws Exception {
    engines.redis.command("ACL", "SETUSER", "default", "-evalsha", "-info");

    assertThatThrownBy(() -> new RunningHub(folder, engines.settings("one")))
        .hasMessageContaining("EVALSHA, INFO");
  }

  @Test
  void theStartFailsAndNamesChannelsItMayNotSubscribeTo() throws Exception {
    engines.redis.command("ACL", "SETUSER", "default", "-subscribe");

    assertThatThrownBy(() -> new RunningHub(folder, engines.settings("one")))
        .hasMessageContaining("votehub:0:*")
        .hasMessageContaining("subscribe");
  }
}
