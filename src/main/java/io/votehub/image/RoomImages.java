package io.votehub.image;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of a room's pictures, within its limits.
 *
 * @param entries in the order in which they came
 */
record RoomImages(List<Entry> entries) {
  static final int MAX_IMAGES = 200;
  static final long MAX_BYTES = 20L * 1024 * 1024;

  /** A picture with the size of both its forms. */
  record Entry(Picture picture, int bytes) {}

  RoomImages {
    entries = List.copyOf(entries);
  }

  static RoomImages read(Optional<String> json) {
    List<Entry> entries = new ArrayList<>();
    for (Map<?, ?> each : list(json.orElse("[]"))) {
      Picture picture =
          new Picture((String) each.get("id"), number(each, "width"), number(each, "height"), "");
      entries.add(new Entry(picture, number(each, "bytes")));
    }
    return new RoomImages(entries);
  }

  private static List<Map<?, ?>> list(String json) {
    try {
      List<Map<?, ?>> all = new ArrayList<>();
      for (Object each : (List<?>) Json.read(json)) {
        all.add((Map<?, ?>) each);
      }
      return all;
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The list of pictures is damaged", fault);
    }
  }

  private static int number(Map<?, ?> json, String name) {
    return ((Number) json.get(name)).intValue();
  }

  String json() {
    List<Object> all = new ArrayList<>();
    for (Entry each : entries) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", each.picture.id());
      json.put("width", each.picture.width());
      json.put("height", each.picture.height());
      json.put("bytes", each.bytes);
      all.add(json);
    }
    return Json.write(all);
  }

  Map<String, Picture> byId() {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    entries.forEach(each -> pictures.put(each.picture.id(), each.picture));
    return pictures;
  }

  /**
   * With one more; the same if it is there.
   *
   * @throws Refusal {@code too-large} beyond the limits
   */
  RoomImages with(Entry entry) {
    if (byId().containsKey(entry.picture.id())) {
      return this;
    }
    long bytes = entry.bytes;
    for (Entry each : entries) {
      bytes += each.bytes;
    }
    if (entries.size() >= MAX_IMAGES || bytes > MAX_BYTES) {
      throw Refusal.of(
          ErrorCode.TOO_LARGE,
          "A room keeps at most " + MAX_IMAGES + " pictures of 20 MiB together");
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    return new RoomImages(more);
  }
}
