package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A quiz as its players and its presenter meet it. */
class QuizCallsTest extends CallsTest {
  private final List<VoterClient> clients = new ArrayList<>();

  @AfterEach
  void leave() {
    clients.forEach(VoterClient::close);
    clients.clear();
  }

  private VoterClient connect() {
    VoterClient client = VoterClient.connect(hub.vertx, hub.port);
    clients.add(client);
    return client;
  }

  /** Opens a question whose right answer is a; the path of its poll. */
  private String ask(Map<String, Object> settings, int seconds) {
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
                    settings));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String poll = room.path() + "/polls/" + made.at("id");
    hub.post(poll + "/open").as(room.token()).send(Map.of("seconds", seconds));
    return poll;
  }

  private static String id(String poll) {
    return poll.substring(poll.lastIndexOf('/') + 1);
  }

  private static Map<String, Object> score(
      String poll, boolean correct, int points, int total, int rank, int of, int streak) {
    return Map.of(
        "type", "score", "poll", id(poll), "correct", correct, "points", points, "total", total,
        "rank", rank, "of", of, "streak", streak);
  }

  @Test
  void eachVoterIsToldTheOwnScoreOnceTheAnswerIsRevealedAndAgainAfterADrop() {
    VoterClient ada = connect();
    Object token = ada.join(room.code()).get("token");
    VoterClient bob = connect();
    bob.join(room.code());
    VoterClient onlooker = connect();
    onlooker.join(room.code());
    String first =
        ask(Map.of("results", "hidden", "quiz", Map.of("correct", "a", "penalty", 100)), 30);
    hub.clock.advance(2_000);
    ada.vote(id(first), "a");
    ada.vote(id(first), "a");
    bob.vote(id(first), "b");

    step(first, "close");
    Got hidden = hub.get(room.path() + "/leaderboard").as(room.token()).send();
    assertThat(hidden.at("entries")).as("not revealed yet").isEqualTo(List.of());
    assertThat(ada.drain()).noneMatch(message -> message.get("type").equals("score"));
    step(first, "reveal");

    assertThat(ada.await("score")).isEqualTo(score(first, true, 967, 967, 1, 2, 1));
    assertThat(bob.await("score")).isEqualTo(score(first, false, 0, 0, 2, 2, 0));
    ada.close();
    String second = ask(Map.of("quiz", Map.of("correct", "a", "speed", 0, "streak", true)), 30);
    bob.vote(id(second), "a");
    VoterClient again = connect();
    again.join(room.code(), Optional.of((String) token));
    assertThat(again.await("score")).isEqualTo(score(first, true, 967, 967, 1, 2, 1));
    again.vote(id(second), "a");
    step(second, "close");
    assertThat(again.await("score")).isEqualTo(score(second, true, 1100, 2067, 1, 2, 2));
    assertThat(bob.await("score")).isEqualTo(score(second, true, 1000, 1000, 2, 2, 1));

    onlooker.send(Map.of("type", "ping", "id", "p"));
    onlooker.await("pong");
    assertThat(onlooker.drain()).noneMatch(message -> message.get("type").equals("score"));
  }

  @Test
  void thePresenterReadsTheTableAndEverybodySeesTheTopWhileItIsOnTheStage() {
    VoterClient ada = connect();
    Object voter = ada.join(room.code()).get("voter");
    ada.send(Map.of("type", "name", "name", "=Ada"));
    ada.await("named");
    VoterClient bob = connect();
    bob.join(room.code());
    VoterClient screen = connect();
    screen.send(Map.of("type", "join", "room", room.code(), "watch", true));
    screen.await("joined");
    String poll = ask(Map.of("quiz", Map.of("correct", "a", "speed", 0)), 30);
    ada.vote(id(poll), "a");
    bob.vote(id(poll), "b");
    step(poll, "close");

    Got table = hub.get(room.path() + "/leaderboard").as(room.token()).send();

    assertThat((List<?>) table.at("entries"))
        .first()
        .isEqualTo(
            Map.of(
                "voter",
                voter,
                "rank",
                1,
                "name",
                "=Ada",
                "points",
                1000,
                "right",
                1,
                "answered",
                1,
                "ms",
                0,
                "streak",
                1));
    assertThat(
            hub.get(room.path() + "/leaderboard")
                .as(room.token())
                .with("Accept", "text/csv")
                .send()
                .text())
        .startsWith(
            "rank,name,team,points,right,answered,seconds\r\n1,'=Ada,,1000,1,1,0\r\n2,Player ");
    assertThat(hub.get(room.path() + "/leaderboard").send().status()).isEqualTo(401);
    assertThat(hub.get(room.path() + "/leaderboard").as(hub.voter(room)).send().status())
        .isEqualTo(403);
    assertThat(screen.drain()).noneMatch(message -> message.get("type").equals("leaderboard"));

    hub.ask("PUT", room.path() + "/stage").as(room.token()).send(Map.of("leaderboard", true));

    for (VoterClient each : List.of(ada, bob, screen)) {
      Map<String, Object> shown = each.await("leaderboard");
      assertThat(shown).containsEntry("of", 2);
      assertThat((List<?>) shown.get("top"))
          .first()
          .isEqualTo(Map.of("rank", 1, "name", "=Ada", "points", 1000));
    }
    VoterClient late = connect();
    late.join(room.code());
    assertThat(late.await("leaderboard")).containsEntry("of", 2);
    hub.ask("PATCH", room.path() + "/players/" + voter)
        .as(room.token())
        .send(Map.of("name", "Countess"));
    assertThat((List<?>) screen.await("leaderboard").get("top"))
        .first()
        .isEqualTo(Map.of("rank", 1, "name", "Countess", "points", 1000));
  }
}
