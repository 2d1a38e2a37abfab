package io.votehub.push;

import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What voters are told of a poll that is open: which, in which room, and what it asks. Nothing in
 * it is secret, though only the browser can read it.
 *
 * @param topic names the poll, so that of what waits for a browser the newest is kept (RFC 8030,
 *     5.4)
 * @param ttlSeconds for how long it is of use
 * @param json what the page's service worker shows
 */
record PushMessage(String topic, long ttlSeconds, String json) {
  private static final int MAX_TOPIC = 32;

  /** A notification shows a line or two. */
  private static final int MAX_TEXT = 120;

  /** Of a poll that is open until somebody closes it. */
  private static final long TTL_WITHOUT_END = Duration.ofHours(1).toSeconds();

  static PushMessage of(Room room, Poll poll, long now) {
    OptionalLong closesAt = poll.times().closesAt();
    long ttl =
        closesAt.isPresent()
            ? Math.max(1, Duration.ofMillis(closesAt.getAsLong() - now).toSeconds())
            : TTL_WITHOUT_END;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", room.code());
    json.put("title", shortened(room.title()));
    json.put("poll", poll.id());
    json.put("question", shortened(poll.question()));
    String topic = poll.id().substring(0, Math.min(MAX_TOPIC, poll.id().length()));
    return new PushMessage(topic, ttl, Json.write(json));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT - 1)) + "…";
  }

  byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
