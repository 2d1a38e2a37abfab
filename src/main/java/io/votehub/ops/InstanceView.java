package io.votehub.ops;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One hub process as the cluster sees it.
 *
 * @param startedAt UTC milliseconds
 * @param seenAt when it last told of itself, UTC milliseconds
 */
public record InstanceView(
    String id,
    boolean up,
    long startedAt,
    String version,
    int connections,
    int rooms,
    double votesPerSecond,
    long seenAt) {
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("status", Health.word(up));
    json.put("startedAt", startedAt);
    json.put("version", version);
    json.put("connections", connections);
    json.put("rooms", rooms);
    json.put("votesPerSecond", votesPerSecond);
    json.put("seenAt", seenAt);
    return json;
  }
}
