package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scenarios one after another, each against a fresh hub, and prints a table. Where {@code
 * taskset} is to be had, the hub has one core and the load generator another.
 */
public final class Bench {
  private static final Path JAR = Path.of("target", "votehub.jar");
  private static final long READY_WITHIN_NANOS = 30_000_000_000L;

  private record Scenario(String name, int tallyIntervalMs, Load load) {}

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("durable acks, 200 voters, window 16", 100, new Load(200, 200, 16, 0, 6, 6)),
          new Scenario(
              "fan-out at full load, 2,000 connected", 5, new Load(2000, 100, 0, 300, 6, 6)),
          new Scenario("2,000 connected, 1,000 votes/s", 100, new Load(2000, 2000, 0, 1000, 6, 6)),
          new Scenario(
              "10,000 connected, 1,000 votes/s", 100, new Load(10_000, 10_000, 0, 1000, 8, 8)));

  private final HttpClient http = HttpClient.newHttpClient();

  private Bench() {}

  public static void main(String[] args) throws Exception {
    new Bench().run();
  }

  private void run() throws IOException, InterruptedException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Scenario scenario : SCENARIOS) {
      Map<String, Object> figures = measure(scenario);
      all.put(scenario.name, figures);
      System.out.println(scenario.name + ": " + Json.write(figures));
    }
    String table = table(all);
    Files.writeString(Path.of("target", "bench.md"), table);
    System.out.println("\n" + table);
  }

  private Map<String, Object> measure(Scenario scenario) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target"), "bench");
    int port = freePort();
    Process hub = startHub(folder, port, scenario.tallyIntervalMs);
    try {
      awaitReady(hub, port);
      Load.Target target = poll(port, hub.pid());
      return generate(scenario.load.text(target));
    } finally {
      hub.destroy();
      hub.waitFor(15, TimeUnit.SECONDS);
      hub.destroyForcibly();
    }
  }

  private static Process startHub(Path folder, int port, int intervalMs) throws IOException {
    List<String> command = pinned(0);
    command.addAll(List.of(java(), "-jar", JAR.toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("VOTEHUB_"));
    environment.put("VOTEHUB_HTTP_HOST", "127.0.0.1");
    environment.put("VOTEHUB_HTTP_PORT", Integer.toString(port));
    environment.put("VOTEHUB_HTTP_EVENT_LOOPS", "1");
    environment.put("VOTEHUB_TALLY_INTERVAL_MS", Integer.toString(intervalMs));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("hub.log").toFile())
        .start();
  }

  private static Map<String, Object> generate(String load)
      throws IOException, InterruptedException {
    List<String> command = pinned(1);
    command.addAll(
        List.of(
            java(),
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName(),
            load));
    Process generator =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (generator.waitFor() != 0) {
      throw new IOException("The load generator failed");
    }
    return Load.parse(output.strip());
  }

  private static List<String> pinned(int core) {
    List<String> command = new ArrayList<>();
    boolean possible =
        Runtime.getRuntime().availableProcessors() > 1
            && (Files.exists(Path.of("/usr/bin/taskset")) || Files.exists(Path.of("/bin/taskset")));
    if (possible) {
      command.addAll(List.of("taskset", "-c", Integer.toString(core)));
    }
    return command;
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Process hub, int port) throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN_NANOS;
    while (true) {
      try {
        call(port, "GET", "/health/ready", null, null);
        return;
      } catch (IOException notYet) {
        if (!hub.isAlive() || System.nanoTime() > until) {
          throw notYet;
        }
        hub.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Load.Target poll(int port, long pid) throws IOException, InterruptedException {
    Map<String, Object> room = call(port, "POST", "/api/v1/rooms", null, Map.of("title", "Bench"));
    String token = (String) room.get("token");
    String polls = "/api/v1/rooms/" + room.get("code") + "/polls";
    Map<String, Object> draft =
        Map.of("question", "Q", "method", "single", "options", List.of("A", "B", "C", "D"));
    String poll = (String) call(port, "POST", polls, token, draft).get("id");
    call(port, "POST", polls + "/" + poll + "/open", token, Map.of());
    return new Load.Target(port, (String) room.get("code"), poll, pid);
  }

  private Map<String, Object> call(
      int port, String method, String path, String token, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body().startsWith("{") ? Load.parse(answer.body()) : Map.of();
  }

  private static String table(Map<String, Map<String, Object>> all) {
    StringBuilder table =
        new StringBuilder(
            "| scenario | acks/s | tallies/s | ack p50 / p99 ms | vote to tally p50 / p99 ms | hub CPU | CPU s per million delivered | RSS KB per connection |\n|---|---|---|---|---|---|---|---|\n");
    all.forEach(
        (name, f) ->
            table.append(
                "| %s | %s | %s | %s / %s | %s / %s | %s | %s | %s |%n"
                    .formatted(
                        name,
                        f.get("acksPerSecond"),
                        f.get("talliesPerSecond"),
                        f.get("ackP50Ms"),
                        f.get("ackP99Ms"),
                        f.get("tallyP50Ms"),
                        f.get("tallyP99Ms"),
                        f.get("hubCpuShare"),
                        f.get("hubCpuSecondsPerMillionDelivered"),
                        f.get("rssKbPerConnection"))));
    return table.toString();
  }
}
