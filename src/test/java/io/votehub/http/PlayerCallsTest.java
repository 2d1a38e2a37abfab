package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Players are named by their connection, and looked after by the presenter. */
class PlayerCallsTest extends CallsTest {
  private String players;

  @BeforeEach
  void prepareRoom() {
    players = room.path() + "/players";
  }

  private VoterClient connect() {
    return VoterClient.connect(hub.vertx, hub.port);
  }

  @Test
  void aVoterIsNamedByAMessageOrWhenJoining() {
    VoterClient ada = connect();
    Map<String, Object> joined = ada.join(room.code());
    ada.send(Map.of("type", "name", "id", "n1"));
    assertThat(ada.await("named")).containsEntry("id", "n1").containsEntry("named", false);
    ada.send(Map.of("type", "name", "id", "n2", "name", "Ada"));
    assertThat(ada.await("named")).containsEntry("id", "n2").containsEntry("name", "Ada");

    VoterClient bob = connect();
    bob.send(Map.of("type", "join", "room", room.code(), "name", "ADA"));
    assertThat(bob.await("error")).containsEntry("code", "conflict");
    bob.send(Map.of("type", "name", "name", 7));
    assertThat(bob.await("error")).containsEntry("code", "bad-message");

    VoterClient again = connect();
    again.send(
        Map.of("type", "join", "room", room.code(), "token", joined.get("token"), "name", "Ada"));
    assertThat(again.await("named")).containsEntry("name", "Ada");
    List.of(ada, bob, again).forEach(VoterClient::close);
  }

  @Test
  void thePresenterSeesAndRenamesPlayersAndTheyHearOfIt() {
    VoterClient ada = connect();
    Object voter = ada.join(room.code()).get("voter");
    ada.send(Map.of("type", "name", "name", "Ada"));
    ada.await("named");

    assertThat(hub.get(players).as(room.token()).send().at("players"))
        .isEqualTo(List.of(Map.of("voter", voter, "name", "Ada", "named", true)));
    assertThat(hub.get(players).send().status()).isEqualTo(401);
    assertThat(
            hub.ask("PATCH", players + "/" + voter)
                .as(room.token())
                .send(Map.of("name", "Countess"))
                .at("name"))
        .isEqualTo("Countess");
    assertThat(ada.await("named")).containsEntry("name", "Countess");
    ada.close();
  }

  @Test
  void teamsAreSetByThePresenterAndKnownToEverybody() {
    VoterClient ada = connect();
    Object token = ada.join(room.code()).get("token");
    Map<String, ?> rules =
        Map.of("teams", List.of(Map.of("name", "Red"), Map.of("name", "Blue")), "rev", 0);

    assertThat(hub.ask("PUT", players).as(room.token()).send(rules).status()).isEqualTo(200);

    Map<String, Object> changed = ada.await("room");
    assertThat(changed.toString()).contains("Red", "Blue");
    assertThat(hub.get(room.path()).send().at("players").toString()).contains("Blue");
    ada.send(Map.of("type", "name"));
    assertThat(ada.await("named")).containsKey("team");
    assertThat(
            hub.ask("PUT", room.path() + "/player")
                .as((String) token)
                .send(Map.of("name", "Ada"))
                .at("name"))
        .isEqualTo("Ada");
    Map<String, ?> stale = Map.of("names", "generated", "rev", 0);
    assertThat(hub.ask("PUT", players).as(room.token()).send(stale).status()).isEqualTo(409);
    Map<String, ?> alike = Map.of("teams", List.of(Map.of("name", "Red"), Map.of("name", "RED")));
    assertThat(hub.ask("PUT", players).as(room.token()).send(alike).status()).isEqualTo(422);
    assertThat(
            hub.ask("PUT", players)
                .as(room.token())
                .send(Map.of("teams", List.of(Map.of("name", "Alone"))))
                .status())
        .isEqualTo(422);
    ada.close();
  }
}
