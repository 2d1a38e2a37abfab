package io.votehub.bench;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
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
  /** Where the votes go. */
  record Target(int port, String room, String poll, long pid) {}

  String text(Target target) {
    return Json.write(
        Map.of(
            "connections", connections,
            "voters", voters,
            "window", window,
            "rate", rate,
            "warmupSeconds", warmupSeconds,
            "seconds", seconds,
            "port", target.port,
            "room", target.room,
            "poll", target.poll,
            "pid", target.pid));
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
        (Integer) json.get("port"),
        (String) json.get("room"),
        (String) json.get("poll"),
        ((Number) json.get("pid")).longValue());
  }

  static Map<String, Object> parse(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalArgumentException(text, fault);
    }
  }
}
