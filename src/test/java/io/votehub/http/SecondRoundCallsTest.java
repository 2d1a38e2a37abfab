package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.EventClient;
import io.votehub.http.HttpKit.Got;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A presenter asks a question a second time. */
class SecondRoundCallsTest extends CallsTest {
  private String path(Object id) {
    return room.path() + "/polls/" + id;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Got got, String field) {
    return (Map<String, Object>) got.at(field);
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String asked(Map<String, ?> settings, Object... options) {
    return open("single", List.of(options), settings);
  }

  private VoterClient client(Map<String, Object> join) {
    VoterClient client = VoterClient.connect(hub.vertx, hub.port);
    client.send(join);
    return client;
  }

  private static List<Map<String, Object>> heard(VoterClient client) {
    client.send(Map.of("type", "ping", "id", "p"));
    List<Map<String, Object>> all = new ArrayList<>();
    while (all.isEmpty() || !"pong".equals(all.get(all.size() - 1).get("type"))) {
      all.add(client.await(message -> true));
    }
    return all;
  }

  @Test
  void itOpensRightAfterTheFirstAndTellsHowVotesMoved() {
    String first = asked(Map.of(), "A", "B", "C");
    String last = hub.draft(room);
    String ana = hub.voter(room);
    String bo = hub.voter(room);
    String cy = hub.voter(room);
    hub.vote(first, ana, "a");
    hub.vote(first, bo, "c");
    step(first, "close");

    Got made = hub.post(first + "/again").as(room.token()).send(Map.of("seconds", 60));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json())
        .containsEntry("state", "open")
        .containsEntry("previous", idOf(first))
        .containsKey("closesAt");
    String second = path(made.at("id"));
    assertThat(made.header("Location")).isEqualTo(second);
    assertThat(hub.get(first).send().json()).containsEntry("next", idOf(second));
    List<?> polls = (List<?>) hub.get(room.path()).as(room.token()).send().at("polls");
    assertThat(polls.stream().map(poll -> (Object) ((Map<?, ?>) poll).get("id")))
        .containsExactly(idOf(first), idOf(second), idOf(last));
    hub.vote(second, ana, "b");
    hub.vote(second, cy, "b");
    step(second, "close");

    Got result = hub.get(second + "/result").send();
    assertThat(object(result, "result"))
        .containsEntry("shift", Map.of("a", Map.of("b", 1)))
        .containsEntry("first", Map.of("a", 1, "b", 0, "c", 1))
        .containsEntry("firstOnly", 1)
        .containsEntry("secondOnly", 1);
    assertThat(hub.get(second + "/result").with("Accept", "text/csv").send().text())
        .contains("id,label,votes,share,outcome,first,from_a,from_b,from_c")
        .contains("b,B,2,1,won,0,1,0,0");
  }

  @Test
  void aRepeatIsHarmlessAndAThirdRoundIsRefused() {
    String first = hub.draft(room);
    assertThat(hub.post(first + "/again").as(room.token()).send().at("code"))
        .isEqualTo("bad-request");
    step(first, "open");
    step(first, "close");
    assertThat(hub.post(first + "/again").as(hub.voter(room)).send().status()).isEqualTo(403);
    String second = path(step(first, "again").at("id"));

    assertThat(path(step(first, "again").at("id"))).isEqualTo(second);
    assertThat(hub.post(second + "/again").as(room.token()).send().at("code"))
        .isEqualTo("bad-request");
    step(second, "close");
    Got late = hub.post(first + "/again").as(room.token()).send();
    assertThat(late.status()).isEqualTo(409);
    assertThat(object(late, "current")).containsEntry("id", idOf(second));
  }

  @Test
  void nobodyInTheAudienceLearnsTheFirstResultWhileTheSecondGoesOn() {
    String first = asked(Map.of("results", "closed"), "A", "B");
    for (int i = 0; i < 7; i++) {
      hub.vote(first, hub.voter(room), "a");
    }
    step(first, "close");
    VoterClient early = client(Map.of("type", "join", "room", room.code()));
    assertThat(Json.write(heard(early))).contains("\"votes\":7");
    String second = path(step(first, "again").at("id"));

    for (String state : List.of("open", "reset", "open again", "closed", "reopened")) {
      switch (state) {
        case "reset" -> step(second, "reset");
        case "open again" -> step(second, "open");
        case "closed" -> step(second, "close");
        case "reopened" -> step(second, "reopen");
        default -> assertThat(state).isEqualTo("open");
      }
      boolean told = state.equals("closed");
      VoterClient voter = client(Map.of("type", "join", "room", room.code()));
      VoterClient screen = client(Map.of("type", "join", "room", room.code(), "watch", true));
      try (EventClient events =
          EventClient.tryOpen(hub.port, room.code(), hub.voter(room)).orElseThrow()) {
        Map<String, Object> joined = events.next(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
        assertThat(Json.write(joined).contains("\"votes\":7")).as(state).isEqualTo(told);
      }
      for (VoterClient each : List.of(voter, screen)) {
        assertThat(Json.write(heard(each)).contains("\"votes\":7")).as(state).isEqualTo(told);
      }
      assertThat(hub.get(first + "/result").send().status()).as(state).isEqualTo(told ? 200 : 403);
      for (String path : List.of(room.path(), room.path() + "/results", "/r/" + room.code())) {
        boolean tells = hub.get(path).send().text().contains("\"votes\":7");
        assertThat(tells).as(path + " " + state).isEqualTo(told && path.endsWith("results"));
      }
      String report = hub.get(room.path() + "/report").as(room.token()).send().text();
      assertThat(report.contains("\"votes\":7")).as("report " + state).isEqualTo(told);
    }
    assertThat(Json.write(heard(early)))
        .as("the phone is told to hide it")
        .contains("\"visible\":false");
  }

  @Test
  void otherMethodsAreAskedAgainWithoutAShift() {
    Map<String, Object> poll =
        Map.of("question", "Which?", "method", "multiple", "options", List.of("A", "B"));
    String first = path(hub.post(room.path() + "/polls").as(room.token()).send(poll).at("id"));
    step(first, "open");
    step(first, "close");
    String second = path(step(first, "again").at("id"));
    step(second, "close");

    assertThat(object(hub.get(second + "/result").send(), "result"))
        .doesNotContainKeys("shift", "first");
  }

  @Test
  void thePointsOfTheSecondRoundReplaceThoseOfTheFirst() {
    Map<String, ?> quiz = Map.of("quiz", Map.of("correct", "a", "speed", 0, "streak", true));
    String ana = hub.voter(room);
    String bo = hub.voter(room);
    String before = asked(quiz, "A", "B");
    hub.vote(before, ana, "a");
    hub.vote(before, bo, "a");
    step(before, "close");
    String first = asked(quiz, "A", "B");
    hub.vote(first, ana, "a");
    hub.vote(first, bo, "b");
    step(first, "close");
    assertThat(points()).containsExactlyInAnyOrder(2100, 1000);

    String second = path(step(first, "again").at("id"));
    assertThat(points()).as("until then it counts for nothing").containsExactly(1000, 1000);
    hub.vote(second, ana, "b");
    hub.vote(second, bo, "a");
    step(second, "close");
    assertThat(points()).containsExactlyInAnyOrder(2100, 1000);
    // Whoever joins between two questions hears the points of the one before, too. By this test's
    // clock all were closed at the same moment.
    VoterClient phone = client(Map.of("type", "join", "room", room.code(), "token", bo));
    assertThat(score(phone, second))
        .containsEntry("points", 1100)
        .containsEntry("total", 2100)
        .containsEntry("streak", 2);

    step(second, "reopen");
    step(second, "close");
    assertThat(score(phone, second))
        .containsEntry("points", 1100)
        .containsEntry("total", 2100)
        .containsEntry("streak", 2);
    assertThat(points()).containsExactlyInAnyOrder(2100, 1000);
    hub.ask("DELETE", second).as(room.token()).send();
    assertThat(points()).as("the first counts again").containsExactlyInAnyOrder(2100, 1000);
  }

  private static Map<String, Object> score(VoterClient phone, String poll) {
    return phone.await(
        message -> message.get("type").equals("score") && message.get("poll").equals(idOf(poll)));
  }

  private List<Integer> points() {
    List<Integer> points = new ArrayList<>();
    Got board = hub.get(room.path() + "/leaderboard").as(room.token()).send();
    for (Object each : (List<?>) board.at("entries")) {
      points.add((Integer) ((Map<?, ?>) each).get("points"));
    }
    return points;
  }
}
