package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.votehub.json.Json;
import io.votehub.logging.Logs;
import io.votehub.session.VoterClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.event.Level;

/** Log lines that belong to one vote or one request are found by its id. */
@Isolated
class FollowedVoteTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void readLog() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    Logs.configure(Logs.Format.JSON, Level.DEBUG, "test");
    Logs.followVotes(Logs.Votes.DEBUG);
  }

  @AfterEach
  void restore() {
    System.setOut(before);
    Logs.configure(Logs.Format.TEXT, Level.INFO, "test");
  }

  private List<JsonObject> lines(String key, String value) {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonObject::new)
        .filter(line -> value.equals(line.getString(key)))
        .toList();
  }

  private List<String> steps(String vote) {
    return lines("vote", vote).stream().map(line -> line.getString("step")).toList();
  }

  private void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + ": " + out).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static Map<String, String> following(ClusterEngines engines, String instance) {
    Map<String, String> settings = new HashMap<>(engines.settings(instance));
    settings.put("VOTEHUB_LOG_VOTES", "debug");
    return settings;
  }

  @Test
  void oneVoteIsFollowedOverInstancesByItsIdAndItsChoiceIsNeverTold() throws Exception {
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub one = new RunningHub(folder.resolve("one"), following(engines, "one"));
        RunningHub two = new RunningHub(folder.resolve("two"), following(engines, "two"))) {
      RunningHub.Room room = one.room();
      String poll = one.openPoll(room, Map.of());
      VoterClient voter = one.join(room);
      two.join(room);

      String id = (String) voter.vote(poll, "b").get("id");

      String vote =
          out.toString(StandardCharsets.UTF_8)
              .lines()
              .map(JsonObject::new)
              .map(line -> line.getString("vote", ""))
              .filter(each -> each.endsWith("/" + id))
              .findFirst()
              .orElseThrow();
      await("both deliver", () -> steps(vote).stream().filter("delivered"::equals).count() == 2);
      assertThat(steps(vote))
          .contains("received", "batched", "recorded", "stored", "confirmed", "published")
          .contains("answered", "delivered");
      assertThat(lines("vote", vote))
          .allSatisfy(
              line -> {
                assertThat(line.getString("room")).isEqualTo(room.code());
                assertThat(line.getString("poll")).isEqualTo(poll);
                assertThat(line.encode()).doesNotContain("\"b\"", "choice", "voter");
              });
      assertThat(lines("vote", vote).get(0).getString("connection"))
          .isEqualTo(vote.substring(0, vote.indexOf('/')));
    }
  }

  @Test
  void theLinesOfARequestHaveItsIdItsTraceItsRoomAndItsPoll() throws Exception {
    Map<String, String> settings = Map.of("VOTEHUB_LOG_VOTES", "debug");
    try (RunningHub hub = new RunningHub(folder, settings)) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      String path = "/api/v1/rooms/" + room.code();
      Object token = hub.post(path + "/voters", null, Map.of()).get("token");

      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:" + hub.port() + path + "/polls/" + poll + "/ballots"))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Json.write(Map.of("id", "v7", "ballot", Map.of("choice", "b")))))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .header("X-Request-Id", "from-nginx-1")
              .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("from-nginx-1");
      assertThat(answer.headers().firstValue("traceparent"))
          .hasValueSatisfying(given -> assertThat(given).contains(TRACE));
      await("the vote is published", () -> steps("from-nginx-1/v7").contains("published"));
      await(
          "the access log",
          () ->
              lines("logger_name", "votehub.http").stream()
                  .anyMatch(line -> "from-nginx-1".equals(line.getString("request"))));
      assertThat(lines("request", "from-nginx-1"))
          .anySatisfy(
              line -> {
                assertThat(line.getString("logger_name")).isEqualTo("votehub.http");
                assertThat(line.getString("trace")).isEqualTo(TRACE);
              })
          .allSatisfy(
              line -> {
                assertThat(line.getString("room")).isEqualTo(room.code());
                assertThat(line.getString("poll")).isEqualTo(poll);
              });
    }
  }
}
