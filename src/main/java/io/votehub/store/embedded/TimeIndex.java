package io.votehub.store.embedded;

import java.util.HexFormat;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/**
 * Finds ids by a time, so that what is recent or late is found without reading all. It changes in
 * the same commits as what it is of. Changed by the thread that commits.
 *
 * @param times an empty text by time as 16 hexadecimal digits, slash and id
 */
record TimeIndex(MVMap<String, String> times) {
  private static final int DIGITS = 2 * Long.BYTES;

  private static String entry(long at, String id) {
    return HexFormat.of().toHexDigits(Math.max(0, at)) + '/' + id;
  }

  void add(long at, String id) {
    times.put(entry(at, id), "");
  }

  void remove(long at, String id) {
    times.remove(entry(at, id));
  }

  /** The entries at this moment. */
  RootReference<String, String> now() {
    return times.getRoot();
  }

  /**
   * Reads the ids of a time or later, the earliest first.
   *
   * @param reader says whether to go on
   */
  void readFrom(RootReference<String, String> moment, long from, Predicate<String> reader) {
    read(times.cursor(moment, entry(from, ""), null, false), reader);
  }

  /**
   * Reads the ids of before a time, the earliest first.
   *
   * @param reader says whether to go on
   */
  void readBefore(RootReference<String, String> moment, long before, Predicate<String> reader) {
    String end = entry(before, "");
    Cursor<String, String> all = times.cursor(moment, null, end, false);
    read(all, reader);
  }

  private static void read(Cursor<String, String> all, Predicate<String> reader) {
    boolean more = true;
    while (more && all.hasNext()) {
      more = reader.test(all.next().substring(DIGITS + 1));
    }
  }
}
