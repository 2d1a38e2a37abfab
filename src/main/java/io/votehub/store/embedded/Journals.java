package io.votehub.store.embedded;

import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.WriteBuffer;

/**
 * The journals of all polls in a store file, as runs of ballots. The runs of one journal do not
 * overlap, so that reading them in the order of their keys returns the ballots in the order of
 * their revisions. One writer thread; readers may run concurrently.
 */
final class Journals {
  private static final int SWEEP_RUNS = 2_000;
  private static final int SWEEP_BYTES = 1 << 18;

  private static final int BUFFER_AT_FIRST = 1_024;

  private final MVMap<JournalKey, JournalRun> runs;
  private final WriteBuffer buffer = new WriteBuffer(BUFFER_AT_FIRST);

  Journals(MVMap<JournalKey, JournalRun> runs) {
    this.runs = runs;
  }

  /**
   * Adds entries to a journal, or none of them if a revision belongs to another ballot. Entries
   * that exist already are skipped.
   *
   * @throws IllegalArgumentException if their revisions do not ascend
   */
  void append(String poll, long journal, List<JournalEntry> entries)
      throws JournalConflictException {
    requireAscending(entries);
    if (entries.get(0).rev() > last(journal)) {
      add(journal, entries);
      return;
    }
    List<JournalEntry> missing = new ArrayList<>();
    for (JournalEntry entry : entries) {
      Optional<JournalEntry> known = find(journal, entry.rev());
      if (known.isEmpty()) {
        missing.add(entry);
      } else if (!known.get().isSameEntry(entry)) {
        throw new JournalConflictException(poll, entry.rev());
      }
    }
    missing.forEach(entry -> insert(journal, entry));
  }

  private static void requireAscending(List<JournalEntry> entries) {
    long before = -1;
    for (JournalEntry entry : entries) {
      if (entry.rev() <= before) {
        throw new IllegalArgumentException("Entries must come in ascending order of revisions");
      }
      before = entry.rev();
    }
  }

  /** Appends entries whose revisions are greater than all existing ones. */
  void add(long journal, List<JournalEntry> entries) {
    int begin = 0;
    for (int end = 1; end <= entries.size(); end++) {
      boolean full = end - begin == JournalRun.MAX_BALLOTS;
      if (full
          || end == entries.size()
          || !JournalRun.belongTogether(entries.get(begin).rev(), entries.get(end).rev())) {
        put(journal, entries.subList(begin, end));
        begin = end;
      }
    }
  }

  private void put(long journal, List<JournalEntry> run) {
    runs.put(new JournalKey(journal, run.get(0).rev()), JournalRun.of(run, buffer));
  }

  /** The last revision of a journal, or -1. */
  private long last(long journal) {
    return floor(journal, Long.MAX_VALUE).map(key -> runs.get(key).last()).orElse(-1L);
  }

  private Optional<JournalKey> floor(long journal, long rev) {
    return Optional.ofNullable(runs.floorKey(new JournalKey(journal, rev)))
        .filter(key -> key.journal() == journal);
  }

  private Optional<JournalEntry> find(long journal, long rev) {
    return floor(journal, rev).stream()
        .flatMap(key -> runs.get(key).entries(key.rev()).stream())
        .filter(entry -> entry.rev() == rev)
        .findAny();
  }

  /** Inserts an entry under a free revision: into the run around it, or as a run of its own. */
  private void insert(long journal, JournalEntry entry) {
    List<JournalEntry> run = new ArrayList<>(List.of(entry));
    floor(journal, entry.rev())
        .filter(key -> runs.get(key).last() > entry.rev())
        .ifPresent(key -> run.addAll(runs.get(key).entries(key.rev())));
    run.sort(Comparator.comparingLong(JournalEntry::rev));
    put(journal, run);
  }

  /** The id of the map in the file. */
  int map() {
    return runs.getId();
  }

  /** Removes all journals. */
  void clear() {
    runs.clear();
  }

  /** The present version, for {@link #read}. */
  RootReference<JournalKey, JournalRun> now() {
    return runs.getRoot();
  }

  /**
   * Reads a version of a journal.
   *
   * @param from the beginning of an epoch, which is a boundary of runs
   */
  void read(
      RootReference<JournalKey, JournalRun> moment,
      long journal,
      long from,
      Consumer<JournalEntry> reader) {
    JournalKey end = new JournalKey(journal, Long.MAX_VALUE);
    Cursor<JournalKey, JournalRun> cursor =
        runs.cursor(moment, new JournalKey(journal, from), end, false);
    while (cursor.hasNext()) {
      long first = cursor.next().rev();
      cursor.getValue().read(first, reader);
    }
  }

  /**
   * Removes some of a journal's runs that begin before a revision.
   *
   * @return whether all of them are removed
   */
  boolean sweep(JournalKey end) {
    JournalKey last = new JournalKey(end.journal(), end.rev() - 1);
    Cursor<JournalKey, JournalRun> cursor =
        runs.cursor(new JournalKey(end.journal(), 0), last, false);
    List<JournalKey> some = new ArrayList<>();
    int bytes = 0;
    while (cursor.hasNext() && some.size() < SWEEP_RUNS && bytes < SWEEP_BYTES) {
      some.add(cursor.next());
      bytes += cursor.getValue().size();
    }
    boolean all = !cursor.hasNext();
    some.forEach(runs::remove);
    return all;
  }

  /**
   * Removes void entries from some of a journal's runs.
   *
   * @param from where to begin
   * @param end the revision before which to end
   * @return where to continue; empty at the end
   */
  OptionalLong strip(JournalKey from, long end, LongPredicate counts) {
    Cursor<JournalKey, JournalRun> cursor =
        runs.cursor(from, new JournalKey(from.journal(), end - 1), false);
    List<JournalKey> changed = new ArrayList<>();
    List<List<JournalEntry>> kept = new ArrayList<>();
    int bytes = 0;
    OptionalLong next = OptionalLong.empty();
    for (int number = 0; cursor.hasNext() && next.isEmpty(); number++) {
      JournalKey key = cursor.next();
      if (number == SWEEP_RUNS || bytes >= SWEEP_BYTES) {
        next = OptionalLong.of(key.rev());
      } else {
        bytes += cursor.getValue().size();
        List<JournalEntry> all = cursor.getValue().entries(key.rev());
        List<JournalEntry> counting = all.stream().filter(e -> counts.test(e.rev())).toList();
        if (counting.size() < all.size()) {
          changed.add(key);
          kept.add(counting);
        }
      }
    }
    changed.forEach(runs::remove);
    kept.stream().filter(run -> !run.isEmpty()).forEach(run -> put(from.journal(), run));
    return next;
  }
}
