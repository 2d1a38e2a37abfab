package io.votehub.draft;

import io.votehub.poll.AccentColor;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import io.votehub.poll.Theme;
import io.votehub.poll.Theme.Mode;
import io.votehub.poll.ValidationErrors;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the looks of a room. */
public final class ThemeReader {
  private static final String PARENT = "/theme";
  private static final Set<String> FIELDS = Set.of("accent", "logo", "mode");

  private ThemeReader() {}

  /**
   * Applies a partial update: fields that are left out stay, null restores the default; null for
   * the whole restores all.
   *
   * @param pictures those of the room, by id
   * @throws Refusal {@code bad-request}
   */
  public static Theme patched(Theme before, Object given, Map<String, Picture> pictures) {
    if (given == null) {
      return new Theme(Optional.empty(), Optional.empty(), Mode.AUTO, before.rev() + 1);
    }
    if (!(given instanceof Map<?, ?> map)) {
      throw Refusal.field(PARENT, "Must be an object, or null");
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> json = (Map<String, Object>) map;
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, PARENT, FIELDS);
    Theme theme =
        new Theme(
            json.containsKey("accent") ? accent(json.get("accent"), faults) : before.accent(),
            json.containsKey("logo") ? logo(json.get("logo"), pictures, faults) : before.logo(),
            json.containsKey("mode") ? mode(json.get("mode"), faults) : before.mode(),
            before.rev() + 1);
    faults.throwIfAny();
    return theme.requireReadable();
  }

  private static Optional<AccentColor> accent(Object given, ValidationErrors faults) {
    Optional<AccentColor> accent = AccentColor.read(given instanceof String text ? text : "");
    if (given != null && accent.isEmpty()) {
      faults.add(PARENT + "/accent", "Must be a colour such as #0e5a52");
    }
    return accent;
  }

  private static Optional<Picture> logo(
      Object given, Map<String, Picture> pictures, ValidationErrors faults) {
    Optional<Picture> logo =
        Optional.ofNullable(given instanceof String id ? pictures.get(id) : null);
    if (given != null && logo.isEmpty()) {
      faults.add(PARENT + "/logo", "Is no picture of this room; send it to the room first");
    }
    return logo;
  }

  private static Mode mode(Object given, ValidationErrors faults) {
    if (given == null) {
      return Mode.AUTO;
    }
    return Mode.of(given)
        .orElseGet(
            () -> {
              faults.add(PARENT + "/mode", "Must be 'auto', 'light' or 'dark'");
              return Mode.AUTO;
            });
  }
}
