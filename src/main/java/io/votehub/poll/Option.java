package io.votehub.poll;

import java.util.Optional;

/** An option of a poll: an id unique within the poll, a label, and optionally a picture. */
public record Option(String id, String label, Optional<Picture> image) {
  public static final int MAX_LABEL = 200;

  public Option(String id, String label) {
    this(id, label, Optional.empty());
  }

  public Option withImage(Optional<Picture> picture) {
    return new Option(id, label, picture);
  }
}
