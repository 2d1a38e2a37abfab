package io.votehub.redis;

import io.vertx.core.Vertx;
import io.votehub.process.FreePort;
import io.votehub.process.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis in its own process, on a port of the loopback interface. It stores nothing on disk,
 * so it is empty after a kill. Its port stays the same after a restart.
 *
 * <p>The executable is a test dependency; the environment variable {@code
 * VOTEHUB_TEST_REDIS_SERVER} names another one, such as a newer Redis or a Valkey.
 */
public final class RedisServer implements AutoCloseable {
  private static final String OTHER_EXECUTABLE = "VOTEHUB_TEST_REDIS_SERVER";
  private static final long READY_WITHIN_MS = 60_000;
  private static final int PORT_TRIES = 5;

  /** The option that starts it as a sentinel. */
  static final String SENTINEL = "--sentinel";

  private final Path folder;
  private final String executable;
  private final List<String> options;
  private final Thread atExit = new Thread(this::endProcess);
  private int port;
  private volatile Process process;

  private RedisServer(Path folder, String executable, List<String> options) {
    this.folder = folder;
    this.executable = executable;
    this.options = options;
  }

  /**
   * Starts one on a free port and waits until it answers.
   *
   * @param options added to its command line
   */
  public static RedisServer start(String... options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("votehub-redis");
    RedisServer server = new RedisServer(folder, executable(folder), List.of(options));
    Runtime.getRuntime().addShutdownHook(server.atExit);
    for (int i = 0; i < PORT_TRIES; i++) {
      server.port = FreePort.find();
      server.process = server.launch();
      if (server.becomesReady()) {
        return server;
      }
    }
    String output = server.output();
    server.close();
    throw new IOException("Redis does not start: " + output);
  }

  private static String executable(Path folder) throws IOException {
    String other = System.getenv(OTHER_EXECUTABLE);
    return other != null
        ? other
        : ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getPath();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable);
    if (options.contains(SENTINEL)) {
      // A sentinel stores its state in its configuration file.
      command.add(Files.writeString(folder.resolve("sentinel.conf"), "").toString());
    }
    command.addAll(
        List.of(
            "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
    if (!options.contains(SENTINEL)) {
      command.addAll(List.of("--save", "", "--appendonly", "no"));
    }
    command.addAll(options);
    File log = folder.resolve("redis.log").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  private boolean becomesReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (!answers()) {
      if (!process.isAlive()) {
        return false;
      }
      if (System.nanoTime() > until) {
        throw new IOException("Redis does not answer: " + output());
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    return true;
  }

  private boolean answers() {
    try {
      return command("PING").equals("PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stays the same after a restart. */
  public int port() {
    return port;
  }

  /** Its current process. */
  public long pid() {
    return process.pid();
  }

  /** The value for the hub's setting {@code redis.uri}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** A client configuration with defaults. */
  public RedisConfig config() {
    return RedisConfig.of(RedisUri.parse(uri()));
  }

  /** An established connection to it. */
  public RedisLink connect(Vertx vertx) throws TimeoutException {
    RedisLink link = new RedisLink(vertx, config());
    link.start().await(60, TimeUnit.SECONDS);
    return link;
  }

  /** Kills it with SIGKILL; all its data is lost. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Restarts it after a kill, empty and with a new run id, and waits until it answers. */
  public void restart() throws IOException, InterruptedException {
    process = launch();
    if (!becomesReady()) {
      throw new IOException("Redis does not start again: " + output());
    }
  }

  /** Suspends it: its connections stay open, and it answers nothing. */
  public void pause() throws IOException, InterruptedException {
    Signal.STOP.send(process);
  }

  /** Resumes it after a suspension. */
  public void resume() throws IOException, InterruptedException {
    Signal.CONT.send(process);
  }

  /** Deletes all data while it runs; the run id stays. */
  public void flushAll() throws IOException {
    command("FLUSHALL");
  }

  /**
   * Sends one command over its own connection and returns the reply as text: the elements of an
   * array on a line each, null as an empty string.
   *
   * @throws IOException if Redis refuses it or cannot be reached
   */
  public String command(String... words) throws IOException {
    return RedisReply.ask(port, words);
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("redis.log"));
  }

  private void endProcess() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Stops it and deletes its files. */
  @Override
  public void close() throws IOException, InterruptedException {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
