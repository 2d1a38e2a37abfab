package io.votehub.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.ClusterEngines;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.process.ServerProcess;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One vote of a cluster of two packaged hubs, found again in the tools of others: its log lines in
 * VictoriaLogs, which takes them by Loki's protocol, and its trace in Jaeger, started as in
 * compose.
 */
class CollectorsScenario {
  private static final String JAEGER = "jaeger-all-in-one";
  private static final String LOGS = "victoria-logs";
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private int query;
  private int logs;

  private <T extends AutoCloseable> T keep(T each) {
    opened.add(0, each);
    return each;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
  }

  private int startJaeger() throws Exception {
    query = FreePort.find();
    int otlp = FreePort.find();
    List<String> command = new ArrayList<>(List.of(JAEGER, "--memory.max-traces=50000"));
    command.add("--query.http-server.host-port=127.0.0.1:" + query);
    command.add("--collector.otlp.http.host-port=127.0.0.1:" + otlp);
    for (String unused :
        List.of(
            "collector.otlp.grpc.host-port",
            "collector.grpc-server.host-port",
            "collector.http-server.host-port",
            "query.grpc-server.host-port",
            "admin.http.host-port")) {
      command.add("--" + unused + "=127.0.0.1:" + FreePort.find());
    }
    ServerProcess jaeger = keep(ServerProcess.start(folder, Map.of(), command));
    jaeger.awaitPort(query).awaitPort(otlp);
    return otlp;
  }

  private void startLogs() throws Exception {
    logs = FreePort.find();
    keep(ServerProcess.start(
            folder,
            Map.of(),
            List.of(
                LOGS,
                "-storageDataPath=" + folder.resolve("logs"),
                "-httpListenAddr=127.0.0.1:" + logs)))
        .awaitPort(logs);
  }

  private HubProcess hub(String name, Map<String, String> engines, int otlp) throws IOException {
    Map<String, String> settings = new HashMap<>(engines);
    settings.put("VOTEHUB_LOG_FORMAT", "json");
    settings.put("VOTEHUB_LOG_VOTES", "debug");
    settings.put("VOTEHUB_TRACING_ENDPOINT", "http://127.0.0.1:" + otlp);
    settings.put("VOTEHUB_TRACING_SAMPLE_RATIO", "1");
    Path own = Files.createDirectory(folder.resolve(name));
    return keep(HubProcess.launch(own, FreePort.find(), settings));
  }

  /** As the shipped Fluent Bit sends it: the line as it is, few labels. */
  private void ship(String instance, HubProcess hub) throws Exception {
    JsonArray values = new JsonArray();
    long now = System.currentTimeMillis() * 1_000_000;
    for (String line : hub.output().lines().toList()) {
      values.add(new JsonArray().add(Long.toString(now++)).add(line));
    }
    JsonObject labels =
        new JsonObject()
            .put("job", "votehub")
            .put("service", "hub-" + instance)
            .put("stream", "stdout");
    JsonObject push =
        new JsonObject()
            .put(
                "streams",
                new JsonArray().add(new JsonObject().put("stream", labels).put("values", values)));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + logs + "/insert/loki/api/v1/push"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(push.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  private List<JsonObject> find(String logsql) throws Exception {
    String path = "/select/logsql/query?query=" + URLEncoder.encode(logsql, StandardCharsets.UTF_8);
    long until = System.nanoTime() + WITHIN_NANOS;
    while (true) {
      List<JsonObject> found =
          get(logs, path)
              .body()
              .lines()
              .filter(line -> !line.isBlank())
              .map(JsonObject::new)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      assertThat(System.nanoTime()).as(logsql).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The spans of a trace by instance, once all are there. */
  private Map<String, Set<String>> trace(String id, int instances) throws Exception {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (true) {
      Map<String, Set<String>> spans = spans(get(query, "/api/traces/" + id).body());
      if (spans.values().stream().filter(each -> each.contains("deliver")).count() == instances) {
        return spans;
      }
      assertThat(System.nanoTime()).as("spans in Jaeger: %s", spans).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static Map<String, Set<String>> spans(String answer) {
    JsonArray traces = new JsonObject(answer).getJsonArray("data");
    if (traces == null || traces.isEmpty()) {
      return Map.of();
    }
    JsonObject trace = traces.getJsonObject(0);
    JsonObject processes = trace.getJsonObject("processes");
    return trace.getJsonArray("spans").stream()
        .map(each -> (JsonObject) each)
        .collect(
            Collectors.groupingBy(
                span -> instance(processes.getJsonObject(span.getString("processID"))),
                Collectors.mapping(
                    span -> span.getString("operationName"),
                    Collectors.toCollection(TreeSet::new))));
  }

  private static String instance(JsonObject process) {
    return process.getJsonArray("tags").stream()
        .map(each -> (JsonObject) each)
        .filter(tag -> tag.getString("key").equals("service.instance.id"))
        .map(tag -> tag.getString("value"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aVoteIsFoundByItsRoomPollAndTraceAndIsOneTraceOverTwoInstances() throws Exception {
    for (String program : List.of(JAEGER, LOGS)) {
      assumeTrue(ServerProcess.isInstalled(program), program + " is not installed");
    }
    int otlp = startJaeger();
    startLogs();
    ClusterEngines engines = keep(new ClusterEngines());
    HubProcess one = hub("one", engines.settings("one"), otlp);
    HubProcess two = hub("two", engines.settings("two"), otlp);
    one.awaitReady();
    two.awaitReady();
    Map<String, Object> room = one.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    String code = (String) room.get("code");
    String polls = "/api/v1/rooms/" + code + "/polls";
    String token = (String) room.get("token");
    Map<String, Object> asked =
        Map.of("question", "?", "method", "single", "options", List.of("A", "B"));
    String poll = (String) one.json("POST", polls, token, asked).get("id");
    one.json("POST", polls + "/" + poll + "/open", token, Map.of());
    VoterClient voter = VoterClient.connect(vertx, one.port());
    voter.join(code);
    VoterClient other = VoterClient.connect(vertx, two.port());
    other.join(code);

    assertThat(voter.vote(poll, "b")).containsEntry("type", "ack");
    other.await("tally");

    ship("one", one);
    ship("two", two);
    List<JsonObject> ofPoll = find("room:=\"" + code + "\" poll:=\"" + poll + "\" trace:*");
    String trace = ofPoll.get(0).getString("trace");
    assertThat(trace).matches("[0-9a-f]{32}");
    assertThat(ofPoll).allSatisfy(line -> assertThat(line.getString("job")).isEqualTo("votehub"));
    assertThat(find("trace:=\"" + trace + "\" service:=\"hub-one\"")).isNotEmpty();
    assertThat(find("event:=\"ready\"")).as("of both instances").hasSize(2);
    assertThat(ofPoll.toString()).as("never the choice").doesNotContain("\"choice\"");

    Map<String, Set<String>> spans = trace(trace, 2);
    assertThat(spans.get("one"))
        .contains("vote", "count batch", "ledger record", "store append", "fan-out", "deliver");
    assertThat(spans.get("two")).containsExactly("deliver");
  }
}
