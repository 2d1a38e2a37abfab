package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.http.HttpKit.Made;
import io.votehub.identity.SecurityLog;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** The events in the hub's security log. */
@Isolated
class SecurityEventsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(SecurityLog.LOGGER);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };
  private HttpKit hub;
  private Made room;

  @BeforeEach
  void start() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    hub = new HttpKit(HttpSettings.DEFAULT, List.of(), 600);
    room = hub.room();
  }

  @AfterEach
  void stop() {
    hub.close();
    logger.detachAppender(appender);
    logger.setLevel(null);
  }

  private String line(String event, String outcome, String reason) {
    return "event="
        + event
        + " outcome="
        + outcome
        + " reason="
        + reason
        + " room="
        + room.code()
        + " address=";
  }

  @Test
  void invalidTokensAreLoggedWithoutTheirText() {
    Made other = hub.room();
    hub.get(room.path()).as("e30.e30.secret").send();
    hub.ask("DELETE", room.path()).as(other.token()).send();
    hub.ask("DELETE", room.path()).as(hub.voter(room)).send();
    hub.ask("DELETE", room.path()).send();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith(line("token", "refused", "bad-token"));
    assertThat(lines.get(1)).startsWith(line("token", "refused", "forbidden"));
    assertThat(lines).allMatch(text -> text.matches(".* address=[0-9a-f]{12}"));
    assertThat(lines).noneMatch(text -> text.contains("e30") || text.contains(other.token()));
  }

  @Test
  void anInvalidTokenOnAWebSocketIsLoggedToo() {
    Vertx clients = Vertx.vertx();
    VoterClient voter = VoterClient.connect(clients, hub.port);
    voter.send(Map.of("type", "join", "room", room.code(), "token", "e30.e30.secret"));
    voter.await("error");
    voter.close();
    HttpKit.await(clients.close());

    assertThat(lines).singleElement().asString().startsWith(line("token", "refused", "bad-token"));
  }

  @Test
  void aWebSocketRefusedForItsOriginIsLogged() {
    Vertx clients = Vertx.vertx();
    WebSocketConnectOptions evil =
        new WebSocketConnectOptions()
            .setPort(hub.port)
            .addHeader("Origin", "https://evil.example")
            .addHeader("X-Forwarded-For", "192.0.2.7");
    assertThatThrownBy(() -> VoterClient.connect(clients, evil)).hasMessageContaining("403");
    HttpKit.await(clients.close());

    assertThat(lines)
        .singleElement()
        .asString()
        .matches("event=origin outcome=refused reason=origin room=- address=[0-9a-f]{12}");
  }

  @Test
  void irreversibleActionsAreLoggedOnceTheySucceeded() {
    String poll = hub.open(room);
    hub.post(poll + "/close").as(room.token()).send();
    hub.post(poll + "/reset").as(room.token()).send();
    hub.ask("DELETE", poll).as(room.token()).send();
    String key = (String) hub.post(room.path() + "/token").as(room.token()).send().at("token");
    hub.ask("DELETE", room.path()).as(room.token()).send();
    hub.ask("DELETE", room.path()).as(key).send();

    assertThat(lines)
        .extracting(text -> text.replaceAll(" address=.*", " address="))
        .containsExactly(
            line("poll-reset", "done", "-"),
            line("poll-deleted", "done", "-"),
            line("key-replaced", "done", "-"),
            line("token", "refused", "bad-token"),
            line("room-deleted", "done", "-"));
    assertThat(lines).noneMatch(text -> text.contains(key));
  }

  @Test
  void aRefusalByALimitIsLoggedWithTheNameOfTheLimit() {
    for (int i = 0; i < 700; i++) {
      hub.post("/api/v1/rooms").send(Map.of("title", "x"));
    }

    assertThat(lines)
        .isNotEmpty()
        .allMatch(text -> text.startsWith("event=limit outcome=refused reason=rooms room=- "))
        .hasSizeLessThanOrEqualTo(60);
  }
}
