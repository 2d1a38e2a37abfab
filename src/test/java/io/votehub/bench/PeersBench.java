package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the hub with its {@linkplain Peer peers} under the same load on the same machine: in
 * each round every server takes its turn in every scenario, freshly started. If {@code taskset} is
 * installed, the server has one core, and the load generator another together with what the server
 * needs beside it. What is not available is skipped with a message.
 */
public final class PeersBench {
  private static final int CORE = 0;
  private static final String ARGS = "bench.args";

  private static final String NOTE =
      "In bold the hub's figure divided by the peer's, within a round. "
          + "*Its core*, *generator* and *beside it* (Redis, handler of votes, stand-in for "
          + "MongoDB) are shares of a core: where the generator's is near 1, it is the limit. "
          + "The hub's acks are for votes that are on disk and counted once; "
          + "the peers keep nothing, and count a repeated vote again. nchan acks nothing.\n";

  /** Files in addition to the sockets. */
  private static final int OTHER_FILES = 500;

  private final Map<Peer, Boolean> installed = new HashMap<>();
  private final List<PeersTable> tables = new ArrayList<>();

  private PeersBench() {}

  /**
   * @param args see {@link PeersChoice#all}; without any, those in the system property {@code
   *     bench.args}, separated by spaces
   */
  public static void main(String[] args) throws Exception {
    // Ended early, it leaves no server behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    Stream<String> words =
        args.length > 0 ? Stream.of(args) : Stream.of(System.getProperty(ARGS, "").split(" "));
    List<PeersChoice> choices = PeersChoice.all(words.filter(word -> !word.isBlank()).toList());
    PeersBench bench = new PeersBench();
    for (PeersChoice choice : choices) {
      bench.run(choice);
    }
    System.out.println("\n" + bench.markdown());
  }

  private void run(PeersChoice choice) throws IOException, InterruptedException {
    Map<PeersScenario, PeersTable> chosen = new LinkedHashMap<>();
    choice.scenarios().stream()
        .filter(PeersBench::isPossible)
        .forEach(
            each -> chosen.put(each, new PeersTable(each.name(), PeersHub.NAME, each.figures())));
    tables.addAll(chosen.values());
    for (int round = 1; round <= choice.rounds(); round++) {
      for (Map.Entry<PeersScenario, PeersTable> each : chosen.entrySet()) {
        PeersScenario scenario = each.getKey();
        turn(round, each.getValue(), PeersHub.NAME, () -> PeersHub.measure(scenario));
        for (Peer peer : choice.peers()) {
          if (scenario.isFor(peer) && isInstalled(peer)) {
            turn(round, each.getValue(), peer.name(), () -> measure(peer, scenario));
          }
        }
      }
    }
  }

  private boolean isInstalled(Peer peer) throws InterruptedException {
    if (!installed.containsKey(peer)) {
      installed.put(peer, install(peer));
    }
    return installed.get(peer);
  }

  private static boolean install(Peer peer) throws InterruptedException {
    try {
      peer.install();
      return true;
    } catch (IOException fault) {
      System.out.println("Left out, " + peer.name() + ": " + fault.getMessage());
      return false;
    }
  }

  private static boolean isPossible(PeersScenario scenario) {
    int needed = scenario.load().connections() + OTHER_FILES;
    long allowed = OpenFiles.allowed();
    if (needed > allowed) {
      System.out.printf(
          "Left out, %s: a process may open %,d files (ulimit -n), it takes %,d%n",
          scenario.name(), allowed, needed);
    }
    return needed <= allowed;
  }

  private interface Measurement {
    Map<String, Object> take() throws IOException, InterruptedException;
  }

  private static Map<String, Object> measure(Peer peer, PeersScenario scenario)
      throws IOException, InterruptedException {
    try (PeerProcess process = peer.start(CORE, scenario.tallyIntervalMs(), scenario.instances())) {
      return scenario.load().generate(process.target());
    }
  }

  private void turn(int round, PeersTable table, String server, Measurement measurement)
      throws IOException, InterruptedException {
    String turn = "round %d, %s, %s: ".formatted(round, table.scenario(), server);
    try {
      Map<String, Object> measured = measurement.take();
      table.add(round, server, measured);
      System.out.println(turn + Json.write(measured));
    } catch (IOException fault) {
      System.out.println(turn + "failed, " + fault);
    }
    // After each turn, so that a run that is ended early leaves what it has.
    Files.writeString(Path.of("target", "peers.md"), markdown());
  }

  private String markdown() {
    return tables.stream()
        .map(PeersTable::markdown)
        .collect(Collectors.joining("\n", "", "\n" + NOTE));
  }
}
