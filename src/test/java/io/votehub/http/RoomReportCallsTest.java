package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.identity.RollVoter;
import io.votehub.json.Json;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report of a room is whole, and can be handed out: nothing in it is secret. */
class RoomReportCallsTest extends CallsTest {
  @BeforeEach
  void prepareRoom() {
    VoterRoll roll = new VoterRoll("roll1", "Members", 7).withMore(4, 7);
    HttpKit.await(hub.store.updateRoom(room.code(), each -> each.withRoll(roll)));
  }

  private String open(Map<String, Object> fields) {
    Map<String, Object> poll = new LinkedHashMap<>(fields);
    poll.putIfAbsent("question", "What of " + fields.get("method") + "?");
    Got made = hub.post(room.path() + "/polls").as(room.token()).send(poll);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = room.path() + "/polls/" + made.at("id");
    step(path, "open");
    return path;
  }

  private String open(String method, Map<String, Object> settings) {
    return open(Map.of("method", method, "settings", settings));
  }

  private void cast(String poll, Map<String, Object> ballot) {
    cast(poll, hub.voter(room), ballot);
  }

  private void cast(String poll, String voter, Map<String, Object> ballot) {
    Got got = hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
  }

  private String member(String name, int weight) {
    Room stored = HttpKit.await(hub.store.room(room.code())).orElseThrow();
    return hub.tokens.voter(stored, new RollVoter("roll1", name, weight).id());
  }

  private String ask(String poll, String voter, int slot, String text) {
    Got asked =
        hub.post(poll + "/entries").as(voter).send(Map.of("slot", slot, "text", text, "id", "i"));
    assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    return (String) asked.at("entry");
  }

  private String key(String role) {
    return (String)
        hub.post(room.path() + "/keys")
            .as(room.token())
            .send(Map.of("role", role, "label", "Helper"))
            .at("token");
  }

  private Got report(String token) {
    return hub.get(room.path() + "/report").as(token).send();
  }

  private Got table(String query) {
    return hub.get(room.path() + "/report" + query)
        .as(room.token())
        .with("Accept", "text/csv")
        .send();
  }

  private static Map<?, ?> poll(Got report, int index) {
    return (Map<?, ?>) ((List<?>) report.at("polls")).get(index);
  }

  @Test
  void whoHasAKeyOfTheRoomReadsItAndNobodyElse() {
    open(Map.of("method", "single", "options", List.of("A", "B")));

    for (String role : List.of("viewer", "moderator", "presenter")) {
      assertThat(report(key(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(report(hub.voter(room)).status()).isEqualTo(403);
    assertThat(hub.get(room.path() + "/report").send().status()).isEqualTo(401);
    assertThat(report(hub.room().token()).status()).isEqualTo(403);
    assertThat(table("?decimal=dot").status()).isEqualTo(422);
  }

  @Test
  void itHasResultsQuestionsTurnoutAndLeaderboardWithTheNumbersOfTheResult() {
    String weighed =
        open(Map.of("method", "single", "options", List.of("A", "B"), "electorate", "roll1"));
    cast(weighed, member("ana", 3), Map.of("choice", "a"));
    cast(weighed, member("bo", 1), Map.of("choice", "b"));
    step(weighed, "close");
    String floor = open("questions", Map.of("downvotes", true));
    String asker = hub.voter(room);
    String first = ask(floor, asker, 1, "When is lunch?");
    ask(floor, asker, 2, "=Where?");
    cast(floor, Map.of("up", List.of(first), "down", List.of()));
    hub.post(floor + "/entries/" + first).as(room.token()).send(Map.of("reply", "At noon; sharp"));
    hub.post(floor + "/entries/" + first).as(room.token()).send(Map.of("state", "answered"));
    String quiz =
        open(
            Map.of(
                "method",
                "single",
                "options",
                List.of("A", "B"),
                "settings",
                Map.of("quiz", Map.of("correct", "a", "speed", 0))));
    cast(quiz, Map.of("choice", "a"));
    step(quiz, "close");
    hub.draft(room);

    Got report = report(key("viewer"));

    assertThat(report.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"votehub-" + room.code() + "-report.json\"");
    assertThat((List<?>) report.at("polls")).as("all but the draft").hasSize(3);
    for (Object each : (List<?>) report.at("polls")) {
      Map<?, ?> one = (Map<?, ?>) each;
      String path = room.path() + "/polls/" + ((Map<?, ?>) one.get("poll")).get("id");
      Map<String, Object> result = hub.get(path + "/result").as(room.token()).send().json();
      assertThat(one.get("tally")).isEqualTo(result);
    }
    assertThat(poll(report, 0).get("turnout"))
        .isEqualTo(
            Map.of("roll", "Members", "members", 4, "voted", 2, "weight", 7, "weightVoted", 4));
    List<?> entries = (List<?>) poll(report, 1).get("entries");
    assertThat(entries).hasSize(2);
    assertThat(((Map<?, ?>) entries.get(0)).get("reply")).isEqualTo("At noon; sharp");
    assertThat(((Map<?, ?>) entries.get(0)).get("score")).isEqualTo(1);
    Map<?, ?> board = (Map<?, ?>) report.at("leaderboard");
    assertThat(board.get("of")).isEqualTo(1);
    assertThat(report.text()).contains("\"points\":1000,\"right\":1").doesNotContain("voter");

    List<String> lines = table("?decimal=comma").text().lines().toList();
    assertThat(lines.get(0)).isEqualTo("\uFEFFroom;title;at;log size;log root");
    assertThat(lines)
        .contains(
            "roll;members;voted;weight;weightVoted",
            "Members;4;2;7;4",
            "a;A;3;0,75;won",
            "b;B;1;0,25;")
        .anyMatch(
            line ->
                line.matches("[0-9a-f]+;.*;When is lunch\\?;;answered;1;1;0;\"At noon; sharp\""))
        .anyMatch(line -> line.contains(";'=Where?;"))
        .anyMatch(line -> line.matches("1;[^;]+;;1000;1;1;[,\\d]+"));
    assertThat(table("").text().lines()).contains("a,A,3,0.75,won");
  }

  @Test
  void nothingInItIsSecret() {
    String texts = open("text", Map.of("moderated", true));
    cast(texts, Map.of("text", "nobody let this through"));
    String floor = open("questions", Map.of("moderated", true));
    ask(floor, hub.voter(room), 1, "A pending question?");
    String hidden = ask(floor, hub.voter(room), 1, "A hidden question?");
    hub.post(floor + "/entries/" + hidden).as(room.token()).send(Map.of("state", "hidden"));
    cast(floor, Map.of("up", List.of(hidden), "down", List.of()));
    String quiz =
        open(
            Map.of(
                "method",
                "words",
                "settings",
                Map.of("results", "hidden", "quiz", Map.of("correct", List.of("thecorrectword")))));
    step(quiz, "close");
    String secret =
        open(
            Map.of(
                "method",
                "single",
                "options",
                List.of("A", "B"),
                "electorate",
                "roll1",
                "settings",
                Map.of("secret", true)));
    cast(secret, member("ana", 3), Map.of("choice", "a"));

    Got report = report(room.token());

    for (Got file : List.of(report, table(""), table("?decimal=comma"))) {
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.text())
          .contains("What of text?", "What of questions?", "What of words?")
          .doesNotContain("nobody let this through", "A pending", "A hidden", hidden, "thecorrect");
    }
    assertThat(poll(report, 3).containsKey("tally")).as("a secret poll before its close").isFalse();
    assertThat(((Map<?, ?>) poll(report, 3).get("turnout")).get("voted")).isEqualTo(1);
    assertThat(table("").text()).doesNotContain("a,A,");

    step(quiz, "reveal");
    assertThat(report(room.token()).text()).contains("thecorrectword");
  }

  @Test
  void ofAHundredPollsNoneIsReadBeforeThoseAheadOfItAreSent() throws IOException {
    Map<String, Object> poll =
        Map.of(
            "question",
            "q".repeat(500),
            "method",
            "single",
            "options",
            Collections.nCopies(17, "o".repeat(200)));
    String file = Json.write(Map.of("version", 1, "polls", Collections.nCopies(100, poll)));
    Got made = hub.post(room.path() + "/import").as(room.token()).send(file);
    List<String> paths =
        ((List<?>) made.at("polls"))
            .stream().map(each -> room.path() + "/polls/" + ((Map<?, ?>) each).get("id")).toList();
    paths.forEach(path -> step(path, "open"));

    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("localhost", hub.port));
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET "
                  + room.path()
                  + "/report HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                  + room.token()
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] begun = socket.getInputStream().readNBytes(2000);
      hub.ask("DELETE", paths.get(99)).as(room.token()).send();

      String all =
          new String(begun, StandardCharsets.UTF_8)
              + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(all).startsWith("HTTP/1.1 200").contains(idOf(paths.get(98)), "]}");
      assertThat(all).doesNotContain(idOf(paths.get(99)));
    }
  }

  private static String idOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
