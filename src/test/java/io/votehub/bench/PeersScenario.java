package io.votehub.bench;

import java.util.List;
import java.util.Set;

/**
 * What is put on every server.
 *
 * @param words by which it is chosen
 * @param instances of the server, which share its core
 * @param figures the columns of its table
 */
record PeersScenario(
    Set<String> words,
    String name,
    int instances,
    int tallyIntervalMs,
    Load load,
    List<PeersTable.Figure> figures) {
  private static final PeersTable.Figure ACKS = figure("acksPerSecond", "acks/s");
  private static final PeersTable.Figure TALLIES = figure("talliesPerSecond", "tallies/s");
  private static final PeersTable.Figure CPU =
      figure("hubCpuSecondsPerMillionDelivered", "CPU a message, µs");
  private static final PeersTable.Figure ACK_P99 = figure("ackP99Ms", "ack p99, ms");
  private static final PeersTable.Figure TALLY_P50 = figure("tallyP50Ms", "vote to tally p50, ms");
  private static final PeersTable.Figure TALLY_P99 = figure("tallyP99Ms", "p99, ms");
  private static final PeersTable.Figure MEMORY =
      figure("rssKbPerConnection", "memory a connection, KB");
  private static final PeersTable.Figure JOINS = figure("joinsPerSecond", "joins/s");
  private static final PeersTable.Figure SHARE = share("hubCpuShare", "its core");
  private static final PeersTable.Figure GENERATOR = share("generatorCpuShare", "generator");
  private static final PeersTable.Figure BESIDE = share("besideCpuShare", "beside it");

  private static final List<PeersTable.Figure> LIVE =
      List.of(TALLIES, CPU, ACK_P99, TALLY_P50, TALLY_P99, MEMORY, JOINS, SHARE, GENERATOR, BESIDE);
  private static final List<PeersTable.Figure> FULL =
      List.of(TALLIES, CPU, TALLY_P99, MEMORY, SHARE, GENERATOR, BESIDE);
  private static final List<PeersTable.Figure> VOTES =
      List.of(ACKS, CPU, ACK_P99, SHARE, GENERATOR, BESIDE);

  static final List<PeersScenario> ALL =
      List.of(
          new PeersScenario(
              Set.of("one", "evening"),
              "Evening: 2,000 connected, 1,000 votes/s, 10 Hz",
              1,
              100,
              new Load(2000, 2000, 0, 1000, 120, 8),
              LIVE),
          new PeersScenario(
              Set.of("one", "fan-out"),
              "Fan-out: 2,000 connected, a tally every 5 ms",
              1,
              5,
              new Load(2000, 100, 0, 300, 120, 8),
              FULL),
          new PeersScenario(
              Set.of("one", "steady"),
              "Steady: 2,000 connected, a tally every 40 ms",
              1,
              40,
              new Load(2000, 100, 0, 300, 120, 8),
              FULL),
          new PeersScenario(
              Set.of("one", "hall"),
              "Hall: 15,000 connected, 5,000 votes/s, 10 Hz",
              1,
              100,
              new Load(15_000, 15_000, 0, 5000, 60, 6),
              LIVE),
          new PeersScenario(
              Set.of("one", "acks"),
              "Acks: 200 voters, window 16",
              1,
              100,
              new Load(200, 200, 16, 0, 45, 5),
              VOTES),
          new PeersScenario(
              Set.of("one", "deep"),
              "Deep: 200 voters, window 60",
              1,
              100,
              new Load(200, 200, 60, 0, 45, 5),
              VOTES),
          new PeersScenario(
              Set.of("three", "evening"),
              "Three instances, evening: 2,000 connected, 1,000 votes/s, 10 Hz",
              3,
              100,
              new Load(2000, 2000, 0, 1000, 120, 8),
              LIVE),
          new PeersScenario(
              Set.of("three", "fan-out"),
              "Three instances, fan-out: 2,000 connected, a tally every 5 ms",
              3,
              5,
              new Load(2000, 100, 0, 300, 120, 6),
              FULL),
          new PeersScenario(
              Set.of("three", "steady"),
              "Three instances, steady: 2,000 connected, a tally every 40 ms",
              3,
              40,
              new Load(2000, 100, 0, 300, 120, 8),
              FULL));

  private static PeersTable.Figure figure(String key, String label) {
    return new PeersTable.Figure(key, label, true);
  }

  private static PeersTable.Figure share(String key, String label) {
    return new PeersTable.Figure(key, label, false);
  }

  /** The same after so many seconds of load. */
  PeersScenario after(int warmupSeconds) {
    return new PeersScenario(
        words, name, instances, tallyIntervalMs, load.after(warmupSeconds), figures);
  }

  /** Whether voters wait for acks before they vote again, which needs a server that acks. */
  boolean needsAcks() {
    return load.window() > 0;
  }

  /** Whether a server can take part. */
  boolean isFor(Peer peer) {
    return (peer.acks() || !needsAcks()) && (peer.clusters() || instances == 1);
  }
}
