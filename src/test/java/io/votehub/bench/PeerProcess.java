package io.votehub.bench;

import io.votehub.redis.RedisServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running {@link Peer} of one or more instances, with what it needs beside them. The instances
 * share the measured core; what is beside them shares the other with the load generator.
 */
final class PeerProcess implements AutoCloseable {
  private static final long READY_WITHIN_NANOS = 20_000_000_000L;
  private static final long INSTALL_WITHIN_SECONDS = 600;

  private final Path folder;
  private final String dialect;
  private final List<Process> processes = new ArrayList<>();
  private final List<AutoCloseable> others = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Long> measured = new ArrayList<>();
  private final List<Long> beside = new ArrayList<>();

  /**
   * Without processes yet.
   *
   * @param folder for its logs
   * @param dialect the name of the {@link Dialect} that it speaks
   */
  PeerProcess(Path folder, String dialect) {
    this.folder = folder;
    this.dialect = dialect;
  }

  /** Runs a command to its end, in a folder that has its log afterwards. */
  static void run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    File log = folder.resolve("install.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(INSTALL_WITHIN_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!ended || process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed, see " + log);
    }
  }

  /** Starts a Redis beside it; returns its URI. */
  String redis() throws IOException, InterruptedException {
    RedisServer redis = BesideCore.redis();
    others.add(redis);
    beside.add(redis.pid());
    return redis.uri();
  }

  /** Starts a handler of votes beside it, which publishes through the server on a port. */
  int handler(VoteHandler.Api api, int server, int tallyIntervalMs)
      throws IOException, InterruptedException {
    int port = BenchHub.freePort();
    List<String> command =
        List.of(
            BenchHub.java(),
            "-cp",
            absolute(System.getProperty("java.class.path")),
            VoteHandler.class.getName(),
            api.name(),
            Integer.toString(port),
            Integer.toString(server),
            Integer.toString(tallyIntervalMs));
    beside.add(start(BesideCore.NUMBER, command, Map.of()).pid());
    awaitPort("the handler", port);
    return port;
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList());
  }

  /** Starts an instance that takes connections on a port, and waits until it does. */
  void instance(
      String name, int core, int port, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    measured.add(start(core, command, environment).pid());
    ports.add(port);
    awaitPort(name, port);
  }

  private Process start(int core, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = BenchHub.pinned(core);
    command.addAll(arguments);
    File log = folder.resolve("peer-" + processes.size() + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /**
   * @throws IOException if nothing takes connections there in time; everything is closed then
   */
  private void awaitPort(String name, int port) throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN_NANOS;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        boolean dead = processes.stream().anyMatch(process -> !process.isAlive());
        if (dead || System.nanoTime() > until) {
          close();
          throw new IOException(name + " took no connection, see " + folder, notYet);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** It has one poll and ignores its name. */
  Load.Target target() {
    return new Load.Target(ports, "ROOM", "p", measured, List.of(), dialect, beside);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Process process : processes) {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
      process.destroyForcibly();
    }
    for (AutoCloseable other : others) {
      try {
        other.close();
      } catch (InterruptedException stopped) {
        throw stopped;
      } catch (Exception fault) {
        throw new IOException(fault);
      }
    }
  }
}
