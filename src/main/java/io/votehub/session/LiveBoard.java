package io.votehub.session;

import io.votehub.memory.Footprint;
import io.votehub.question.Board;
import io.votehub.question.BoardChange;
import io.votehub.question.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions from the floor of one poll on one event loop. It is fed with boards and with
 * changes, which may be duplicated, delayed or reordered, and only moves forward: by its revision,
 * each question is the newest that was heard of, and one that is gone does not come back.
 *
 * <p>Counts the changes in the order in which they came, so that a receiver can be told what it
 * missed.
 */
final class LiveBoard {
  /** Ids are never reused, so forgetting one matters only to receivers that are far behind. */
  private static final int MAX_GONE = 1000;

  /** The record, its id, its state and its places in maps. */
  private static final int ENTRY_BYTES = 400;

  /** When a question went, by revision and by the order of changes. */
  private record Gone(long rev, long change) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Long> changedAt = new HashMap<>();
  private final Map<String, Gone> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Gone> eldest) {
          return size() > MAX_GONE;
        }
      };

  /** Questions that voters saw at some time, and were not told to forget. */
  private final Set<String> shown = new HashSet<>();

  private long rev;
  private long changes;
  private long bytes;

  /** The revision of the newest change that was heard of. */
  long rev() {
    return rev;
  }

  /** How many changes were heard of. */
  long changes() {
    return changes;
  }

  /** How many bytes of memory the questions take. */
  long bytes() {
    return bytes;
  }

  /** All questions by id. */
  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** Applies a change; returns the ids of the questions that are different now. */
  Set<String> apply(BoardChange change) {
    changes++;
    Set<String> different = new HashSet<>();
    for (Entry entry : change.changed()) {
      if (put(entry)) {
        different.add(entry.id());
      }
    }
    for (String id : change.gone()) {
      if (remove(id, change.rev())) {
        different.add(id);
      }
    }
    rev = Math.max(rev, change.rev());
    return different;
  }

  /** Applies a whole board, which may be older; returns the ids of what is different now. */
  Set<String> apply(Board board) {
    List<String> missing = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.rev() <= board.rev() && board.entry(entry.id()).isEmpty()) {
        missing.add(entry.id());
      }
    }
    return apply(new BoardChange(board.rev(), List.copyOf(board.entries().values()), missing));
  }

  private boolean put(Entry entry) {
    Entry known = entries.get(entry.id());
    Gone went = gone.get(entry.id());
    boolean isOld = known != null && known.rev() >= entry.rev();
    if (isOld || (went != null && went.rev >= entry.rev())) {
      return false;
    }
    entries.put(entry.id(), entry);
    changedAt.put(entry.id(), changes);
    bytes += bytes(entry) - bytes(known);
    if (entry.isShown()) {
      shown.add(entry.id());
    }
    return true;
  }

  private boolean remove(String id, long atRev) {
    Entry known = entries.get(id);
    if (known != null && known.rev() > atRev) {
      return false;
    }
    gone.put(id, new Gone(atRev, changes));
    entries.remove(id);
    changedAt.remove(id);
    bytes -= bytes(known);
    return known != null;
  }

  private static long bytes(Entry entry) {
    return entry == null
        ? 0
        : ENTRY_BYTES
            + Footprint.of(entry.text())
            + Footprint.of(entry.name())
            + Footprint.of(entry.reply())
            + Footprint.of(entry.author());
  }

  /** What changed after so many changes. */
  Set<String> changedSince(long change) {
    Set<String> ids = new HashSet<>();
    changedAt.forEach((id, at) -> addIf(at > change, id, ids));
    gone.forEach((id, went) -> addIf(went.change > change, id, ids));
    return ids;
  }

  private static void addIf(boolean add, String id, Set<String> ids) {
    if (add) {
      ids.add(id);
    }
  }

  /** Whether voters saw the question, now or before. */
  boolean wasShown(String id) {
    return shown.contains(id);
  }
}
