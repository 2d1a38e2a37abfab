package io.votehub.bench;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One scenario.
 *
 * @param connections how many voters are connected
 * @param voters how many of them vote
 * @param window votes that each of them keeps in flight; 0 for votes at a fixed rate
 * @param rate votes a second by all together, where the window is 0
 * @param warmupSeconds before anything is measured
 * @param seconds for which it is measured
 */
record Load(int connections, int voters, int window, int rate, int warmupSeconds, int seconds) {
  /**
   * The target of the votes.
   *
   * @param ports of the instances, among which connections are distributed evenly
   * @param pids of the measured processes
   * @param codes with which the connections join, one each; empty for the audience
   * @param dialect the name of the {@link Dialect} that the server speaks
   * @param beside the pids of what the measured processes need, such as a Redis
   */
  record Target(
      List<Integer> ports,
      String room,
      String poll,
      List<Long> pids,
      List<String> codes,
      String dialect,
      List<Long> beside) {
    /** Of a hub. */
    Target(List<Integer> ports, String room, String poll, List<Long> pids, List<String> codes) {
      this(ports, room, poll, pids, codes, VotehubDialect.NAME, List.of());
    }

    Target with(List<Long> beside) {
      return new Target(ports, room, poll, pids, codes, dialect, beside);
    }

    int port(int connection) {
      return ports.get(connection % ports.size());
    }
  }

  /** As many votes a second for each of some instances. */
  Load times(int instances) {
    return new Load(connections, voters, window, rate * instances, warmupSeconds, seconds);
  }

  /** The same with so many seconds before anything is measured. */
  Load after(int warmupSeconds) {
    return new Load(connections, voters, window, rate, warmupSeconds, seconds);
  }

  /** Runs the load in its own process on the second core; returns its figures. */
  Map<String, Object> generate(Target target) throws IOException, InterruptedException {
    List<String> command = BenchHub.pinned(1);
    command.addAll(
        List.of(
            BenchHub.java(),
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName(),
            text(target)));
    Process generator =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (generator.waitFor() != 0) {
      throw new IOException("The load generator failed");
    }
    return parse(output.strip());
  }

  String text(Target target) {
    return Json.write(
        Map.ofEntries(
            Map.entry("connections", connections),
            Map.entry("voters", voters),
            Map.entry("window", window),
            Map.entry("rate", rate),
            Map.entry("warmupSeconds", warmupSeconds),
            Map.entry("seconds", seconds),
            Map.entry("ports", target.ports),
            Map.entry("room", target.room),
            Map.entry("poll", target.poll),
            Map.entry("pids", target.pids),
            Map.entry("codes", target.codes),
            Map.entry("dialect", target.dialect),
            Map.entry("beside", target.beside)));
  }

  static Load of(Map<String, Object> json) {
    return new Load(
        (Integer) json.get("connections"),
        (Integer) json.get("voters"),
        (Integer) json.get("window"),
        (Integer) json.get("rate"),
        (Integer) json.get("warmupSeconds"),
        (Integer) json.get("seconds"));
  }

  static Target target(Map<String, Object> json) {
    return new Target(
        Load.<Number>list(json, "ports").stream().map(Number::intValue).toList(),
        (String) json.get("room"),
        (String) json.get("poll"),
        pids(json, "pids"),
        list(json, "codes"),
        (String) json.get("dialect"),
        pids(json, "beside"));
  }

  private static List<Long> pids(Map<String, Object> json, String name) {
    return Load.<Number>list(json, name).stream().map(Number::longValue).toList();
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> list(Map<String, Object> json, String name) {
    return (List<T>) json.get(name);
  }

  static Map<String, Object> parse(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalArgumentException(text, fault);
    }
  }
}
