package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the hub with its {@linkplain Peer peers} under the same load on the same machine: in
 * each round every server takes its turn in every scenario, freshly started. If {@code taskset} is
 * installed, the server has one core and the load generator another. What is not available is
 * skipped with a message.
 */
public final class PeersBench {
  private record Scenario(String name, int tallyIntervalMs, Load load) {}

  /** A server that takes votes until it is closed. */
  private interface Server {
    String name();

    Map<String, Object> measure(Scenario scenario) throws IOException, InterruptedException;
  }

  private record Hub(String name) implements Server {
    @Override
    public Map<String, Object> measure(Scenario scenario) throws IOException, InterruptedException {
      String interval = Integer.toString(scenario.tallyIntervalMs);
      try (BenchHub hub = BenchHub.start(0, Map.of("VOTEHUB_TALLY_INTERVAL_MS", interval))) {
        return scenario.load.generate(hub.poll(List.of(hub.port()), List.of(hub.pid())));
      }
    }
  }

  private record OfPeer(Peer peer) implements Server {
    @Override
    public String name() {
      return peer.name();
    }

    @Override
    public Map<String, Object> measure(Scenario scenario) throws IOException, InterruptedException {
      try (PeerProcess process = peer.start(0, scenario.tallyIntervalMs)) {
        return scenario.load.generate(process.target());
      }
    }
  }

  private static final int ROUNDS = 3;
  private static final String EVENING = "2,000 connected, 1,000 votes/s, 10 Hz";
  private static final String FAN_OUT = "fan-out at full load, 2,000 connected";
  private static final String HALL = "15,000 connected, 5,000 votes/s, 10 Hz";
  private static final String ACKS = "200 voters, window 16";
  private static final String DEEP = "200 voters, window 60";
  private static final String SHARE = "hubCpuShare";
  private static final String CPU = "hubCpuSecondsPerMillionDelivered";

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario(EVENING, 100, new Load(2000, 2000, 0, 1000, 20, 10)),
          new Scenario(FAN_OUT, 5, new Load(2000, 100, 0, 300, 8, 4)),
          new Scenario(HALL, 100, new Load(15_000, 15_000, 0, 5000, 8, 5)),
          new Scenario(ACKS, 100, new Load(200, 200, 16, 0, 8, 4)),
          new Scenario(DEEP, 100, new Load(200, 200, 60, 0, 8, 4)));

  private static final List<PeersTable.Figure> FIGURES =
      List.of(
          new PeersTable.Figure(EVENING, SHARE, "share of its core"),
          new PeersTable.Figure(EVENING, "talliesPerSecond", "tallies/s"),
          new PeersTable.Figure(EVENING, "ackP99Ms", "ack p99, ms"),
          new PeersTable.Figure(EVENING, "tallyP99Ms", "vote to tally p99, ms"),
          new PeersTable.Figure(EVENING, "rssKbPerConnection", "RSS KB per connection"),
          new PeersTable.Figure(FAN_OUT, CPU, "CPU s per million delivered"),
          new PeersTable.Figure(FAN_OUT, SHARE, "share of its core"),
          new PeersTable.Figure(FAN_OUT, "talliesPerSecond", "tallies/s"),
          new PeersTable.Figure(HALL, CPU, "CPU s per million delivered"),
          new PeersTable.Figure(HALL, SHARE, "share of its core"),
          new PeersTable.Figure(HALL, "talliesPerSecond", "tallies/s"),
          new PeersTable.Figure(HALL, "tallyP50Ms", "vote to tally p50, ms"),
          new PeersTable.Figure(HALL, "tallyP99Ms", "vote to tally p99, ms"),
          new PeersTable.Figure(HALL, "ackP99Ms", "ack p99, ms"),
          new PeersTable.Figure(HALL, "rssKbPerConnection", "RSS KB per connection"),
          new PeersTable.Figure(ACKS, "acksPerSecond", "acks/s"),
          new PeersTable.Figure(ACKS, SHARE, "share of its core"),
          new PeersTable.Figure(DEEP, "acksPerSecond", "acks/s"));

  private static final String NOTE =
      "The hub's acks are for votes that are on disk and counted once; "
          + "the peers keep nothing, and count a repeated vote again.\n";

  /** Files in addition to the sockets. */
  private static final int OTHER_FILES = 500;

  private PeersBench() {}

  /**
   * @param args words of which a scenario's name must contain each to be measured
   */
  public static void main(String[] args) throws Exception {
    // Ended early, it leaves no server behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    List<String> words = List.of(args);
    List<Scenario> scenarios =
        SCENARIOS.stream()
            .filter(each -> words.stream().allMatch(each.name::contains))
            .filter(PeersBench::isPossible)
            .toList();
    Set<String> chosen = scenarios.stream().map(Scenario::name).collect(Collectors.toSet());
    run(
        servers(),
        scenarios,
        FIGURES.stream().filter(each -> chosen.contains(each.scenario())).toList());
  }

  private static List<Server> servers() throws InterruptedException {
    List<Server> servers = new ArrayList<>();
    servers.add(new Hub("votehub"));
    for (Peer peer : Peer.ALL) {
      try {
        peer.install();
        servers.add(new OfPeer(peer));
      } catch (IOException fault) {
        System.out.println("Left out, " + peer.name() + ": " + fault.getMessage());
      }
    }
    return servers;
  }

  private static boolean isPossible(Scenario scenario) {
    int needed = scenario.load.connections() + OTHER_FILES;
    long allowed = OpenFiles.allowed();
    if (needed > allowed) {
      System.out.printf(
          "Left out, %s: a process may open %,d files (ulimit -n), it takes %,d%n",
          scenario.name, allowed, needed);
    }
    return needed <= allowed;
  }

  private static void run(
      List<Server> servers, List<Scenario> scenarios, List<PeersTable.Figure> figures)
      throws IOException, InterruptedException {
    List<String> peers = servers.stream().skip(1).map(Server::name).toList();
    PeersTable table = new PeersTable(servers.get(0).name(), peers, figures);
    for (int round = 1; round <= ROUNDS; round++) {
      for (Scenario scenario : scenarios) {
        for (Server server : servers) {
          String turn = "round %d, %s, %s: ".formatted(round, scenario.name, server.name());
          try {
            Map<String, Object> measured = server.measure(scenario);
            table.add(round, server.name(), scenario.name, measured);
            System.out.println(turn + Json.write(measured));
          } catch (IOException fault) {
            System.out.println(turn + "failed, " + fault);
          }
        }
      }
      // After each round, so that a run that is ended early leaves what it has.
      Files.writeString(Path.of("target", "peers.md"), table.markdown() + "\n" + NOTE);
    }
    System.out.println("\n" + table.markdown() + "\n" + NOTE);
  }
}
