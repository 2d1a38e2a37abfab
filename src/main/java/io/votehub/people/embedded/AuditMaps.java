package io.votehub.people.embedded;

import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.PeopleJson;
import io.votehub.people.Slice;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The audit log in the file of people. Used by one thread. */
final class AuditMaps {
  /** So many entries are looked at for a slice, so that a rare one does not hold up the others. */
  private static final int MAX_LOOKED_AT = 5_000;

  private static final char SEPARATOR = '/';

  /** After all keys of an instance, as the next character. */
  private static final char AFTER_SEPARATOR = SEPARATOR + 1;

  /** By instance, slash, and number as 16 hexadecimal digits. */
  private final MVMap<String, String> entries;

  /** By time as 16 hexadecimal digits, slash, and the key of the entry: nothing. */
  private final MVMap<String, String> times;

  private final MVMap<String, String> anchors;

  AuditMaps(MVStore file) {
    entries = file.openMap("audit");
    times = file.openMap("audit-times");
    anchors = file.openMap("audit-anchors");
  }

  boolean append(AuditEntry entry) {
    String key = key(entry.instance(), entry.number());
    if (entries.putIfAbsent(key, PeopleJson.audit(entry)) != null) {
      return false;
    }
    times.put(time(entry), "");
    return true;
  }

  Optional<AuditEntry> last(String instance) {
    return Optional.ofNullable(entries.floorKey(key(instance, Long.MAX_VALUE)))
        .filter(key -> key.startsWith(instance + SEPARATOR))
        .map(entries::get)
        .map(PeopleJson::audit)
        .or(() -> anchor(instance));
  }

  List<String> instances() {
    TreeSet<String> names = new TreeSet<>(anchors.keySet());
    String key = entries.firstKey();
    while (key != null) {
      String name = key.substring(0, key.lastIndexOf(SEPARATOR));
      names.add(name);
      key = entries.ceilingKey(name + AFTER_SEPARATOR);
    }
    return List.copyOf(names);
  }

  List<AuditEntry> read(String instance, long from, int atMost) {
    List<AuditEntry> found = new ArrayList<>();
    for (var each = entries.keyIterator(key(instance, from));
        each.hasNext() && found.size() < atMost; ) {
      String key = each.next();
      if (!key.startsWith(instance + SEPARATOR)) {
        break;
      }
      found.add(PeopleJson.audit(entries.get(key)));
    }
    return found;
  }

  Optional<AuditEntry> anchor(String instance) {
    return Optional.ofNullable(anchors.get(instance)).map(PeopleJson::audit);
  }

  void cut(AuditEntry last) {
    if (anchor(last.instance()).filter(old -> old.number() >= last.number()).isPresent()) {
      return;
    }
    anchors.put(last.instance(), PeopleJson.audit(last.anchor()));
    String end = key(last.instance(), last.number());
    List<String> gone = new ArrayList<>();
    for (var each = entries.keyIterator(key(last.instance(), 0)); each.hasNext(); ) {
      String key = each.next();
      if (key.compareTo(end) > 0) {
        break;
      }
      gone.add(key);
    }
    gone.forEach(key -> times.remove(time(PeopleJson.audit(entries.remove(key)))));
  }

  void clear() {
    entries.clear();
    times.clear();
    anchors.clear();
  }

  Slice<AuditEntry> newest(AuditFilter filter, Optional<String> before, int atMost) {
    String start = before.orElseGet(() -> hex(Math.max(0, filter.until())));
    List<AuditEntry> found = new ArrayList<>();
    String key = times.lowerKey(start);
    for (int looked = 0; key != null; looked++) {
      AuditEntry entry = PeopleJson.audit(entries.get(key.substring(key.indexOf(SEPARATOR) + 1)));
      if (entry.at() < filter.from()) {
        return new Slice<>(found, Optional.empty());
      }
      if (filter.matches(entry)) {
        found.add(entry);
      }
      String next = times.lowerKey(key);
      if (next != null && (found.size() == atMost || looked == MAX_LOOKED_AT)) {
        return new Slice<>(found, Optional.of(key));
      }
      key = next;
    }
    return new Slice<>(found, Optional.empty());
  }

  private static String key(String instance, long number) {
    return instance + SEPARATOR + hex(number);
  }

  private static String time(AuditEntry entry) {
    return hex(entry.at()) + SEPARATOR + key(entry.instance(), entry.number());
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
