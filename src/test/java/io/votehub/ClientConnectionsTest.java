package io.votehub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The WebSocket side of the contract, over real sockets: which connections and messages the hub
 * takes, and when it ends a connection.
 */
@Tag("slow")
class ClientConnectionsTest extends OneRoomHub {
  @Test
  void invalidMessagesAreAnsweredAndTheConnectionStaysOpen() {
    VoterClient voter = hub.connect();

    for (String bad :
        List.of(
            "{",
            "[]",
            "null",
            "{\"type\":1}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"vote\"}",
            "{\"type\":\"join\"}",
            "{\"type\":\"join\",\"room\":1}",
            "{\"type\":\"ping\",\"id\":7}")) {
      voter.sendText(bad);
      assertThat(voter.await("error")).as(bad).containsEntry("code", "bad-message");
    }

    voter.send(Map.of("type", "ping", "id", "p1"));
    assertThat(voter.await("pong")).containsEntry("id", "p1").containsKey("now");
  }

  @Test
  void votingRequiresAJoinAndAnUnknownRoomIsReported() {
    VoterClient voter = hub.connect();

    assertThat(voter.vote("p", "a")).containsEntry("code", "not-joined");
    voter.send(Map.of("type", "join", "room", "ZZZZZZ"));
    assertThat(voter.await("error")).containsEntry("code", "unknown-room");
    voter.send(Map.of("type", "join", "room", "not a code"));
    assertThat(voter.await("error")).containsEntry("code", "unknown-room");
    assertThat(voter.join(room.code())).containsEntry("role", "voter");
  }

  @Test
  void forgedTokensAndTokensOfOtherRoomsAreRefused() {
    RunningHub.Room other = hub.room();
    VoterClient voter = hub.connect();

    voter.send(Map.of("type", "join", "room", room.code(), "token", other.token()));
    assertThat(voter.await("error")).containsEntry("code", "forbidden");
    voter.send(Map.of("type", "join", "room", room.code(), "token", "e30.e30.x"));
    assertThat(voter.await("error")).containsEntry("code", "bad-token");
  }

  @Test
  void binaryAndTooLongMessagesCloseTheConnectionWithTheirCodes() {
    VoterClient binary = hub.connect();
    binary.socket().writeBinaryMessage(Buffer.buffer("x"));
    assertThat(binary.awaitClose()).isEqualTo(1003);

    VoterClient large = hub.connect();
    large.sendText("x".repeat(17 * 1024));
    assertThat(large.awaitClose()).isEqualTo(1009);

    VoterClient parts = hub.connect();
    parts.socket().writeFrame(WebSocketFrame.textFrame("x".repeat(9000), false));
    parts
        .socket()
        .writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(9000)), true));
    assertThat(parts.awaitClose()).isEqualTo(1009);
  }

  @Test
  void aPageOfAnotherOriginIsRefused() {
    WebSocketConnectOptions evil =
        new WebSocketConnectOptions()
            .setPort(hub.port())
            .addHeader("Origin", "https://evil.example");
    assertThatThrownBy(() -> VoterClient.connect(hub.clients(), evil)).hasMessageContaining("403");
  }

  @Test
  void theSubprotocolIsSelectedIfOffered() {
    VoterClient voter =
        VoterClient.connect(
            hub.clients(),
            new WebSocketConnectOptions().setPort(hub.port()).addSubProtocol("votehub.v1"));
    assertThat(voter.socket().subProtocol()).isEqualTo("votehub.v1");
    voter.close();
  }

  @Test
  void aFloodOfPingsIsDisconnectedAndAffectsNobodyElse() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient flooder = hub.join(room);
    VoterClient voter = hub.join(room);

    for (int i = 0; i < 2000; i++) {
      flooder.sendText("{\"type\":\"ping\"}");
    }

    assertThat(flooder.await("error")).containsEntry("code", "rate-limited");
    assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");
  }

  @Test
  void deletingARoomClosesAllConnectionsForGood() {
    VoterClient voter = hub.join(room);
    hub.call("DELETE", "/api/v1/rooms/" + room.code(), room.token(), null);

    assertThat(voter.awaitClose()).isEqualTo(4504);
    VoterClient late = hub.connect();
    late.send(Map.of("type", "join", "room", room.code()));
    assertThat(late.await("error")).containsEntry("code", "unknown-room");
  }

  @Test
  void aNewKeyDisconnectsPresentersWithTheOldOneButNotVoters() {
    VoterClient old = hub.connect();
    old.join(room.code(), Optional.of(room.token()));
    VoterClient voter = hub.join(room);

    String key =
        (String)
            hub.post("/api/v1/rooms/" + room.code() + "/token", room.token(), Map.of())
                .get("token");

    assertThat(old.awaitClose()).isEqualTo(4503);
    VoterClient presenter = hub.connect();
    presenter.send(Map.of("type", "join", "room", room.code(), "token", room.token()));
    assertThat(presenter.await("error")).containsEntry("code", "bad-token");
    assertThat(presenter.join(room.code(), Optional.of(key))).containsEntry("role", "presenter");
    voter.send(Map.of("type", "ping"));
    assertThat(voter.await("pong")).isNotNull();
    assertThat(hub.call("DELETE", "/api/v1/rooms/" + room.code(), room.token(), null).statusCode())
        .isEqualTo(401);
    assertThat(hub.call("DELETE", "/api/v1/rooms/" + room.code(), key, null).statusCode())
        .isEqualTo(204);
  }

  @Test
  void aStoppingInstanceTellsClientsWhenToReconnect() {
    VoterClient voter = hub.join(room);

    hub.stopHub();

    Map<String, Object> bye = voter.await("bye");
    assertThat(bye).containsEntry("reason", "restart");
    assertThat((Integer) bye.get("retryAfterMs")).isPositive();
    assertThat(voter.awaitClose()).isEqualTo(1012);
  }

  @Test
  void aHandshakeThatArrivesTooSlowlyIsClosed() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      slow.setSoTimeout(60_000);
      slow.getOutputStream().write("GET /ws HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(US_ASCII));

      assertThat(slow.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
    }
  }

  @Test
  void aConnectionThatNeverJoinsIsClosed() {
    assertThat(hub.connect().awaitClose()).isEqualTo(4408);
  }
}
