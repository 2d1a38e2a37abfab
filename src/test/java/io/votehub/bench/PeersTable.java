package io.votehub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of several rounds: the median of each figure, and the ratio of the hub's to that of
 * each peer. A ratio is taken within a round, and then the median of the ratios, because the speed
 * of the machine changes over time.
 */
final class PeersTable {
  /**
   * A row.
   *
   * @param scenario in which it is measured
   * @param key by which the load generator calls it
   */
  record Figure(String scenario, String key, String label) {}

  private record Run(int round, String server, String scenario, Map<String, Object> measured) {}

  private static final String NOTHING = "–";

  private final String hub;
  private final List<String> peers;
  private final List<Figure> figures;
  private final List<Run> runs = new ArrayList<>();

  PeersTable(String hub, List<String> peers, List<Figure> figures) {
    this.hub = hub;
    this.peers = List.copyOf(peers);
    this.figures = List.copyOf(figures);
  }

  /** Adds the generator's measurements; a failed run is not added. */
  void add(int round, String server, String scenario, Map<String, Object> measured) {
    runs.add(new Run(round, server, scenario, measured));
  }

  /**
   * As Markdown: medians, and ratios with the smallest and the greatest of a round in brackets; a
   * dash for what was not measured.
   */
  String markdown() {
    StringBuilder table = new StringBuilder("| scenario | figure | " + hub + " |");
    peers.forEach(peer -> table.append(" %s | %s / %s |".formatted(peer, hub, peer)));
    table.append("\n|---|---|---|").append("---|---|".repeat(peers.size())).append('\n');
    for (Figure figure : figures) {
      Map<Integer, Double> ours = byRound(figure, hub);
      table.append("| %s | %s |".formatted(figure.scenario, figure.label));
      table.append(" %s |".formatted(middle(ours)));
      for (String peer : peers) {
        Map<Integer, Double> theirs = byRound(figure, peer);
        table.append(" %s | %s |".formatted(middle(theirs), proportion(ours, theirs)));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private Map<Integer, Double> byRound(Figure figure, String server) {
    Map<Integer, Double> values = new TreeMap<>();
    for (Run run : runs) {
      if (run.server.equals(server)
          && run.scenario.equals(figure.scenario)
          && run.measured.get(figure.key) instanceof Number value) {
        values.put(run.round, value.doubleValue());
      }
    }
    return values;
  }

  private static String middle(Map<Integer, Double> values) {
    List<Double> sorted = values.values().stream().sorted().toList();
    return sorted.isEmpty() ? NOTHING : number(median(sorted));
  }

  private static String proportion(Map<Integer, Double> ours, Map<Integer, Double> theirs) {
    List<Double> sorted =
        ours.keySet().stream()
            .filter(round -> theirs.getOrDefault(round, 0.0) > 0)
            .map(round -> ours.get(round) / theirs.get(round))
            .sorted()
            .toList();
    return sorted.isEmpty()
        ? NOTHING
        : String.format(
            Locale.ROOT,
            "%.2f (%.2f–%.2f)",
            median(sorted),
            sorted.get(0),
            sorted.get(sorted.size() - 1));
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }
}
