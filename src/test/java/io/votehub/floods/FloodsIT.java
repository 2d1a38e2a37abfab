package io.votehub.floods;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Floods of every kind at once on the packaged jar with a heap of 128 MB and without the rate limit
 * of votes: it stays up, answers, counts honest votes and loses no acknowledged one, and after a
 * kill it restarts with the same heap and the same results.
 *
 * <p>{@code -Dvotehub.floods.minutes=30} sets the duration; {@code -Dvotehub.floods.heap} the heap
 * in MB.
 */
class FloodsIT {
  private static final Logger LOG = LoggerFactory.getLogger(FloodsIT.class);
  private static final int HEAP_MB = Integer.getInteger("votehub.floods.heap", 128);
  private static final Duration LENGTH =
      Integer.getInteger("votehub.floods.minutes") == null
          ? Duration.ofSeconds(10)
          : Duration.ofMinutes(Integer.getInteger("votehub.floods.minutes"));
  private static final int HONEST = 10;

  /** As many as once exhausted a hub of this heap; few in the regular suite. */
  private static final int VOTES_OF_ONE =
      Integer.getInteger("votehub.floods.minutes") == null ? 2_000 : 80_331;

  /** A file of which no space has been reclaimed. */
  private static final long SMALL_BYTES = 5 << 20;

  /** A flooded poll in its own room. */
  private record Flooded(String room, String token, String poll) {
    String path() {
      return "/api/v1/rooms/" + room + "/polls/" + poll;
    }
  }

  @TempDir Path folder;
  private final Vertx clients = Vertx.vertx();
  private int port;
  private HubProcess hub;

  @AfterEach
  void stop() throws Exception {
    clients.close().toCompletionStage().toCompletableFuture().join();
    if (hub != null) {
      hub.close();
    }
  }

  private void start() throws Exception {
    hub =
        HubProcess.launch(
            HubProcess.JAR,
            folder,
            port,
            Map.of(
                "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0",
                "VOTEHUB_LIMITS_ENABLED", "false",
                "VOTEHUB_ROOMS_PER_MINUTE", "100000",
                "VOTEHUB_HTTP_EVENT_LOOPS", "2"),
            List.of(
                "-Xmx" + HEAP_MB + "m", "-Xlog:gc*,safepoint:" + TimeLine.FOLDER.resolve("gc.log")),
            List.of());
    hub.awaitReady();
  }

  private Flooded open(Map<String, Object> draft) throws Exception {
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    String code = (String) room.get("code");
    String token = (String) room.get("token");
    String path = "/api/v1/rooms/" + code + "/polls";
    String id = (String) hub.json("POST", path, token, draft).get("id");
    hub.json("POST", path + "/" + id + "/open", token, Map.of());
    return new Flooded(code, token, id);
  }

  private Flooded open(String method, List<?> options, Map<String, Object> settings)
      throws Exception {
    return open(
        Map.of("question", "Which?", "method", method, "options", options, "settings", settings));
  }

  private static List<Map<String, String>> options() {
    return IntStream.range(0, Floods.OPTIONS)
        .mapToObj(i -> Map.of("id", "o" + i, "label", "Option " + i))
        .toList();
  }

  /** A long run is not limited by the timeout of tests. */
  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void noKindOfFloodDelaysOtherVoters() throws Exception {
    port = FreePort.find();
    Files.createDirectories(TimeLine.FOLDER);
    start();
    final Flooded honest = open("single", List.of("A", "B", "C"), Map.of());
    final Flooded one = open("text", List.of(), Map.of("maxLength", 2000));
    final Flooded texts = open("text", List.of(), Map.of("maxLength", 2000));
    final Flooded words = open("words", List.of(), Map.of("max", 10));
    final Flooded ranked = open("ranked", options(), Map.of("count", "schulze"));
    final FloodClient client = new FloodClient(clients, port);
    final Floods.OneVoter oneVoter = new Floods.OneVoter(client, one.room, one.poll);
    final Floods.Texts manyTexts = new Floods.Texts(client, texts.room, texts.poll);
    final Floods.Words manyWords = new Floods.Words(client, words.room, words.poll);
    final Floods.Rankings rankings = new Floods.Rankings(client, ranked.room, ranked.poll);
    Map<Flood, Integer> floods = new LinkedHashMap<>();
    floods.put(oneVoter, 1);
    floods.put(manyTexts, 20);
    floods.put(manyWords, 10);
    floods.put(rankings, 5);
    floods.put(new Floods.Joins(client, honest.room), 5);
    floods.put(new Floods.Unread(client, texts.room), 3);
    floods.put(new Floods.Bodies(client), 40);
    floods.put(new Floods.Values(client), 4);
    floods.put(new Floods.Rooms(client), 2);

    Heartbeat heartbeat = new Heartbeat(port);
    final List<Integer> choices;
    try (TimeLine timeLine = new TimeLine(port, folder.resolve("data/votes.db"))) {
      choices = voteHonestlyWhile(honest, floods, timeLine);
    }

    floods.keySet().forEach(Flood::stop);
    floods.keySet().forEach(flood -> LOG.warn("{}", flood));
    LOG.warn("Memory: {}", hub.call("GET", "/health", null, null).body());
    heartbeat.stop();
    hub.kill();
    start();
    List<Map<String, Object>> results = new ArrayList<>();
    for (Flooded each : List.of(honest, one, texts, words, ranked)) {
      results.add(close(each));
    }
    assertThat(results.get(0)).containsEntry("ballots", HONEST).containsEntry("final", true);
    assertThat(votes(results.get(0))).isEqualTo(sums(choices));
    assertThat(Floods.voters(export(one), "text"))
        .hasSize(1)
        .allMatch(vote -> vote >= oneVoter.acked.get());
    assertThat(Floods.voters(export(texts), "text")).containsAll(manyTexts.acked);
    assertThat(Floods.voters(export(words), "words")).containsAll(manyWords.acked);
    assertThat(((Number) results.get(4).get("ballots")).intValue())
        .isGreaterThanOrEqualTo(rankings.acked.size());
    for (Flood flood : floods.keySet()) {
      assertThat(flood.done.sum()).as("%s did something", flood).isPositive();
    }

    hub.kill();
    start();
    for (Flooded each : List.of(honest, one, texts, words, ranked)) {
      assertThat(hub.json("GET", each.path() + "/result", each.token, null))
          .isEqualTo(results.remove(0));
    }
  }

  /**
   * A new text with each vote, as fast as one connection is answered: the journal grows with every
   * vote and the result does not. Without the limit of votes a voter, which would slow it down.
   */
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void oneVoterWhoKeepsChangingALongTextDoesNotExhaustMemory() throws Exception {
    port = FreePort.find();
    Files.createDirectories(TimeLine.FOLDER);
    start();
    Flooded poll = open("text", List.of(), Map.of("maxLength", 2000));
    Floods.OneVoter voter =
        new Floods.OneVoter(new FloodClient(clients, port), poll.room, poll.poll);
    voter.begin(1);
    while (voter.acked.get() < VOTES_OF_ONE) {
      assertThat(hub.isAlive()).isTrue();
      clients.timer(100).toCompletionStage().toCompletableFuture().join();
    }
    voter.stop();
    long grown = size();

    Map<String, Object> result = close(poll);
    hub.kill();
    start();

    assertThat(hub.json("GET", poll.path() + "/result", poll.token, null)).isEqualTo(result);
    assertThat(result).containsEntry("ballots", 1).containsEntry("final", true);
    assertThat(Floods.voters(export(poll), "text"))
        .hasSize(1)
        .allMatch(vote -> vote >= voter.acked.get());
    awaitSmaller(grown / 2);
    LOG.warn("{} votes of one voter: {} bytes, and {} after the close", voter.acked, grown, size());
  }

  private long size() throws IOException {
    return Files.size(folder.resolve("data/votes.db"));
  }

  /** Superseded ballots are removed after the close, and the file shrinks. */
  private void awaitSmaller(long bytes) throws IOException {
    long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (size() > Math.max(bytes, SMALL_BYTES)) {
      assertThat(System.nanoTime()).as("from %d to %d bytes", size(), bytes).isLessThan(until);
      clients.timer(100).toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Honest voters vote during the floods; records the last acknowledged choices. */
  private List<Integer> voteHonestlyWhile(
      Flooded poll, Map<Flood, Integer> floods, TimeLine timeLine) {
    List<VoterClient> voters = new ArrayList<>();
    for (int i = 0; i < HONEST; i++) {
      voters.add(VoterClient.connect(clients, port));
      voters.get(i).join(poll.room);
    }
    floods.forEach(Flood::begin);
    List<Integer> choices = new ArrayList<>(Collections.nCopies(HONEST, -1));
    long until = System.nanoTime() + LENGTH.toNanos();
    for (int turn = 0; turn < HONEST || System.nanoTime() < until; turn++) {
      int voter = turn % HONEST;
      int choice = (turn / HONEST + voter) % 3;
      long sent = System.nanoTime();
      Map<String, Object> answer =
          voters.get(voter).vote(poll.poll, String.valueOf((char) ('a' + choice)));
      assertThat(answer).as("the answer to an honest vote").containsEntry("type", "ack");
      timeLine.acked(System.nanoTime() - sent);
      choices.set(voter, choice);
      clients.timer(20).toCompletionStage().toCompletableFuture().join();
    }
    voters.forEach(VoterClient::close);
    return choices;
  }

  private static Map<String, Integer> sums(List<Integer> choices) {
    Map<String, Integer> sums = new HashMap<>(Map.of("a", 0, "b", 0, "c", 0));
    choices.forEach(choice -> sums.merge(String.valueOf((char) ('a' + choice)), 1, Integer::sum));
    return sums;
  }

  private static Map<String, Integer> votes(Map<String, Object> result) {
    Map<String, Integer> votes = new HashMap<>();
    ((List<?>) ((Map<?, ?>) result.getOrDefault("result", result)).get("options"))
        .forEach(
            option -> {
              Map<?, ?> fields = (Map<?, ?>) option;
              votes.put((String) fields.get("id"), ((Number) fields.get("votes")).intValue());
            });
    return votes;
  }

  /** Closes the poll and waits for completion; returns its result. */
  private Map<String, Object> close(Flooded poll) throws Exception {
    HttpResponse<String> answer = hub.call("POST", poll.path() + "/close", poll.token, "{}");
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!"closed".equals(hub.json("GET", poll.path(), poll.token, null).get("state"))) {
      assertThat(System.nanoTime()).as("closed in time").isLessThan(until);
      clients.timer(100).toCompletionStage().toCompletableFuture().join();
    }
    return hub.json("GET", poll.path() + "/result", poll.token, null);
  }

  private String export(Flooded poll) throws Exception {
    HttpResponse<String> answer = hub.call("GET", poll.path() + "/ballots", poll.token, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
