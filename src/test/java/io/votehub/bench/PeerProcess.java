package io.votehub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@link Peer}. */
final class PeerProcess implements AutoCloseable {
  private static final long READY_WITHIN_NANOS = 20_000_000_000L;

  private final int port;
  private final Process process;

  private PeerProcess(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts an installed peer and waits until it accepts connections.
   *
   * @param core to which it is pinned, if {@code taskset} is installed
   * @param tallyIntervalMs between two tallies, if there was a vote in between
   */
  static PeerProcess start(Peer peer, int core, int tallyIntervalMs)
      throws IOException, InterruptedException {
    int port = BenchHub.freePort();
    List<String> command = BenchHub.pinned(core);
    command.addAll(List.of(peer.command(), peer.script()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(peer.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(peer.folder().resolve("peer.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", Integer.toString(port),
                "TICK", Integer.toString(tallyIntervalMs),
                "NODE_ENV", "production"));
    PeerProcess started = new PeerProcess(port, builder.start());
    try {
      started.awaitReady();
    } catch (IOException fault) {
      started.close();
      throw new IOException(peer.name() + " took no connection", fault);
    }
    return started;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN_NANOS;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw notYet;
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** It has one poll and ignores its name. */
  Load.Target target() {
    return new Load.Target(List.of(port), "ROOM", "p", List.of(process.pid()), List.of());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(5, TimeUnit.SECONDS);
    process.destroyForcibly();
  }
}
