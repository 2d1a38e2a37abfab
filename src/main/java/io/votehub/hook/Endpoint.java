package io.votehub.hook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address that is told of events of a room.
 *
 * @param secret the secret with which requests are signed, encrypted
 * @param oldSecret the secret before, encrypted; empty if there is none
 * @param oldUntil until when requests are signed with both, UTC milliseconds since the epoch
 * @param createdAt UTC milliseconds since the epoch
 * @param ended whether the receiver answered that it is gone, so that it is told no more
 */
public record Endpoint(
    String id,
    String url,
    List<HookEvent> events,
    String secret,
    String oldSecret,
    long oldUntil,
    long createdAt,
    boolean ended) {
  public Endpoint {
    events = List.copyOf(events);
  }

  /** Whether it is told of that event. */
  boolean wants(HookEvent event) {
    return !ended && events.contains(event);
  }

  Endpoint rotated(String newSecret, long until) {
    return new Endpoint(id, url, events, newSecret, secret, until, createdAt, ended);
  }

  Endpoint withEnded() {
    return new Endpoint(id, url, events, secret, oldSecret, oldUntil, createdAt, true);
  }

  Endpoint withoutEnd() {
    return new Endpoint(id, url, events, secret, oldSecret, oldUntil, createdAt, false);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("url", url);
    json.put("events", events.stream().map(HookEvent::wire).toList());
    json.put("secret", secret);
    json.put("oldSecret", oldSecret);
    json.put("oldUntil", oldUntil);
    json.put("createdAt", createdAt);
    json.put("ended", ended);
    return json;
  }

  static Endpoint of(Map<?, ?> json) {
    return new Endpoint(
        (String) json.get("id"),
        (String) json.get("url"),
        ((List<?>) json.get("events")).stream().flatMap(e -> HookEvent.of(e).stream()).toList(),
        (String) json.get("secret"),
        (String) json.get("oldSecret"),
        ((Number) json.get("oldUntil")).longValue(),
        ((Number) json.get("createdAt")).longValue(),
        (Boolean) json.get("ended"));
  }
}
