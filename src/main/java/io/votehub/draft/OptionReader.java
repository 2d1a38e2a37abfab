package io.votehub.draft;

import io.votehub.poll.Option;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and validates the options of a poll written by a presenter. */
final class OptionReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final Set<String> FIELDS =
      Set.of("id", "label", PictureReader.IMAGE, PictureReader.ALT, "imageSize");
  private static final int LETTERS = 26;

  private final ValidationErrors faults;
  private final Set<String> taken = new HashSet<>();
  private int nextDefault;

  OptionReader(ValidationErrors faults) {
    this.faults = faults;
  }

  /**
   * Reads {@code least} to {@code most} options. Options without an id get {@code a}, {@code b},
   * {@code c}, … in order, skipping ids in use.
   */
  List<Option> read(Object value, int least, int most) {
    if (value == null && least == 0) {
      return List.of();
    }
    if (!(value instanceof List<?> given)) {
      faults.add("/options", value == null ? "Is missing" : "Must be a list");
      return List.of();
    }
    if (given.size() < least || given.size() > most) {
      faults.add("/options", "Must be from " + least + " to " + most + " options");
      return List.of();
    }
    takeIds(given);
    List<Option> options = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      options.add(option(given.get(i), "/options/" + i));
    }
    return options;
  }

  private void takeIds(List<?> given) {
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) instanceof Map<?, ?> json && json.get("id") != null) {
        String pointer = "/options/" + i + "/id";
        if (!(json.get("id") instanceof String id) || !ID.matcher(id).matches()) {
          faults.add(pointer, "Must have from 1 to 32 letters, digits, '-' or '_'");
        } else if (!taken.add(id)) {
          faults.add(pointer, "Stands twice");
        }
      }
    }
  }

  private Option option(Object given, String pointer) {
    if (given instanceof String label) {
      return new Option(defaultId(), faults.text(label, pointer, Option.MAX_LABEL));
    }
    if (!(given instanceof Map<?, ?> map)) {
      faults.add(pointer, "Must be a text, or an object with a label");
      return new Option("", "");
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> json = (Map<String, Object>) map;
    faults.rejectUnknownFields(json, pointer, FIELDS);
    String id = json.get("id") == null ? defaultId() : String.valueOf(json.get("id"));
    String label = faults.text(json.get("label"), pointer + "/label", Option.MAX_LABEL);
    return new Option(id, label, new PictureReader(faults).read(json, pointer));
  }

  private String defaultId() {
    String id;
    do {
      id = letters(nextDefault++);
    } while (!taken.add(id));
    return id;
  }

  /** {@code a} to {@code z}, then {@code aa}, {@code ab}, …, like spreadsheet columns. */
  private static String letters(int index) {
    String last = String.valueOf((char) ('a' + index % LETTERS));
    return index < LETTERS ? last : letters(index / LETTERS - 1) + last;
  }
}
