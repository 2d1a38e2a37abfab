package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that cannot open a WebSocket receive and vote over HTTP, with the same guarantees. */
@Tag("slow")
class EventsTest {
  @TempDir Path data;
  private RunningHub hub;
  private RunningHub.Room room;

  @BeforeEach
  void start() {
    hub =
        new RunningHub(
            data,
            Map.of("VOTEHUB_LIMITS_SLOW_RECEIVER_MS", "300", "VOTEHUB_LIMITS_ENABLED", "false"));
    room = hub.room();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private EventClient listen(String token) {
    return EventClient.open(hub.port(), room.code(), token);
  }

  private String path() {
    return "/api/v1/rooms/" + room.code();
  }

  @Test
  void anEventStreamCarriesWhatAWebSocketDoesAndVotesGoByHttp() {
    String poll = hub.draft(room, Map.of());
    try (EventClient voter = listen(null)) {
      Map<String, Object> joined = voter.await("joined");
      assertThat(joined).containsEntry("role", "voter").containsKeys("voter", "token", "now");
      assertThat((List<?>) joined.get("polls")).isEmpty();
      assertThat(voter.await("presence")).containsEntry("present", 1);

      hub.step(room, poll, "open", Map.of());
      assertThat(voter.await("poll").get("poll"))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
          .containsEntry("state", "open");
      Map<String, Object> ack =
          hub.post(
              path() + "/polls/" + poll + "/ballots",
              (String) joined.get("token"),
              Map.of("id", "1", "ballot", Map.of("choice", "b")));

      assertThat(ack).containsEntry("type", "ack").containsEntry("id", "1");
      assertThat(voter.await(m -> Integer.valueOf(1).equals(m.get("ballots"))))
          .containsEntry("type", "tally");
      hub.step(room, poll, "close", Map.of());
      assertThat(voter.await(m -> Boolean.TRUE.equals(m.get("final")))).containsEntry("ballots", 1);
    }
  }

  @Test
  void aTokenRestoresTheVoterAndTheBallotAndPresenceFallsAfterTheStreamEnds() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient other = hub.join(room);
    String token;
    Object voter;
    try (EventClient first = listen(null)) {
      Map<String, Object> joined = first.await("joined");
      token = (String) joined.get("token");
      voter = joined.get("voter");
      other.await(message -> Integer.valueOf(2).equals(message.get("present")));
      hub.post(
          path() + "/polls/" + poll + "/ballots", token, Map.of("ballot", Map.of("choice", "c")));
    }
    other.await(message -> Integer.valueOf(1).equals(message.get("present")));

    try (EventClient again = listen(token)) {
      assertThat(again.await("joined"))
          .containsEntry("voter", voter)
          .containsEntry("ballots", Map.of(poll, Map.of("choice", "c")));
    }
  }

  @Test
  void aRefusedEventStreamHasAnHttpErrorStatus() {
    RunningHub.Room other = hub.room();

    assertThat(status("/api/v1/rooms/ZZZZZZ/events", null)).isEqualTo(404);
    assertThat(status(path() + "/events", "e30.e30.x")).isEqualTo(401);
    assertThat(status(path() + "/events", other.token())).isEqualTo(403);
    assertThat(hub.call("POST", path() + "/events", null, "{}").statusCode()).isEqualTo(405);
  }

  private int status(String path, String token) {
    return EventClient.ask(hub.port(), path, token).statusCode();
  }

  @Test
  void aPresentersStreamHasDraftsAndEndsWhenTheKeyIsReplaced() {
    try (EventClient presenter = listen(room.token())) {
      assertThat(presenter.await("joined")).containsEntry("role", "presenter");
      hub.draft(room, Map.of());
      assertThat(presenter.await("poll")).isNotNull();

      hub.post(path() + "/token", room.token(), Map.of());

      assertThat(presenter.await("close")).containsEntry("code", 4503);
    }
  }

  @Test
  void deletingTheRoomAndStoppingTheInstanceAreAnnouncedOnTheStream() {
    RunningHub.Room other = hub.room();
    EventClient stays = EventClient.open(hub.port(), other.code(), null);
    stays.await("joined");
    try (EventClient voter = listen(null)) {
      voter.await("joined");
      hub.call("DELETE", path(), room.token(), null);
      assertThat(voter.await("close")).containsEntry("code", 4504);
    }

    hub.stopHub();

    assertThat(stays.await("bye")).containsKey("retryAfterMs");
    assertThat(stays.await("close")).containsEntry("code", 1012);
    stays.close();
  }

  @Test
  void aWatchingStreamIsNotCountedAsPresent() {
    VoterClient voter = hub.join(room);
    voter.await(message -> Integer.valueOf(1).equals(message.get("present")));
    var answer = EventClient.ask(hub.port(), path() + "/events?watch=true", null);
    assertThat(answer.statusCode()).isEqualTo(200);

    assertThat(hub.get(path(), null)).containsEntry("present", 1);
  }

  @Test
  void aStreamThatIsNotReadIsClosedWithoutDelayingOthers() throws IOException {
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
      String ask = "GET " + path() + "/events HTTP/1.1\r\nHost: x\r\n\r\n";
      deaf.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      voter.await(message -> Integer.valueOf(2).equals(message.get("present")));

      for (int i = 0; i < 400; i++) {
        String title = "{\"title\":\"" + i + "x".repeat(190) + "\"}";
        assertThat(hub.call("PATCH", path(), room.token(), title).statusCode()).isEqualTo(200);
      }
      assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");

      voter.await(message -> Integer.valueOf(1).equals(message.get("present")));
    }
  }
}
