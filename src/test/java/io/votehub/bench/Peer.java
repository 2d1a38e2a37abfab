package io.votehub.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A server to compare the hub with. It stores no votes and counts repeated ones again. */
interface Peer {
  /** With its version. */
  String name();

  /**
   * Installs it into {@code target}.
   *
   * @throws IOException if it is not available; the message says what is missing
   */
  void install() throws IOException, InterruptedException;

  /** Whether its instances share votes, so that a tally reaches the subscribers of all of them. */
  default boolean clusters() {
    return false;
  }

  /** Whether it tells a voter that a vote was counted. */
  default boolean acks() {
    return true;
  }

  /**
   * Starts it, installed before, and waits until it accepts connections.
   *
   * @param core to which it is pinned, if {@code taskset} is installed
   * @param tallyIntervalMs between two tallies, if there was a vote in between
   * @param instances how many; 1 unless it clusters
   */
  PeerProcess start(int core, int tallyIntervalMs, int instances)
      throws IOException, InterruptedException;

  /** Where a peer is installed. */
  static Path folder(String name) {
    return Path.of("target", "peers", name).toAbsolutePath();
  }
}
