package io.votehub.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * All occurrences of one error.
 *
 * @param latest the latest occurrence
 * @param firstAt when it first occurred, UTC milliseconds
 * @param lastAt when it last occurred, UTC milliseconds
 */
public record ErrorEntry(ErrorEvent latest, long firstAt, long lastAt, long count) {
  static ErrorEntry first(ErrorEvent event, long now) {
    return new ErrorEntry(event, now, now, 1);
  }

  ErrorEntry again(ErrorEvent event, long now) {
    return new ErrorEntry(event, firstAt, now, count + 1);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fingerprint", id());
    json.put("severity", latest.severity().wire());
    json.put("type", latest.type());
    json.put("frames", latest.frames());
    json.put("example", latest.example());
    json.put("first", Instant.ofEpochMilli(firstAt).toString());
    json.put("last", Instant.ofEpochMilli(lastAt).toString());
    json.put("count", count);
    return json;
  }

  /** Short enough to be read out on the telephone; equal fingerprints have equal ids. */
  private String id() {
    CRC32 crc = new CRC32();
    crc.update(latest.fingerprint().getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
