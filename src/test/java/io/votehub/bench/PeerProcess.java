package io.votehub.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@link Peer}, with what it needs beside it. */
final class PeerProcess implements AutoCloseable {
  private static final long READY_WITHIN_NANOS = 20_000_000_000L;
  private static final long INSTALL_WITHIN_SECONDS = 600;

  private final Path folder;
  private final String dialect;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private final List<AutoCloseable> others = new ArrayList<>();

  /**
   * On a free port.
   *
   * @param dialect the name of the {@link Dialect} that it speaks
   */
  PeerProcess(Path folder, String dialect) throws IOException {
    this.folder = folder;
    this.dialect = dialect;
    this.port = BenchHub.freePort();
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

  int port() {
    return port;
  }

  /** Closes this as well at the end. */
  PeerProcess with(AutoCloseable other) {
    others.add(other);
    return this;
  }

  /** Starts a process of it; the last is the one that is measured. */
  void add(int core, List<String> arguments, Map<String, String> environment) throws IOException {
    List<String> command = BenchHub.pinned(core);
    command.addAll(arguments);
    File log = folder.resolve("peer-" + processes.size() + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(environment);
    processes.add(builder.start());
  }

  /**
   * Waits until it accepts connections.
   *
   * @throws IOException if it does not; it is closed then
   */
  PeerProcess ready(String name) throws IOException, InterruptedException {
    return ready(name, port);
  }

  /** Waits until what is beside it accepts connections on a port. */
  PeerProcess ready(String name, int port) throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN_NANOS;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return this;
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
    return new Load.Target(
        List.of(port),
        "ROOM",
        "p",
        List.of(processes.get(processes.size() - 1).pid()),
        List.of(),
        dialect);
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
