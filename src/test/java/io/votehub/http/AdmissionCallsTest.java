package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A presenter decides whom the room lets in: passcode, lock, and removing voters. */
class AdmissionCallsTest extends CallsTest {
  private Got admit(Map<String, ?> rules) {
    return hub.ask("PUT", room.path() + "/admission").as(room.token()).send(rules);
  }

  private Got newVoter(Map<String, ?> shown) {
    return hub.post(room.path() + "/voters").send(shown);
  }

  private VoterClient connect() {
    return VoterClient.connect(hub.vertx, new WebSocketConnectOptions().setPort(hub.port));
  }

  private Map<String, Object> join(Map<String, ?> more) {
    VoterClient client = connect();
    client.send(with(Map.of("type", "join", "room", room.code()), more));
    Map<String, Object> answer =
        client.await(message -> Set.of("joined", "error").contains(message.get("type")));
    client.close();
    return answer;
  }

  private static Map<String, Object> with(Map<String, ?> first, Map<String, ?> second) {
    Map<String, Object> all = new HashMap<>(first);
    all.putAll(second);
    return all;
  }

  @Test
  void newVotersEnterThePasscodeOfTheBigScreenAndReturningOnesDoNot() {
    String before = (String) newVoter(Map.of()).at("token");

    String passcode = (String) admit(Map.of("passcode", true)).at("passcode");

    assertThat(passcode).matches("[0-9]{6}");
    assertThat(admit(Map.of("passcode", true)).at("passcode")).as("kept").isEqualTo(passcode);
    Got refused = newVoter(Map.of());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json())
        .containsEntry("code", "challenge")
        .containsEntry("challenge", Map.of("by", List.of("passcode")));
    assertThat(newVoter(Map.of("passcode", "x")).json())
        .containsEntry("challenge", Map.of("by", List.of("passcode"), "wrong", true));
    assertThat(newVoter(Map.of("passcode", passcode)).status()).isEqualTo(201);
    assertThat(join(Map.of())).containsEntry("code", "challenge").containsEntry("retry", true);
    assertThat(join(Map.of("passcode", passcode.substring(0, 3) + " " + passcode.substring(3))))
        .containsEntry("role", "voter");
    assertThat(join(Map.of("token", before))).containsEntry("role", "voter");
    assertThat(join(Map.of("watch", true))).containsEntry("role", "voter");
    admit(Map.of("passcode", false));
    assertThat(newVoter(Map.of()).status()).isEqualTo(201);
  }

  @Test
  void onlyThoseWhoLeadLearnThePasscode() {
    String passcode = (String) admit(Map.of("passcode", true)).at("passcode");

    assertThat(hub.get(room.path()).send().text()).doesNotContain(passcode);
    assertThat(hub.get(room.path()).as(room.token()).send().text()).contains(passcode);
    assertThat(join(Map.of("watch", true)).toString()).doesNotContain(passcode);
    assertThat(join(Map.of("token", room.token())).toString()).contains(passcode);
    assertThat(hub.get(room.path() + "/admission").send().status()).isEqualTo(401);
    String voter = (String) newVoter(Map.of("passcode", passcode)).at("token");
    assertThat(hub.get(room.path() + "/admission").as(voter).send().status()).isEqualTo(403);
  }

  @Test
  void aLockedRoomKeepsThoseWhoAreInAndLetsNobodyNewIn() {
    VoterClient inside = connect();
    String token = (String) inside.join(room.code()).get("token");

    assertThat(admit(Map.of("locked", true)).at("locked")).isEqualTo(true);

    assertThat(newVoter(Map.of()).json()).containsEntry("code", "locked");
    assertThat(join(Map.of())).containsEntry("code", "locked").containsEntry("retry", true);
    assertThat(join(Map.of("token", token))).containsEntry("role", "voter");
    inside.send(Map.of("type", "ping"));
    assertThat(inside.await("pong")).isNotNull();
    admit(Map.of("locked", false));
    assertThat(join(Map.of())).containsEntry("role", "voter");
    inside.close();
  }

  @Test
  void theAuthorOfAnEntryIsThrownOutAndTheirBallotStaysCounted() {
    String poll = openText();
    VoterClient author = connect();
    Map<String, ?> joined = author.join(room.code());
    author.send(
        Map.of("type", "vote", "id", "1", "poll", poll, "ballot", Map.of("text", "Something bad")));
    author.await("ack");
    Map<?, ?> result =
        (Map<?, ?>) hub.get(room.path() + "/polls/" + poll + "/result").send().at("result");
    Object entry = ((Map<?, ?>) ((List<?>) result.get("entries")).get(0)).get("id");
    String removed = room.path() + "/removed";

    Got answer = hub.post(removed).as(room.token()).send(Map.of("poll", poll, "entry", entry));

    assertThat(answer.json()).containsEntry("removed", 1);
    assertThat(author.awaitClose()).isEqualTo(4503);
    String token = (String) joined.get("token");
    assertThat(join(Map.of("token", token)))
        .containsEntry("code", "removed")
        .containsEntry("retry", false);
    Got vote =
        hub.post(room.path() + "/polls/" + poll + "/ballots")
            .as(token)
            .send(Map.of("ballot", Map.of("text", "Again")));
    assertThat(vote.json()).containsEntry("code", "removed");
    assertThat(hub.get(room.path() + "/polls/" + poll + "/result").send().at("ballots"))
        .isEqualTo(1);
    assertThat(hub.ask("DELETE", removed).as(room.token()).send().json())
        .containsEntry("removed", 0);
    assertThat(join(Map.of("token", token))).containsEntry("role", "voter");
  }

  @Test
  void aModeratorRemovesAuthorsAndAViewerDoesNot() {
    String poll = openText();
    VoterClient author = connect();
    author.join(room.code());
    author.send(
        Map.of("type", "vote", "id", "1", "poll", poll, "ballot", Map.of("text", "Something bad")));
    author.await("ack");
    Map<?, ?> result =
        (Map<?, ?>) hub.get(room.path() + "/polls/" + poll + "/result").send().at("result");
    Object entry = ((Map<?, ?>) ((List<?>) result.get("entries")).get(0)).get("id");
    Map<String, ?> remove = Map.of("poll", poll, "entry", entry);

    Got viewers = hub.post(room.path() + "/removed").as(key("viewer")).send(remove);
    Got moderators = hub.post(room.path() + "/removed").as(key("moderator")).send(remove);

    assertThat(viewers.json()).containsEntry("code", "forbidden");
    assertThat(moderators.json()).containsEntry("removed", 1);
    assertThat(author.awaitClose()).isEqualTo(4503);
    assertThat(hub.ask("DELETE", room.path() + "/removed").as(key("moderator")).send().status())
        .as("only presenters let people back in")
        .isEqualTo(403);
  }

  private String key(String role) {
    return (String)
        hub.post(room.path() + "/keys").as(room.token()).send(Map.of("role", role)).at("token");
  }

  private String openText() {
    Map<String, ?> text = Map.of("question", "Say something", "method", "text");
    String id = (String) hub.post(room.path() + "/polls").as(room.token()).send(text).at("id");
    hub.post(room.path() + "/polls/" + id + "/open").as(room.token()).send();
    return id;
  }

  @Test
  void whatIsNotValidIsRefused() {
    String poll = openText();

    assertThat(admit(Map.of("locked", "yes")).pointers()).containsExactly("/locked");
    assertThat(admit(Map.of("lock", true)).pointers()).containsExactly("/lock");
    Got unknown =
        hub.post(room.path() + "/removed")
            .as(room.token())
            .send(Map.of("poll", poll, "entry", "0123456789abcdef"));
    assertThat(unknown.pointers()).containsExactly("/entry");
    Got elsewhere =
        hub.post(hub.room().path() + "/removed")
            .as(room.token())
            .send(Map.of("poll", poll, "entry", "0123456789abcdef"));
    assertThat(elsewhere.status()).isEqualTo(403);
  }
}
