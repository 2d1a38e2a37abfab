package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packaged jar on one event loop, with a presenter. */
final class BenchHub implements AutoCloseable {
  /** Another one is named to compare two versions in turns. */
  private static final Path JAR =
      Path.of(System.getProperty("votehub.bench.jar", "target/votehub.jar"));

  /** Its JVM, where it is not that of the generator. */
  private static final String JAVA = System.getProperty("votehub.bench.java", java());

  /** Options of its JVM, between spaces. */
  private static final List<String> OPTIONS =
      Stream.of(System.getProperty("votehub.bench.options", "").split(" ", -1))
          .filter(option -> !option.isEmpty())
          .toList();

  /** For a hub that is not pinned. */
  static final int ALL_CORES = -1;

  private static final long WARM_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final long READY_WITHIN_NANOS = 60_000_000_000L;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  private BenchHub(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one and waits until it is ready; ends it if it is not in time.
   *
   * @param core to which it is pinned, if {@code taskset} is installed, or {@link #ALL_CORES}
   */
  static BenchHub start(int core, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target"), "bench");
    int port = freePort();
    List<String> command = pinned(core);
    command.add(JAVA);
    command.addAll(OPTIONS);
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("VOTEHUB_"));
    environment.put("VOTEHUB_HTTP_HOST", "127.0.0.1");
    environment.put("VOTEHUB_HTTP_PORT", Integer.toString(port));
    environment.put("VOTEHUB_HTTP_EVENT_LOOPS", "1");
    environment.put("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    environment.put("VOTEHUB_LIMITS_ENABLED", "false");
    environment.putAll(settings);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("hub.log").toFile())
            .start();
    BenchHub hub = new BenchHub(port, process);
    try {
      hub.awaitReady();
      return hub;
    } catch (Throwable fault) {
      process.destroyForcibly();
      throw fault;
    }
  }

  /** The prefix of a command that pins it to that core, if possible. */
  static List<String> pinned(int core) {
    List<String> command = new ArrayList<>();
    boolean possible =
        core != ALL_CORES
            && Runtime.getRuntime().availableProcessors() > 1
            && (Files.exists(Path.of("/usr/bin/taskset")) || Files.exists(Path.of("/bin/taskset")));
    if (possible) {
      command.addAll(List.of("taskset", "-c", Integer.toString(core)));
    }
    return command;
  }

  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    await("/health/ready", READY_WITHIN_NANOS);
  }

  /** Waits until it has warmed up. */
  void awaitWarm() throws IOException, InterruptedException {
    await("/health/ready?for=warm", WARM_WITHIN_NANOS);
  }

  private void await(String path, long withinNanos) throws IOException, InterruptedException {
    long until = System.nanoTime() + withinNanos;
    while (true) {
      try {
        call("GET", path, null, null);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw notYet;
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The CPU that it has taken since its start, in seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** Creates a room and opens a poll in it. */
  Load.Target poll(List<Integer> ports, List<Long> pids) throws IOException, InterruptedException {
    Map<String, Object> room = room();
    return new Load.Target(ports, code(room), open(room, Map.of()), pids, List.of());
  }

  /**
   * Two open polls of one room.
   *
   * @param questions the id of the one with questions from the floor
   */
  record TwoPolls(Load.Target target, String questions) {}

  /**
   * Creates a room whose voters see reactions, and opens in it a poll and one with questions from
   * the floor.
   */
  TwoPolls pollWithQuestions(List<Integer> ports, List<Long> pids)
      throws IOException, InterruptedException {
    Map<String, Object> room = room();
    Load.Target target = new Load.Target(ports, code(room), open(room, Map.of()), pids, List.of());
    Map<String, Object> questions =
        Map.of("method", "questions", "options", List.of(), "settings", Map.of("perVoter", 10));
    String reactions = "/api/v1/rooms/" + code(room) + "/reactions";
    call("PUT", reactions, (String) room.get("token"), Map.of("toVoters", true));
    return new TwoPolls(target, open(room, questions));
  }

  /** Creates a room and opens a poll in it for so many members of a roll, each with a weight. */
  Load.Target pollOfMembers(List<Integer> ports, List<Long> pids, int members)
      throws IOException, InterruptedException {
    Map<String, Object> room = room();
    String token = (String) room.get("token");
    String rolls = "/api/v1/rooms/" + code(room) + "/electorates";
    String roll = (String) call("POST", rolls, token, Map.of("title", "Members")).get("id");
    List<Map<String, Object>> added =
        IntStream.rangeClosed(1, members)
            .mapToObj(i -> Map.<String, Object>of("label", "Member " + i, "weight", i))
            .toList();
    Object issued = call("POST", rolls + "/" + roll + "/members", token, added).get("members");
    List<String> codes =
        ((List<?>) issued).stream().map(each -> (String) ((Map<?, ?>) each).get("code")).toList();
    String poll = open(room, Map.of("electorate", roll));
    return new Load.Target(ports, code(room), poll, pids, codes);
  }

  private Map<String, Object> room() throws IOException, InterruptedException {
    return call("POST", "/api/v1/rooms", null, Map.of("title", "Bench"));
  }

  private static String code(Map<String, Object> room) {
    return (String) room.get("code");
  }

  private String open(Map<String, Object> room, Map<String, Object> fields)
      throws IOException, InterruptedException {
    String token = (String) room.get("token");
    String polls = "/api/v1/rooms/" + code(room) + "/polls";
    Map<String, Object> draft =
        new HashMap<>(
            Map.of("question", "Q", "method", "single", "options", List.of("A", "B", "C", "D")));
    draft.putAll(fields);
    String poll = (String) call("POST", polls, token, draft).get("id");
    call("POST", polls + "/" + poll + "/open", token, Map.of());
    return poll;
  }

  private Map<String, Object> call(String method, String path, String token, Object body)
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

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(15, TimeUnit.SECONDS);
    process.destroyForcibly();
  }
}
