package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that sends faster than people do is slowed down, and nobody else. */
@Tag("slow")
class FloodTest {
  @TempDir Path data;
  private RunningHub hub;
  private RunningHub.Room room;
  private String poll;

  private void start(Map<String, String> settings) {
    hub = new RunningHub(data, settings);
    room = hub.room();
    poll = hub.openPoll(room, Map.of());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private double metric(String series) {
    HttpResponse<String> metrics = hub.call("GET", "/metrics", null, null);
    Matcher found =
        Pattern.compile("(?m)^" + Pattern.quote(series) + " (.+)$").matcher(metrics.body());
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private String result() {
    return hub.get("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token())
        .toString();
  }

  @Test
  void everyVoteOfAFloodIsAcknowledgedAndTheNewestCounts() {
    start(Map.of());
    VoterClient flooder = hub.join(room);
    VoterClient voter = hub.join(room);

    long begin = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      flooder.sendVote(poll, i % 2 == 0 ? "a" : "b");
    }
    flooder.sendVote(poll, "c");
    long sent = System.nanoTime();
    assertThat(voter.vote(poll, "b")).containsEntry("type", "ack");
    // After the flood it would wait for thirty seconds.
    assertThat(System.nanoTime() - sent).as("nanoseconds").isLessThan(20_000_000_000L);

    for (int i = 0; i < 301; i++) {
      assertThat(flooder.await(message -> message.containsKey("id"))).containsEntry("type", "ack");
    }
    assertThat(result()).contains("id=b, votes=1", "id=c, votes=1");
    double seconds = (System.nanoTime() - begin) / 1e9;
    // A burst of ten, one a second, the newest, and that of the other voter.
    double counted = 10 + seconds + 3;
    assertThat(metric("votehub_votes_total{outcome=\"counted\"}")).isLessThan(counted);
    // Metered after the answers.
    while (metric("votehub_votes_total{outcome=\"superseded\"}") <= 302 - counted) {
      assertThat(System.nanoTime() - begin).as("in time").isLessThan(120_000_000_000L);
    }
  }

  @Test
  void aVoterHasOneBurstOverAllConnectionsAndHttp() {
    start(Map.of());
    VoterClient phone = hub.connect();
    String token = (String) phone.join(room.code()).get("token");
    VoterClient tab = hub.connect();
    tab.join(room.code(), Optional.of(token));

    for (int i = 0; i < 5; i++) {
      phone.vote(poll, "a");
      tab.vote(poll, "b");
    }
    assertThat(metric("votehub_limited_total{by=\"person\",class=\"votes\"}")).isZero();
    String body = Json.write(Map.of("ballot", Map.of("choice", "c")));
    String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots";
    HttpResponse<String> answer = hub.call("POST", path, token, body);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(metric("votehub_limited_total{by=\"person\",class=\"votes\"}")).isEqualTo(1);
    assertThat(result()).contains("id=c, votes=1");
  }

  @Test
  void excessMessagesAreReportedOncePerPause() {
    start(Map.of("VOTEHUB_LIMITS_MESSAGES_PER_SECOND", "20"));
    VoterClient flooder = hub.join(room);
    long begin = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      flooder.sendVote(poll, "a");
      for (int k = 0; k < 10; k++) {
        flooder.sendText("{\"type\":\"ping\"}");
      }
    }

    int told = 0;
    for (int acks = 0; acks < 10; ) {
      Map<String, Object> message = flooder.await(m -> !"pong".equals(m.get("type")));
      told += "error".equals(message.get("type")) ? 1 : 0;
      acks += "ack".equals(message.get("type")) ? 1 : 0;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;

    assertThat(told).isPositive().isLessThanOrEqualTo((int) seconds + 1);
    assertThat(seconds).as("for 110 messages at 20 a second").isGreaterThan(3.5);
  }
}
