package io.votehub.store.embedded;

import java.util.Iterator;
import org.h2.mvstore.MVMap;

/**
 * Finds the rooms that have a record under a key. It changes in the same commits as the records.
 * Used by the thread that commits.
 */
final class RecordIndex {
  /** Below all characters of keys, so that no key's entries lie between those of another. */
  private static final char SEPARATOR = ' ';

  private final MVMap<String, String> rooms;

  RecordIndex(MVMap<String, String> rooms) {
    this.rooms = rooms;
  }

  static String entry(String key, String room) {
    return key + SEPARATOR + room;
  }

  static String room(String entry) {
    return entry.substring(entry.lastIndexOf(SEPARATOR) + 1);
  }

  /**
   * Makes the index anew if it does not belong to these records: an earlier version of the hub,
   * which had none, wrote them.
   */
  void match(MVMap<String, String> records) {
    if (rooms.sizeAsLong() == records.sizeAsLong()) {
      return;
    }
    rooms.clear();
    Iterator<String> ids = records.keyIterator(null);
    while (ids.hasNext()) {
      add(ids.next());
    }
  }

  /**
   * @param id a record's room, slash and key
   */
  void add(String id) {
    rooms.put(entryOf(id), "");
  }

  /**
   * @param id a record's room, slash and key
   */
  void remove(String id) {
    rooms.remove(entryOf(id));
  }

  private static String entryOf(String id) {
    int slash = id.indexOf('/');
    return entry(id.substring(slash + 1), id.substring(0, slash));
  }
}
