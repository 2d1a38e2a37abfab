package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The owner of a room gives keys with roles to helpers, and revokes them. */
class KeyCallsTest extends CallsTest {
  private static final Map<String, ?> POLL =
      Map.of("question", "Which?", "method", "single", "options", List.of("A", "B"));

  private String path() {
    return room.path() + "/keys";
  }

  private Got add(String role, String label) {
    return hub.post(path()).as(room.token()).send(Map.of("role", role, "label", label));
  }

  private String token(String role) {
    return (String) add(role, role).at("token");
  }

  private int status(String method, String path, String token) {
    return hub.ask(method, path).as(token).send().status();
  }

  @Test
  void theOwnerSeesEveryKeyButTheTokenOnlyOnce() {
    Got added = add("moderator", "Ana at the door");

    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json())
        .containsEntry("role", "moderator")
        .containsEntry("label", "Ana at the door")
        .containsKeys("id", "createdAt", "token");
    Map<String, Object> listed = added.json();
    listed.remove("token");
    assertThat(hub.get(path()).as(room.token()).send().json())
        .isEqualTo(Map.of("keys", List.of(listed)));
  }

  @Test
  void eachRoleMayDoWhatTheOnesBelowItMayAndNoMore() {
    String draft = hub.draft(room);
    String open = hub.open(room);
    String viewer = token("viewer");
    String moderator = token("moderator");
    String presenter = token("presenter");

    for (String token : List.of(viewer, moderator, presenter)) {
      assertThat(status("GET", draft, token)).isEqualTo(200);
      assertThat(status("DELETE", room.path(), token)).isEqualTo(403);
      assertThat(status("GET", path(), token)).isEqualTo(403);
      assertThat(status("POST", room.path() + "/token", token)).isEqualTo(403);
      assertThat(hub.vote(open, token, "a").at("code")).isEqualTo("forbidden");
    }
    String mark = open + "/entries";
    Map<String, ?> hide = Map.of("entries", List.of(), "state", "hidden");
    assertThat(hub.post(mark).as(viewer).send(hide).at("code")).isEqualTo("forbidden");
    assertThat(hub.post(mark).as(moderator).send(hide).at("code")).isNotEqualTo("forbidden");
    assertThat(hub.post(room.path() + "/polls").as(moderator).send(POLL).status()).isEqualTo(403);
    assertThat(hub.post(room.path() + "/polls").as(presenter).send(POLL).status()).isEqualTo(201);
    assertThat(status("POST", open + "/close", moderator)).isEqualTo(403);
    assertThat(status("POST", open + "/close", presenter)).isEqualTo(200);
    assertThat(status("DELETE", room.path(), room.token())).isEqualTo(204);
  }

  @Test
  void aModeratorLeadsNothing() {
    String open = hub.open(room);
    String moderator = token("moderator");
    for (String call :
        List.of(
            "PATCH " + room.path(),
            "PUT " + room.path() + "/stage",
            "PUT " + room.path() + "/reactions",
            "PUT " + room.path() + "/admission",
            "POST " + room.path() + "/import",
            "POST " + room.path() + "/rehearsal",
            "POST " + room.path() + "/keys",
            "PATCH " + open,
            "DELETE " + open,
            "POST " + open + "/open",
            "POST " + open + "/extend",
            "POST " + open + "/reopen",
            "POST " + open + "/reveal",
            "POST " + open + "/hide",
            "POST " + open + "/reset",
            "POST " + open + "/duplicate")) {
      String[] parts = call.split(" ", 2);
      assertThat(hub.ask(parts[0], parts[1]).as(moderator).send(Map.of()).at("code"))
          .as(call)
          .isEqualTo("forbidden");
    }
    assertThat(hub.get(open).send().at("state")).isEqualTo("open");
  }

  @Test
  void aKeyTellsItsRole() {
    String check = room.path() + "/token";
    for (String role : List.of("viewer", "moderator", "presenter")) {
      assertThat(hub.get(check).as(token(role)).send().json())
          .isEqualTo(Map.of("role", role, "owner", false));
    }
    assertThat(hub.get(check).as(room.token()).send().json())
        .isEqualTo(Map.of("role", "presenter", "owner", true));
  }

  @Test
  void aRevokedKeyIsVoidAtOnceAndItsConnectionsClose() {
    Got kept = add("presenter", "Bo");
    Got lost = add("moderator", "Ana");
    try (VoterClient ana = VoterClient.connect(hub.vertx, hub.port);
        VoterClient bo = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(ana.join(room.code(), Optional.of((String) lost.at("token"))))
          .containsEntry("role", "moderator");
      assertThat(bo.join(room.code(), Optional.of((String) kept.at("token"))))
          .containsEntry("role", "presenter");

      assertThat(status("DELETE", path() + "/" + lost.at("id"), room.token())).isEqualTo(204);

      assertThat(ana.awaitClose()).isEqualTo(4503);
      bo.send(Map.of("type", "ping"));
      assertThat(bo.await("pong")).isNotNull();
    }
    String check = room.path() + "/token";
    assertThat(hub.get(check).as((String) lost.at("token")).send().at("code"))
        .isEqualTo("bad-token");
    assertThat(status("GET", check, (String) kept.at("token"))).isEqualTo(200);
    assertThat(status("DELETE", path() + "/" + lost.at("id"), room.token()))
        .as("revoked again")
        .isEqualTo(204);
  }

  @Test
  void aNewKeyOfTheOwnerLeavesTheOthersValid() {
    String presenter = token("presenter");

    Got renewed = hub.post(room.path() + "/token").as(room.token()).send();

    assertThat(renewed.status()).isEqualTo(201);
    assertThat(status("GET", room.path() + "/token", presenter)).isEqualTo(200);
    assertThat(status("GET", path(), room.token())).isEqualTo(401);
  }

  @Test
  void onlyVotersAreCountedAsPresent() {
    try (VoterClient ana = VoterClient.connect(hub.vertx, hub.port)) {
      ana.join(room.code(), Optional.of(token("moderator")));

      assertThat(hub.get(room.path()).send().at("present")).isEqualTo(0);
    }
  }

  @Test
  void whatIsWrongWithAKeyIsSaid() {
    assertThat(add("owner", "").pointers()).containsExactly("/role", "/label");
    assertThat(add("voter", "x".repeat(61)).pointers()).containsExactly("/role", "/label");
    assertThat(hub.post(path()).as(room.token()).send(Map.of("rol", "viewer")).pointers())
        .containsExactly("/rol", "/role");
    assertThat(hub.post(path()).as(room.token()).send(Map.of("role", "viewer")).json())
        .containsEntry("label", "");
  }

  @Test
  void aRoomHasAtMostTwentyKeys() {
    for (int i = 0; i < 20; i++) {
      assertThat(add("viewer", "Phone " + i).status()).isEqualTo(201);
    }

    Got refused = add("viewer", "One too many");

    assertThat(refused.status()).isEqualTo(422);
    assertThat((String) refused.at("detail")).contains("20 keys");
  }
}
