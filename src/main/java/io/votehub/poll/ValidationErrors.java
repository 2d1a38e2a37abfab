package io.votehub.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Collects the faults of a request, so that all of them are reported at once. */
public final class ValidationErrors {
  /** Requests with more faults are not corrected one by one. */
  private static final int MAX = 50;

  private final List<Refusal.Fault> found = new ArrayList<>();

  public void add(String pointer, String detail) {
    if (found.size() < MAX) {
      found.add(new Refusal.Fault(pointer, detail));
    }
  }

  public void add(Refusal refusal) {
    add("", refusal);
  }

  /** Adds the faults of a part, with pointers relative to the whole. */
  public void add(String parent, Refusal refusal) {
    refusal.faults().forEach(fault -> add(parent + fault.pointer(), fault.detail()));
  }

  /** Finds fault with every field whose name is not known. */
  public void rejectUnknownFields(Map<String, ?> json, String parent, Collection<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        add(parent + "/" + JsonPointer.escape(name), "Unknown field");
      }
    }
  }

  /**
   * Reads a text of 1 to {@code most} characters after sanitizing; otherwise adds a fault and
   * returns "".
   */
  public String text(Object value, String pointer, int most) {
    if (!(value instanceof String raw)) {
      add(pointer, value == null ? "Is missing" : "Must be a text");
      return "";
    }
    String plain = PlainText.isHuge(raw, most) ? "" : PlainText.of(raw);
    if (plain.isEmpty() || PlainText.length(plain) > most) {
      add(pointer, "Must have from 1 to " + most + " characters");
    } else if (PlainText.isOverloaded(raw)) {
      add(pointer, "Has too many marks on one character");
    }
    return plain;
  }

  /** Reads the revision seen by the client, a whole number; empty if not given. */
  public OptionalLong rev(Object value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
      return OptionalLong.of(((Number) value).longValue());
    }
    add("/rev", "Must be a whole number of at least 0");
    return OptionalLong.empty();
  }

  /** The faults so far. */
  public List<Refusal.Fault> found() {
    return List.copyOf(found);
  }

  /** Throws a refusal with all faults, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw Refusal.fields(found);
    }
  }
}
