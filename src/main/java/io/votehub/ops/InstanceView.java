package io.votehub.ops;

import io.vertx.core.Future;
import io.votehub.fanout.Membership;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of one instance, as exchanged within the cluster.
 *
 * @param state lifecycle state, or {@code unseen} if the instance has not reported for too long
 * @param startedAt UTC milliseconds since the epoch
 * @param seenAt time of its last report, UTC milliseconds since the epoch
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
  /** After this time without a report an instance counts as unseen. */
  private static final long UNSEEN_AFTER_MS = 4000;

  private static final String UNSEEN = "unseen";

  /** Whether the instance takes traffic. */
  public boolean up() {
    return state.equals(Lifecycle.READY.wire());
  }

  /** The other instances of a cluster that have reported lately. */
  public static Future<List<InstanceView>> others(Membership members, String own) {
    return members
        .members()
        .map(
            seen ->
                seen.stream()
                    .filter(each -> each.agoMs() <= UNSEEN_AFTER_MS)
                    .map(each -> read(each.what(), each.seenAt(), each.agoMs()))
                    .filter(each -> !each.id().equals(own))
                    .toList());
  }

  /** The report that an instance sends to the others. */
  public String write() {
    return Json.write(toJson());
  }

  /**
   * Parses the report of an instance.
   *
   * @param seenAt when it was sent, UTC milliseconds since the epoch
   * @param agoMs age of the report in milliseconds
   * @throws IllegalArgumentException if it is malformed
   */
  static InstanceView read(String report, long seenAt, long agoMs) {
    try {
      Map<String, Object> json = Json.readObject(report);
      return new InstanceView(
          (String) json.get("id"),
          agoMs > UNSEEN_AFTER_MS ? UNSEEN : (String) json.get("state"),
          ((Number) json.get("startedAt")).longValue(),
          (String) json.get("version"),
          ((Number) json.get("connections")).intValue(),
          ((Number) json.get("rooms")).intValue(),
          ((Number) json.get("votesPerSecond")).doubleValue(),
          ((Number) json.get("lagMs")).longValue(),
          seenAt);
    } catch (BadJsonException | ClassCastException | NullPointerException fault) {
      throw new IllegalArgumentException("Malformed report of an instance", fault);
    }
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("status", Health.statusName(up()));
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
