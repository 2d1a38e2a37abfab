package io.votehub.people;

import java.util.List;
import java.util.Optional;

/**
 * Some of many, in an order that does not change.
 *
 * @param next where to continue; empty if this was the end. There may be more even if the items are
 *     few or none
 */
public record Slice<T>(List<T> items, Optional<String> next) {
  public Slice {
    items = List.copyOf(items);
  }
}
