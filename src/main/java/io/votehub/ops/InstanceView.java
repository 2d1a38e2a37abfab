package io.votehub.ops;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One hub process as the cluster sees it.
 *
 * @param state where it stands in its life, or {@code unseen} if it has been silent for too long
 * @param startedAt UTC milliseconds
 * @param seenAt when it last told of itself, UTC milliseconds
 */
public record InstanceView(
    String id,
    String state,
    long startedAt,
    String version,
    int connections,
    int rooms,
    double votesPerSecond,
    long lagMs,
    long seenAt) {
  /** After that an instance that has told nothing of itself is taken for dead. */
  private static final long SILENT_MS = 4000;

  private static final String UNSEEN = "unseen";

  /** Whether it takes traffic. */
  public boolean up() {
    return state.equals(Lifecycle.READY.wire());
  }

  /** The view as an instance tells it to the others. */
  public String write() {
    return Json.write(toJson());
  }

  /**
   * Reads what an instance told so long ago.
   *
   * @param seenAt when it told so, UTC milliseconds
   * @throws IllegalArgumentException if it is not what instances tell
   */
  static InstanceView read(String told, long seenAt, long agoMs) {
    try {
      Map<String, Object> json = Json.readObject(told);
      return new InstanceView(
          (String) json.get("id"),
          agoMs > SILENT_MS ? UNSEEN : (String) json.get("state"),
          ((Number) json.get("startedAt")).longValue(),
          (String) json.get("version"),
          ((Number) json.get("connections")).intValue(),
          ((Number) json.get("rooms")).intValue(),
          ((Number) json.get("votesPerSecond")).doubleValue(),
          ((Number) json.get("lagMs")).longValue(),
          seenAt);
    } catch (BadJsonException | ClassCastException | NullPointerException fault) {
      throw new IllegalArgumentException("An instance told what cannot be read", fault);
    }
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("status", Health.word(up()));
    json.put("state", state);
    json.put("startedAt", startedAt);
    json.put("version", version);
    json.put("connections", connections);
    json.put("rooms", rooms);
    json.put("votesPerSecond", votesPerSecond);
    json.put("lagMs", lagMs);
    json.put("seenAt", seenAt);
    return json;
  }
}
