package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged jar in its own process, which can be killed. */
public final class HubProcess implements AutoCloseable {
  public static final Path JAR = Path.of("target", "votehub.jar").toAbsolutePath();
  private static final long READY_WITHIN_MS = 60_000;

  /** The field's index in /proc/…/stat after the name: proc(5). */
  private static final int NICENESS = 16;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path output;
  private final int port;

  private HubProcess(
      String java,
      Path jar,
      Path folder,
      int port,
      Map<String, String> settings,
      List<String> options,
      List<String> arguments)
      throws IOException {
    this.port = port;
    this.output = Files.createTempFile(folder, "hub", ".log");
    ProcessBuilder builder = new ProcessBuilder(java);
    builder.command().addAll(options);
    builder.command().addAll(List.of("-jar", jar.toString()));
    builder.command().addAll(arguments);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB_"));
    builder.environment().put("VOTEHUB_HTTP_PORT", Integer.toString(port));
    builder.environment().put("VOTEHUB_HTTP_HOST", "127.0.0.1");
    if (jar.equals(JAR)) {
      // Warming up would take CPU from each of many short tests.
      builder.environment().put("VOTEHUB_SYNTHETIC_INTERVAL_MS", "0");
    }
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(new File(output.toString()));
    process = builder.start();
  }

  /** Starts the jar in a folder that will contain its data folder, and waits until it is ready. */
  static HubProcess start(Path folder, int port) throws IOException, InterruptedException {
    HubProcess hub = launch(folder, port, Map.of());
    try {
      hub.awaitReady();
      return hub;
    } catch (Throwable fault) {
      hub.process.destroyForcibly();
      throw fault;
    }
  }

  /** Starts the jar without waiting. */
  public static HubProcess launch(
      Path folder, int port, Map<String, String> settings, String... arguments) throws IOException {
    assertThat(JAR).as("the jar, which 'mvn package' makes").exists();
    return launch(JAR, folder, port, settings, List.of(), List.of(arguments));
  }

  /** Starts a jar with JVM options, without waiting. */
  public static HubProcess launch(
      Path jar,
      Path folder,
      int port,
      Map<String, String> environment,
      List<String> options,
      List<String> arguments)
      throws IOException {
    return new HubProcess(java(), jar, folder, port, environment, options, arguments);
  }

  /** Starts the jar with another Java than this process's, without waiting. */
  static HubProcess launchBy(String java, Path folder, int port) throws IOException {
    return new HubProcess(java, JAR, folder, port, Map.of(), List.of(), List.of());
  }

  /** The path of this process's Java. */
  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** The command line of the started process. */
  List<String> commandLine() throws IOException {
    String words = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    return List.of(words.split("\0"));
  }

  public int port() {
    return port;
  }

  /** The nice value of its threads of that name: 0 to 19, where 19 is the lowest priority. */
  List<Integer> niceness(String thread) throws IOException {
    List<Integer> found = new ArrayList<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path each : threads.toList()) {
        String stat = Files.readString(each.resolve("stat"));
        int end = stat.lastIndexOf(')');
        if (stat.substring(stat.indexOf('(') + 1, end).equals(thread)) {
          found.add(Integer.valueOf(stat.substring(end + 2).split(" ", -1)[NICENESS]));
        }
      }
    }
    return found;
  }

  /** Waits until it is ready. */
  public void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (!isReady()) {
      assertThat(process.isAlive()).as("the hub runs: %s", output()).isTrue();
      assertThat(System.nanoTime()).as("ready in time: %s", output()).isLessThan(until);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether it is ready. */
  public boolean isReady() throws InterruptedException {
    try {
      return call("GET", "/health/ready", null, null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kills it at once, like a crash. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Suspends it: its connections stay open, and it answers nothing. */
  public void pause() throws IOException, InterruptedException {
    Signal.STOP.send(process);
  }

  /** Resumes a suspended process. */
  public void resume() throws IOException, InterruptedException {
    Signal.CONT.send(process);
  }

  /** Whether it is running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits this long, or until it exits. */
  public void awaitEnd(int ms) throws InterruptedException {
    process.waitFor(ms, TimeUnit.MILLISECONDS);
  }

  /** Asks it to stop, as an operator would. */
  public void terminate() {
    process.destroy();
  }

  /** The exit status; waits this many seconds at most. */
  public int awaitExit(int seconds) throws InterruptedException, IOException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("it ended: %s", output()).isTrue();
    return process.exitValue();
  }

  /** Waits until its output contains this. */
  void awaitOutput(String wanted) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (!output().contains(wanted)) {
      assertThat(System.nanoTime()).as("said in time: %s", output()).isLessThan(until);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Its output so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  public Map<String, Object> json(
      String method, String path, String token, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = call(method, path, token, body == null ? null : Json.write(body));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    try {
      return Json.readObject(answer.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  public HttpResponse<String> call(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
