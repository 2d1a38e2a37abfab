package io.votehub.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The results of several rounds of one scenario, a row a server: the median of each figure, and the
 * ratio of the hub's to that of a peer. A ratio is taken within a round, and then the median of the
 * ratios, because the speed of the machine changes over time.
 */
final class PeersTable {
  /**
   * A column.
   *
   * @param key by which the load generator calls it
   * @param compared whether the hub's is put beside that of each peer
   */
  record Figure(String key, String label, boolean compared) {}

  private record Run(int round, String server, Map<String, Object> measured) {}

  private static final String NOTHING = "–";

  private final String scenario;
  private final String hub;
  private final List<Figure> figures;
  private final List<Run> runs = new ArrayList<>();

  PeersTable(String scenario, String hub, List<Figure> figures) {
    this.scenario = scenario;
    this.hub = hub;
    this.figures = List.copyOf(figures);
  }

  String scenario() {
    return scenario;
  }

  /** Adds the generator's measurements; a failed run is not added. */
  void add(int round, String server, Map<String, Object> measured) {
    runs.add(new Run(round, server, measured));
  }

  /**
   * As Markdown: medians, and the ratios with the smallest and the greatest of a round in brackets
   * if there were several; a dash for what was not measured.
   */
  String markdown() {
    StringBuilder table = new StringBuilder("| " + scenario + " |");
    figures.forEach(figure -> table.append(" %s |".formatted(figure.label)));
    table.append("\n|---|").append("---|".repeat(figures.size())).append('\n');
    Set<String> servers = new LinkedHashSet<>();
    runs.forEach(run -> servers.add(run.server));
    for (String server : servers) {
      table.append("| %s |".formatted(server));
      figures.forEach(figure -> table.append(" %s |".formatted(cell(figure, server))));
      table.append('\n');
    }
    return table.toString();
  }

  private String cell(Figure figure, String server) {
    Map<Integer, Double> theirs = byRound(figure, server);
    List<Double> sorted = theirs.values().stream().sorted().toList();
    if (sorted.isEmpty()) {
      return NOTHING;
    }
    boolean compared = figure.compared && !server.equals(hub);
    return number(median(sorted)) + (compared ? proportion(byRound(figure, hub), theirs) : "");
  }

  private Map<Integer, Double> byRound(Figure figure, String server) {
    Map<Integer, Double> values = new TreeMap<>();
    for (Run run : runs) {
      if (run.server.equals(server) && run.measured.get(figure.key) instanceof Number value) {
        values.put(run.round, value.doubleValue());
      }
    }
    return values;
  }

  private static String proportion(Map<Integer, Double> ours, Map<Integer, Double> theirs) {
    List<Double> sorted =
        ours.keySet().stream()
            .filter(round -> theirs.getOrDefault(round, 0.0) > 0)
            .map(round -> ours.get(round) / theirs.get(round))
            .sorted()
            .toList();
    if (sorted.isEmpty()) {
      return "";
    }
    String range =
        sorted.size() == 1
            ? ""
            : String.format(
                Locale.ROOT, " (%.2f–%.2f)", sorted.get(0), sorted.get(sorted.size() - 1));
    return String.format(Locale.ROOT, "; **%.2f**%s", median(sorted), range);
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
