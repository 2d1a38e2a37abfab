package io.votehub.question;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Boards and their changes as JSON for storage and for other instances; never for clients. */
public final class BoardJson {
  private BoardJson() {}

  /** A board as text. */
  public static String write(Board board) {
    return Json.write(
        Map.of(
            "rev",
            board.rev(),
            "entries",
            board.entries().values().stream().map(BoardJson::entry).toList()));
  }

  /**
   * A board from its text.
   *
   * @throws IllegalStateException if it is none
   */
  public static Board read(String text) {
    try {
      Map<String, Object> json = Json.readObject(text);
      Map<String, Entry> entries = new LinkedHashMap<>();
      entries(json.get("entries")).forEach(each -> entries.put(each.id(), each));
      return new Board(whole(json, "rev"), entries);
    } catch (BadJsonException | ClassCastException | NullPointerException fault) {
      throw new IllegalStateException("The questions of a poll cannot be read", fault);
    }
  }

  /** A change as a JSON object. */
  public static Map<String, Object> change(BoardChange change) {
    return Map.of(
        "rev",
        change.rev(),
        "changed",
        change.changed().stream().map(BoardJson::entry).toList(),
        "gone",
        change.gone());
  }

  /**
   * A change from its JSON object.
   *
   * @throws ClassCastException if a field is malformed
   * @throws NullPointerException if a field is missing
   */
  public static BoardChange readChange(Map<String, ?> json) {
    List<String> gone = new ArrayList<>();
    ((List<?>) json.get("gone")).forEach(each -> gone.add((String) each));
    return new BoardChange(whole(json, "rev"), entries(json.get("changed")), gone);
  }

  private static Map<String, Object> entry(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("author", entry.author());
    json.put("slot", entry.slot());
    json.put("text", entry.text());
    json.put("likeness", entry.likeness());
    json.put("at", entry.at());
    json.put("state", entry.state().wire());
    json.put("rev", entry.rev());
    if (!entry.name().isEmpty()) {
      json.put("name", entry.name());
    }
    if (entry.pinned()) {
      json.put("pinned", true);
    }
    if (!entry.reply().isEmpty()) {
      json.put("reply", entry.reply());
    }
    if (!entry.held().isEmpty()) {
      json.put("held", entry.held());
    }
    if (entry.lives() > 0) {
      json.put("lives", entry.lives());
    }
    return json;
  }

  private static List<Entry> entries(Object json) {
    List<Entry> entries = new ArrayList<>();
    for (Object each : (List<?>) json) {
      @SuppressWarnings("unchecked")
      Map<String, ?> fields = (Map<String, ?>) each;
      entries.add(readEntry(fields));
    }
    return entries;
  }

  private static Entry readEntry(Map<String, ?> json) {
    EntryState state = EntryState.of(json.get("state")).orElse(EntryState.HIDDEN);
    // Boards of earlier versions do not say how often.
    int lives = json.containsKey("lives") ? (int) whole(json, "lives") : state.isShown() ? 1 : 0;
    return new Entry(
        Objects.requireNonNull((String) json.get("id")),
        Objects.requireNonNull((String) json.get("author")),
        (int) whole(json, "slot"),
        Objects.requireNonNull((String) json.get("text")),
        textOrEmpty(json.get("likeness")),
        textOrEmpty(json.get("name")),
        whole(json, "at"),
        state,
        Boolean.TRUE.equals(json.get("pinned")),
        textOrEmpty(json.get("reply")),
        whole(json, "rev"),
        textOrEmpty(json.get("held")),
        lives);
  }

  private static String textOrEmpty(Object value) {
    return value == null ? "" : (String) value;
  }

  private static long whole(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }
}
