package io.votehub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server to compare the hub with. It stores no votes and counts repeated ones again. */
interface Peer {
  List<Peer> ALL =
      List.of(
          new NpmPeer("bun", "1.4.5", "node_modules/.bin/bun", VotehubDialect.NAME),
          new NpmPeer("ws", "8.23.0", "node", VotehubDialect.NAME),
          new NpmPeer("socket.io", "4.8.4", "node", SocketIoDialect.NAME),
          new CentrifugoPeer("memory"),
          new CentrifugoPeer("redis"));

  /** With its version. */
  String name();

  /**
   * Installs it into {@code target}.
   *
   * @throws IOException if it is not available; the message says what is missing
   */
  void install() throws IOException, InterruptedException;

  /**
   * Starts it, installed before, and waits until it accepts connections.
   *
   * @param core to which it is pinned, if {@code taskset} is installed
   * @param tallyIntervalMs between two tallies, if there was a vote in between
   */
  PeerProcess start(int core, int tallyIntervalMs) throws IOException, InterruptedException;

  /** Where a peer is installed. */
  static Path folder(String name) {
    return Path.of("target", "peers", name).toAbsolutePath();
  }
}
