package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people lead one room, each on another of three instances. */
@Tag("slow")
class ClusterLeadersTest {
  @TempDir private Path folder;
  private ClusterEngines engines;
  private final List<RunningHub> hubs = new ArrayList<>();
  private RunningHub.Room room;
  private String path;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    for (String name : List.of("one", "two", "three")) {
      hubs.add(new RunningHub(folder, engines.settings(name)));
    }
    room = hubs.get(0).room();
    path = "/api/v1/rooms/" + room.code();
  }

  @AfterEach
  void stop() {
    hubs.forEach(RunningHub::close);
    engines.close();
  }

  @Test
  void aRevokedKeyClosesItsSocketsOnEveryInstance() {
    Map<String, Object> key = add("presenter");
    String token = (String) key.get("token");
    List<VoterClient> sockets = new ArrayList<>();
    for (RunningHub hub : hubs) {
      VoterClient socket = hub.connect();
      socket.join(room.code(), Optional.of(token));
      sockets.add(socket);
    }

    assertThat(
            hubs.get(1)
                .call("DELETE", path + "/keys/" + key.get("id"), room.token(), "")
                .statusCode())
        .isEqualTo(204);

    for (VoterClient socket : sockets) {
      assertThat(socket.awaitClose()).isEqualTo(4503);
    }
    for (RunningHub hub : hubs) {
      assertThat(hub.call("PUT", path + "/stage", token, "{\"lobby\":true}").statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void ofPresentersWhoChangeTheStageAtOnceOneIsHeardAndTheOthersAreTold() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < hubs.size(); i++) {
      tokens.add((String) add("presenter").get("token"));
    }
    List<String> wishes =
        List.of(
            "{\"lobby\":true,\"rev\":0}",
            "{\"blank\":true,\"rev\":0}",
            "{\"break\":{\"title\":\"Coffee\",\"seconds\":60},\"rev\":0}");
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < hubs.size(); i++) {
      RunningHub hub = hubs.get(i);
      String token = tokens.get(i);
      String wish = wishes.get(i);
      calls.add(() -> hub.call("PUT", path + "/stage", token, wish).statusCode());
    }
    ExecutorService presenters = Executors.newFixedThreadPool(calls.size());
    List<Integer> answers = new ArrayList<>();
    try {
      for (Future<Integer> answer : presenters.invokeAll(calls)) {
        answers.add(answer.get());
      }
    } finally {
      presenters.shutdownNow();
    }

    assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
    Object stage = hubs.get(0).get(path, null).get("stage");
    for (RunningHub hub : hubs) {
      assertThat(hub.get(path, null).get("stage")).isEqualTo(stage);
    }
    assertThat(((Map<?, ?>) stage).get("rev")).isEqualTo(1);
  }

  @Test
  void theSitesThatMayFrameARoomHoldOnEveryInstanceFromTheNextLoadOn() {
    String site = "https://slides.example.org";
    String list = "{\"origins\":[\"" + site + "\"]}";
    assertThat(hubs.get(1).call("PUT", path + "/embed", room.token(), list).statusCode())
        .isEqualTo(200);

    for (RunningHub hub : hubs) {
      assertThat(
              hub.call("GET", "/embed/" + room.code(), null, null)
                  .headers()
                  .firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).endsWith("frame-ancestors " + site));
    }
  }

  @Test
  void theReportOfARoomIsTheSameOnEveryInstance() {
    String quiz = hubs.get(0).openPoll(room, Map.of("quiz", Map.of("correct", "a", "speed", 0)));
    for (RunningHub hub : hubs) {
      hub.join(room).vote(quiz, hub == hubs.get(2) ? "b" : "a");
    }
    hubs.get(1).step(room, quiz, "close", Map.of());
    String viewer = (String) add("viewer").get("token");

    Map<String, Object> first = hubs.get(0).get(path + "/report", viewer);

    assertThat(first.get("leaderboard").toString()).contains("of=3", "points=1000");
    for (RunningHub hub : hubs) {
      Map<String, Object> report = hub.get(path + "/report", viewer);
      assertThat(report.get("polls")).isEqualTo(first.get("polls"));
      assertThat(report.get("leaderboard")).isEqualTo(first.get("leaderboard"));
    }
  }

  private Map<String, Object> add(String role) {
    return hubs.get(0).post(path + "/keys", room.token(), Map.of("role", role));
  }
}
