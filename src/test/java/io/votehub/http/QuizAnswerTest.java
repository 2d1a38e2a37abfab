package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The right answer of a quiz is for presenters alone until it is revealed. */
class QuizAnswerTest extends CallsTest {
  private String poll;
  private String id;

  @BeforeEach
  void draftQuiz() {
    Got made =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                Map.of(
                    "question",
                    "Which?",
                    "method",
                    "single",
                    "options",
                    List.of("A", "B"),
                    "settings",
                    Map.of("quiz", Map.of("correct", "b"))));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.text()).contains("\"correct\":\"b\"");
    id = (String) made.at("id");
    poll = room.path() + "/polls/" + id;
  }

  private void step(String name) {
    Got got = hub.post(poll + "/" + name).as(room.token()).send();
    assertThat(got.status()).as(got.text()).isLessThan(300);
    if (!name.equals("duplicate")) {
      boolean presentersForm = got.text().contains("\"correct\":\"b\"");
      assertThat(presentersForm).as(name).isTrue();
    }
  }

  private VoterClient client(Map<String, Object> join) {
    VoterClient client = VoterClient.connect(hub.vertx, hub.port);
    client.send(join);
    return client;
  }

  /** What somebody has got so far, as text. */
  private static String heard(VoterClient client) {
    client.send(Map.of("type", "ping", "id", "p"));
    List<Map<String, Object>> all = new ArrayList<>();
    while (all.isEmpty() || !"pong".equals(all.get(all.size() - 1).get("type"))) {
      all.add(client.await(message -> true));
    }
    return Json.write(all);
  }

  private String readable(String role) {
    StringBuilder all = new StringBuilder();
    for (String path :
        List.of(
            room.path(),
            poll,
            poll + "/result",
            room.path() + "/results",
            "/r/" + room.code(),
            "/screen/" + room.code())) {
      all.append(role == null ? hub.get(path).send().text() : hub.get(path).as(role).send().text());
    }
    return all.toString();
  }

  @Test
  void votersWatchersAndModeratorsGetItWhenItIsRevealedAndNotBefore() {
    String moderator =
        (String)
            hub.post(room.path() + "/keys")
                .as(room.token())
                .send(Map.of("role", "moderator", "label", "M"))
                .at("token");
    String viewer =
        (String)
            hub.post(room.path() + "/keys")
                .as(room.token())
                .send(Map.of("role", "viewer", "label", "V"))
                .at("token");
    VoterClient voter = client(Map.of("type", "join", "room", room.code()));
    VoterClient screen = client(Map.of("type", "join", "room", room.code(), "watch", true));
    VoterClient helper = client(Map.of("type", "join", "room", room.code(), "token", moderator));
    VoterClient presenter =
        client(Map.of("type", "join", "room", room.code(), "token", room.token()));
    assertThat(heard(presenter)).contains("\"correct\":\"b\"");
    step("open");
    assertThat(voter.vote(id, "a")).containsEntry("type", "ack");
    step("reveal");
    step("hide");
    step("close");
    VoterClient late = client(Map.of("type", "join", "room", room.code()));
    VoterClient lateHelper = client(Map.of("type", "join", "room", room.code(), "token", viewer));
    for (VoterClient each : List.of(voter, screen, helper, late, lateHelper)) {
      assertThat(heard(each)).contains("\"quiz\":{\"points\"").doesNotContain("\"correct\"");
    }
    for (String role : List.of("", moderator, viewer, hub.voter(room))) {
      assertThat(readable(role.isEmpty() ? null : role)).doesNotContain("\"correct\"");
    }
    assertThat(hub.get(room.path() + "/results").as(room.token()).send().text())
        .doesNotContain("\"correct\"");
    assertThat(heard(presenter)).contains("\"correct\":\"b\"");

    step("reveal");

    for (VoterClient each : List.of(voter, screen, helper, late, presenter)) {
      assertThat(heard(each)).contains("\"correct\":\"b\"");
    }
    assertThat(readable(null)).contains("\"correct\":\"b\"");
    step("reopen");
    step("duplicate");
    for (VoterClient each : List.of(voter, screen, helper)) {
      // The score of the revealed answer may come late; it says whether the own one was right.
      assertThat(heard(each)).contains("\"state\":\"open\"").doesNotContain("\"correct\":\"");
    }
    assertThat(readable(null)).doesNotContain("\"correct\"");
  }

  @Test
  void aFileHasItOnlyByRequestAndIsThenImportedWithIt() {
    assertThat(hub.get(room.path() + "/export").as(room.token()).send().text())
        .contains("Which?")
        .doesNotContain("quiz");
    String file = hub.get(room.path() + "/export?answers=true").as(room.token()).send().text();
    Made other = hub.room();

    Got in = hub.post(other.path() + "/import").as(other.token()).send(file);

    assertThat(in.status()).as(in.text()).isEqualTo(201);
    assertThat(in.text()).contains("\"correct\":\"b\"");
    assertThat(Optional.of(hub.get(room.path() + "/export?answers=true").send().status()))
        .contains(401);
  }
}
