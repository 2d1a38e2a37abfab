package io.votehub.poll;

import java.util.Optional;

/**
 * An option of a poll: an id unique within the poll, a label, and optionally the address of an
 * image.
 */
public record Option(String id, String label, Optional<String> image) {
  public static final int MAX_LABEL = 200;
  public static final int MAX_IMAGE = 2000;

  public Option(String id, String label) {
    this(id, label, Optional.empty());
  }
}
