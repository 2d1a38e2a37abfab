package io.votehub.poll;

import static io.votehub.poll.JsonFields.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures as fields of the JSON value of what they belong to. */
final class PictureJson {
  private PictureJson() {}

  static void put(Map<String, Object> json, Picture picture) {
    json.put("image", picture.id());
    json.put("imageSize", List.of(picture.width(), picture.height()));
    json.put("alt", picture.alt());
  }

  /** Empty for addresses of images, which older polls have: pages do not load them any more. */
  static Optional<Picture> read(Map<String, ?> json) {
    if (!(json.get("image") instanceof String id)
        || !Picture.isId(id)
        || !(json.get("imageSize") instanceof List<?> size)) {
      return Optional.empty();
    }
    return Optional.of(
        new Picture(
            id,
            ((Number) size.get(0)).intValue(),
            ((Number) size.get(1)).intValue(),
            text(json, "alt")));
  }
}
