package io.votehub.logging;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.votehub.config.Secret;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.HubKey;
import io.votehub.identity.SecurityLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

@Isolated
class LogsTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setOut(before);
    Logs.configure(Logs.Format.TEXT, Level.INFO, "test");
  }

  private void configure(Logs.Format format, Level level) {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    Logs.configure(format, level, "hub-1");
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void theSecurityLogIsWrittenAtAnyLevelWithItsFieldsInJson() {
    configure(Logs.Format.JSON, Level.ERROR);

    SecurityLog log = new SecurityLog(HubKey.of("0123456789abcdef0123456789abcdef"));
    log.refused(
        SecurityLog.Event.TOKEN,
        "bad-token",
        Optional.of("ABC234"),
        AddressPrefix.of("203.0.113.7"));

    JsonObject line = new JsonObject(lines().get(0));
    assertThat(line.getString("logger_name")).isEqualTo("votehub.security");
    assertThat(line.getString("event")).isEqualTo("token");
    assertThat(line.getString("outcome")).isEqualTo("refused");
    assertThat(line.getString("reason")).isEqualTo("bad-token");
    assertThat(line.getString("room")).isEqualTo("ABC234");
    assertThat(line.getString("address")).matches("[0-9a-f]{12}");
  }

  @Test
  void aJsonLineIsOneObjectWithItsArguments() {
    configure(Logs.Format.JSON, Level.INFO);

    LoggerFactory.getLogger("io.votehub.Test")
        .info("Poll closed\nwith a line break: {}", kv("poll", "p1"));

    assertThat(lines()).hasSize(1);
    JsonObject line = new JsonObject(lines().get(0));
    assertThat(line.getString("level")).isEqualTo("INFO");
    assertThat(line.getString("poll")).isEqualTo("p1");
    assertThat(line.getString("instance")).isEqualTo("hub-1");
    assertThat(line.fieldNames()).noneMatch(name -> name.startsWith("votehub."));
    assertThat(line.getString("logger_name")).isEqualTo("io.votehub.Test");
    assertThat(line.getInstant("@timestamp")).isNotNull();
  }

  @Test
  void anExceptionIsPartOfItsJsonLine() {
    configure(Logs.Format.JSON, Level.INFO);

    LoggerFactory.getLogger("io.votehub.Test").error("Broken", new IllegalStateException("why"));

    assertThat(lines()).hasSize(1);
    assertThat(new JsonObject(lines().get(0)).getString("stack_trace")).contains("why");
  }

  @Test
  void aSecretIsNotLogged() {
    for (Logs.Format format : Logs.Format.values()) {
      configure(format, Level.INFO);

      LoggerFactory.getLogger("io.votehub.Test")
          .info("Settings: {} {}", new Secret("hunter22"), kv("secret", new Secret("hunter22")));
    }

    assertThat(lines()).hasSize(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("hunter22");
  }

  @Test
  void aTextLineCannotBeForged() {
    configure(Logs.Format.TEXT, Level.INFO);

    LoggerFactory.getLogger("io.votehub.Test").info("Room {}", "A\n2026-01-01 ERROR forged");

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).matches("\\S+Z INFO +Test Room A 2026.*forged");
  }

  @Test
  void theLevelAppliesToTheHubNotToLibraries() {
    configure(Logs.Format.TEXT, Level.DEBUG);

    LoggerFactory.getLogger("io.votehub.Test").debug("seen");
    LoggerFactory.getLogger("io.vertx.core").debug("not seen");
    LoggerFactory.getLogger("io.netty.channel").info("not seen");

    assertThat(lines()).singleElement().asString().endsWith("seen");
  }

  @Test
  void aWriteToADisconnectedClientIsNoWarning() throws Exception {
    configure(Logs.Format.TEXT, Level.INFO);
    Vertx vertx = Vertx.vertx();
    try {
      Promise<Void> asked = Promise.promise();
      vertx.runOnContext(
          turn -> {
            MessageConsumer<String> room =
                vertx.eventBus().localConsumer("room", message -> message.reply("heard"));
            vertx.eventBus().publish("room", "late");
            vertx.eventBus().request("room", "late, too").<Void>mapEmpty().onComplete(asked);
            room.unregister();
          });
      assertThat(asked.future().transform(done -> Future.succeededFuture(done.failed())))
          .as("who waits for an answer is told")
          .satisfies(failed -> assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue());
    } finally {
      vertx.close().await(60, TimeUnit.SECONDS);
    }

    assertThat(lines()).isEmpty();
  }

  @Test
  void driverMessagesAboutConnectionsClosedByAStopAreNotLogged() {
    configure(Logs.Format.TEXT, Level.INFO);

    Logs.silenceDrivers();
    LoggerFactory.getLogger("org.mongodb.driver.connection").error("Callback produced an error");
    LoggerFactory.getLogger("io.votehub.Test").info("seen");

    assertThat(lines()).singleElement().asString().endsWith("seen");
  }

  @Test
  void atLevelErrorOnlyErrorsAreLogged() {
    configure(Logs.Format.TEXT, Level.ERROR);

    LoggerFactory.getLogger("io.votehub.Test").warn("not seen");
    LoggerFactory.getLogger("io.vertx.core").warn("not seen");
    LoggerFactory.getLogger("io.netty").warn("not seen");

    assertThat(lines()).isEmpty();
  }
}
