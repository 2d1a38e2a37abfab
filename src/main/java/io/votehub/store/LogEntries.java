package io.votehub.store;

import io.vertx.core.Future;
import java.util.List;

/**
 * Stores an append-only sequence of short texts, one for the whole hub: entries are never changed
 * nor deleted, also not with the rooms that they tell of, and are in no backup. The promises are
 * those of {@link Store}.
 */
public interface LogEntries {
  /** The greatest length of an entry, in characters. */
  int MAX_ENTRY = 4_096;

  /**
   * Adds an entry behind the last one, in one step over all instances. Of several that add one at
   * the same place, one succeeds.
   *
   * @param index how many entries there are before it
   * @return whether it was added; false if the log has more entries than that; fails with an {@link
   *     IllegalArgumentException} if it has fewer
   * @throws IllegalArgumentException if the text is empty or too long
   */
  Future<Boolean> addLogEntry(long index, String text);

  /** The number of entries. */
  Future<Long> logSize();

  /**
   * Some entries in their order.
   *
   * @param from the index of the first one
   */
  Future<List<String>> logEntries(long from, int atMost);

  /**
   * A text that may be an entry.
   *
   * @throws IllegalArgumentException if it may not
   */
  static String requireFits(String text) {
    if (text.isEmpty() || text.length() > MAX_ENTRY) {
      throw new IllegalArgumentException("An entry has 1 to " + MAX_ENTRY + " characters");
    }
    return text;
  }
}
