package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.ClusterEngines;
import io.votehub.outbound.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Webhooks of three instances of the packaged jar, of which one is killed right after it closed a
 * poll.
 */
class WebhooksIT {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @Test
  void everyCloseIsToldWithOneIdAlthoughAnInstanceIsKilledRightAfterIt() throws Exception {
    List<HubProcess> hubs = new ArrayList<>();
    try (ClusterEngines engines = new ClusterEngines();
        Receiver receiver = new Receiver(vertx)) {
      for (int i = 0; i < 3; i++) {
        Map<String, String> settings = new HashMap<>(engines.settings("hub" + i));
        settings.put("VOTEHUB_WEBHOOKS_PRIVATE_NETWORKS", "true");
        Path own = Files.createDirectory(folder.resolve("hub" + i));
        hubs.add(HubProcess.launch(own, FreePort.find(), settings));
      }
      for (HubProcess hub : hubs) {
        hub.awaitReady();
      }
      HubProcess dying = hubs.get(0);
      HubProcess other = hubs.get(1);
      Map<String, Object> room =
          other.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
      String path = "/api/v1/rooms/" + room.get("code");
      String token = (String) room.get("token");
      other.json(
          "POST",
          path + "/webhooks",
          token,
          Map.of("url", receiver.url(), "events", List.of("poll.closed")));
      List<String> polls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Map<String, Object> poll =
            other.json(
                "POST",
                path + "/polls",
                token,
                Map.of("question", "Which?", "method", "single", "options", List.of("A", "B")));
        polls.add(path + "/polls/" + poll.get("id"));
        other.json("POST", polls.get(i) + "/open", token, Map.of());
      }
      // Slow, so that the last is not answered when its instance is killed.
      receiver.answer(
          (message, request) ->
              vertx.setTimer(200, late -> request.response().setStatusCode(204).end()));

      for (String poll : polls) {
        Map<String, Object> closed = dying.json("POST", poll + "/close", token, Map.of());
        assertThat(closed).containsEntry("state", "closed");
      }
      dying.kill();

      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (toldPolls(receiver).size() < polls.size()) {
        assertThat(System.nanoTime()).as("told in time").isLessThan(until);
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(receiver.all().stream().map(Receiver.Received::id).distinct())
          .hasSize(polls.size());
    } finally {
      for (HubProcess hub : hubs) {
        hub.close();
      }
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Set<Object> toldPolls(Receiver receiver) {
    return receiver.all().stream()
        .map(message -> ((Map<?, ?>) message.data().get("poll")).get("id"))
        .collect(Collectors.toSet());
  }
}
