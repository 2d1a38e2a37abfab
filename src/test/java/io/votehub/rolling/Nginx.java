package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.process.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real nginx in front of local hubs, with the shipped configuration. */
public final class Nginx implements AutoCloseable {
  private static final Path SHIPPED = Path.of("docker", "nginx", "votehub.conf");
  private static final String SHIPPED_LISTEN = "listen 8080 ";
  private static final long READY_WITHIN_MS = 60_000;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The executable on this machine; its folder is often only on root's path. */
  public static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one on a free port and waits until it accepts connections.
   *
   * @param folder for its files
   * @param hubs the ports of the hubs, which need not be running yet
   */
  public static Nginx start(Path executable, Path folder, List<Integer> hubs)
      throws IOException, InterruptedException {
    int port = FreePort.find();
    Path main = configure(folder, port, hubs);
    Path log = folder.resolve("nginx.log");
    Process process =
        new ProcessBuilder(executable.toString(), "-p", folder + "/", "-c", main.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Nginx nginx = new Nginx(process, port);
    try {
      nginx.awaitReady(log);
      return nginx;
    } catch (Throwable fault) {
      process.destroyForcibly();
      throw fault;
    }
  }

  private static Path configure(Path folder, int port, List<Integer> hubs) throws IOException {
    String shipped = Files.readString(SHIPPED);
    assertThat(shipped).contains(SHIPPED_LISTEN);
    Files.writeString(
        folder.resolve("votehub.conf"),
        shipped.replace(SHIPPED_LISTEN, "listen 127.0.0.1:" + port + " "));
    String servers =
        hubs.stream()
            .map(hub -> "server 127.0.0.1:" + hub + " max_fails=0;")
            .collect(Collectors.joining("\n    "));
    return Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        error_log stderr error;
        pid nginx.pid;
        worker_processes 1;
        worker_rlimit_nofile 8192;
        events {
          worker_connections 8192;
        }
        http {
          include votehub.conf;
          access_log access.log votehub;
          client_body_temp_path client;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream votehub {
            zone votehub 128k;
            random two least_conn;
            %s
            keepalive 64;
          }
        }
        """
            .formatted(servers));
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (!answers()) {
      assertThat(process.isAlive()).as("nginx runs: %s", Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("nginx is ready in time").isLessThan(until);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address for clients of the hubs. */
  public int port() {
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
