package io.votehub.draft;

import io.votehub.poll.Picture;
import io.votehub.poll.PlainText;
import io.votehub.poll.ValidationErrors;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the pictures that polls and options name: the fields {@code image} and {@code alt}. The
 * size that the hub adds to them is ignored, so that clients can send back what they got.
 */
final class PictureReader {
  static final String IMAGE = "image";
  static final String ALT = "alt";

  private final ValidationErrors faults;

  PictureReader(ValidationErrors faults) {
    this.faults = faults;
  }

  /** The picture of an object at that pointer; empty if it has none. */
  Optional<Picture> read(Map<String, ?> json, String pointer) {
    Object image = json.get(IMAGE);
    if (image == null) {
      return Optional.empty();
    }
    if (!(image instanceof String id) || !Picture.isId(id)) {
      faults.add(
          pointer + "/" + IMAGE,
          "Must be the id of a picture that was sent to this room; pictures of other sites are not"
              + " shown, because those could watch who votes");
      return Optional.empty();
    }
    return Optional.of(Picture.named(id, alt(json.get(ALT), pointer)));
  }

  /** The picture after a partial update: without {@code image} only its text changes. */
  Optional<Picture> patched(Optional<Picture> before, Map<String, ?> json) {
    if (json.containsKey(IMAGE)) {
      return read(json, "");
    }
    return json.containsKey(ALT)
        ? before.map(
            old -> new Picture(old.id(), old.width(), old.height(), alt(json.get(ALT), "")))
        : before;
  }

  private String alt(Object given, String pointer) {
    if (given == null || (given instanceof String text && PlainText.of(text).isEmpty())) {
      return "";
    }
    return faults.text(given, pointer + "/" + ALT, Picture.MAX_ALT);
  }
}
