package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server of this machine in a process of its own, with its output in a file. */
public final class ServerProcess implements AutoCloseable {
  private static final long WITHIN_MS = 60_000;

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  public static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  public static ServerProcess start(
      Path folder, Map<String, String> environment, List<String> command) throws IOException {
    String name = command.get(0);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(name, builder.start(), log);
  }

  public ServerProcess awaitPort(int port) throws InterruptedException {
    await("listens on port " + port, () -> accepts(port));
    return this;
  }

  /** Waits for it; a server that fails to do so is ended. */
  public void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WITHIN_MS);
    try {
      while (!condition.getAsBoolean()) {
        assertThat(process.isAlive()).as("%s runs: %s", name, output()).isTrue();
        assertThat(System.nanoTime())
            .as("%s %s in time: %s", name, what, output())
            .isLessThan(until);
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    } catch (AssertionError fault) {
      close();
      throw fault;
    }
  }

  /** Whether somebody listens on that port of this machine. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException fault) {
      return fault.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
