package io.votehub.store.embedded;

import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import io.votehub.store.RoomRecords;
import io.votehub.store.ScheduledTask;
import io.votehub.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The file of an embedded store: H2's MVStore, a log of chunks each of which is a consistent state,
 * so that after a crash the last forced one is found. One thread changes it and commits; others
 * read from {@link Snapshot}s concurrently.
 */
final class StoreFile {
  private static final String LAST_JOURNAL = "lastJournal";
  private static final int MOST_DELETIONS = 100_000;

  private static final String MARK = "mark ";

  private final MVStore store;
  private final StoreMaps tables;
  private final FileSpace space;
  private final RecordIndex recordIndex;

  /** The record of the poll being swept, cached because it may be large. */
  private PollRecord sweeping;

  private StoreFile(MVStore store) {
    this.store = store;
    tables = StoreMaps.of(store);
    space =
        new FileSpace(
            store,
            tables.numbers(),
            tables.rooms().getId(),
            tables.polls().getId(),
            tables.records().getId(),
            tables.roomsByKey().getId(),
            tables.tasks().tasks().getId(),
            tables.journals().map());
    recordIndex = new RecordIndex(tables.roomsByKey());
  }

  /** Opens the file in the folder, or creates both; only their owner may read them. */
  static StoreFile open(Path folder) throws StoreException {
    return open(folder, "");
  }

  /**
   * @param scheme the prefix of an H2 file system, by which tests inject disk faults
   */
  static StoreFile open(Path folder, String scheme) throws StoreException {
    StoreFile file = new StoreFile(DataFile.open(folder, scheme));
    file.recordIndex.match(file.tables.records());
    return file;
  }

  /** Makes all changes since the last call durable; false if there are none. */
  boolean commit() {
    if (!store.hasUnsavedChanges()) {
      return false;
    }
    space.committing();
    store.commit();
    store.sync();
    space.committed();
    return true;
  }

  /** The memory of uncommitted changes, in bytes. */
  int uncommittedBytes() {
    return store.getUnsavedMemory();
  }

  /** A snapshot of the durable state; to be called right after a commit. */
  Snapshot snapshot() {
    return new Snapshot(store, tables);
  }

  /** The present state of the tables, durable or not. */
  StoreView now() {
    return new StoreView(tables);
  }

  boolean isOpen() {
    return !store.isClosed();
  }

  /**
   * Closes without compaction, which might take longer than a stop may; no snapshot may be
   * retained.
   */
  void close() {
    store.close();
  }

  /** Closes the file without writing to it. */
  void abandon() {
    store.closeImmediately();
  }

  /** Makes a small change, to check whether the disk accepts writes. */
  void touch() {
    tables.numbers().put("checkedAt", System.currentTimeMillis());
  }

  void put(Room room) {
    tables.rooms().put(room.code(), Json.write(RecordJson.room(room)));
  }

  /** Records a use of a room, if the room exists and the use is the latest. */
  void noteUse(String code, long at) {
    Long known = tables.usedAt().get(code);
    if ((known == null || known < at) && tables.rooms().containsKey(code)) {
      tables.usedAt().put(code, at);
      if (known != null) {
        tables.roomsByUse().remove(known, code);
      }
      tables.roomsByUse().add(at, code);
    }
  }

  long updateMark(String name, LongUnaryOperator change) {
    String key = MARK + name;
    long after = change.applyAsLong(tables.numbers().getOrDefault(key, 0L));
    tables.numbers().put(key, after);
    return after;
  }

  /** Whether there is such a room and it was last used before a time. */
  boolean isUnused(String code, long before) {
    Long at = tables.usedAt().get(code);
    return at != null && at < before && tables.rooms().containsKey(code);
  }

  boolean removeRoom(String code) {
    List<PollRecord> polls = now().polls(code);
    polls.forEach(this::remove);
    removeRecords(code, "");
    Long used = tables.usedAt().remove(code);
    if (used != null) {
      tables.roomsByUse().remove(used, code);
    }
    space.erase();
    return tables.rooms().remove(code) != null;
  }

  void put(PollRecord record) {
    String id = record.poll().id();
    String json = Json.write(RecordJson.poll(record));
    JournalHead head = tables.heads().get(id);
    if (head == null) {
      tables.pollsOfRooms().put(roomKey(record), "");
      tables.heads().put(id, new JournalHead(newJournal(), record.epoch(), 0));
    } else if (head.epoch() != record.epoch()) {
      tables.heads().put(id, head.withEpoch(record.epoch()));
    }
    String before = tables.polls().put(id, json);
    tables.watched().change(id, Optional.ofNullable(before), Optional.of(json));
    if (record.sweepBefore() > 0) {
      tables.sweeps().putIfAbsent(id, 0L);
    }
    if (sweeping != null && id.equals(sweeping.poll().id())) {
      sweeping = record;
    }
  }

  private long newJournal() {
    long number = tables.numbers().getOrDefault(LAST_JOURNAL, 0L) + 1;
    tables.numbers().put(LAST_JOURNAL, number);
    return number;
  }

  boolean removePoll(String id) {
    Optional<PollRecord> record = now().poll(id);
    record.ifPresent(this::remove);
    return record.isPresent();
  }

  private void remove(PollRecord record) {
    String id = record.poll().id();
    JournalHead head = tables.heads().remove(id);
    String text = tables.polls().remove(id);
    tables.watched().change(id, Optional.ofNullable(text), Optional.empty());
    tables.sweeps().remove(id);
    tables.pollsOfRooms().remove(roomKey(record));
    tables.forgotten().put(new JournalKey(head.journal(), Long.MAX_VALUE), 0L);
    // Nobody's data, and many of them: erasing rewrites a part of the file.
    if (!JoinCode.isHidden(record.poll().room())) {
      space.erase();
    }
  }

  /** See {@link io.votehub.store.RoomRecords#changeRecord}. */
  Optional<String> changeRecord(String room, String key, UnaryOperator<Optional<String>> change) {
    String id = room + "/" + key;
    Optional<String> before = Optional.ofNullable(tables.records().get(id));
    Optional<String> after = change.apply(before).map(text -> RoomRecords.requireFits(key, text));
    if (after.isPresent() && before.isEmpty() && !tables.rooms().containsKey(room)) {
      throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
    }
    if (after.isPresent() && !after.equals(before)) {
      tables.records().put(id, after.get());
      recordIndex.add(id);
    } else if (after.isEmpty() && before.isPresent()) {
      tables.records().remove(id);
      recordIndex.remove(id);
      space.erase();
    }
    return after;
  }

  /** See {@link io.votehub.store.ScheduledTasks#changeTask}. */
  Optional<ScheduledTask> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    return tables.tasks().change(kind, id, change, space::erase);
  }

  /** See {@link io.votehub.store.LogEntries#addLogEntry}. */
  boolean addLogEntry(long index, String text) {
    long size = tables.log().sizeAsLong();
    if (size < index) {
      throw new IllegalArgumentException("There are but " + size + " entries");
    }
    return size == index && tables.log().put(index, text) == null;
  }

  void removeRecords(String room, String prefix) {
    List<String> ids = new ArrayList<>();
    String first = room + "/" + prefix;
    Iterator<String> all = tables.records().keyIterator(first);
    while (all.hasNext()) {
      String id = all.next();
      if (!id.startsWith(first)) {
        break;
      }
      ids.add(id);
    }
    ids.forEach(tables.records()::remove);
    ids.forEach(recordIndex::remove);
    if (!ids.isEmpty()) {
      space.erase();
    }
  }

  private static String roomKey(PollRecord record) {
    return record.poll().room() + "/" + record.poll().id();
  }

  /** See {@link io.votehub.store.Store#noteDeletions}. */
  void noteDeletions(long begin, long forgetBefore, List<Deletion> deletions) {
    MVMap<String, String> noted = tables.deletions();
    for (Deletion each : deletions) {
      noted.put(RecordJson.deletionKey(each), Json.write(RecordJson.deletion(each)));
    }
    Long known = tables.numbers().get(StoreView.DELETIONS_SINCE);
    long since = Math.max(known == null ? begin : known, forgetBefore);
    String oldest = noted.firstKey();
    while (oldest != null
        && (RecordJson.deletionTime(oldest) < since || noted.sizeAsLong() > MOST_DELETIONS)) {
      since = Math.max(since, RecordJson.deletionTime(oldest) + 1);
      noted.remove(oldest);
      oldest = noted.firstKey();
    }
    if (known == null || known != since) {
      tables.numbers().put(StoreView.DELETIONS_SINCE, since);
    }
  }

  /** The poll's epoch, or -1 if there is no such poll. */
  int epoch(String poll) {
    JournalHead head = tables.heads().get(poll);
    return head == null ? -1 : head.epoch();
  }

  /**
   * Adds entries to a poll's journal, or none of them if one meets another ballot under its
   * revision.
   */
  void append(String poll, List<JournalEntry> entries) throws JournalConflictException {
    JournalHead head = tables.heads().get(poll);
    if (head == null || entries.isEmpty()) {
      return;
    }
    tables.journals().append(poll, head.journal(), entries);
  }

  /** Hides the entries of earlier epochs at once; they are removed later, in small batches. */
  void forgetBefore(String poll, int epoch) {
    long rev = Revision.of(epoch, 0);
    JournalHead head = tables.heads().get(poll);
    if (head != null && head.from() < rev) {
      tables.heads().put(poll, head.withFrom(rev));
      tables.forgotten().put(new JournalKey(head.journal(), rev), 0L);
      space.erase();
    }
  }

  /** Whether maintenance is due while there is nothing else to write. */
  boolean needsMaintenance() {
    return hasForgotten() || space.isDue();
  }

  /** Whether maintenance is due even while others write. */
  boolean needsMaintenanceUnderLoad() {
    return hasForgotten() || space.isDueUnderLoad();
  }

  private boolean hasForgotten() {
    return !tables.forgotten().isEmpty() || !tables.sweeps().isEmpty();
  }

  /**
   * Runs one step of maintenance: removes some void or hidden ballots, erases deleted data, or
   * shrinks the file. It takes effect with the next commit.
   */
  void maintain() {
    if (hasForgotten()) {
      sweep();
    } else if (space.isDue()) {
      space.step();
    }
  }

  private void sweep() {
    JournalKey end = tables.forgotten().firstKey();
    if (end == null) {
      sweepOfRecord();
    } else if (tables.journals().sweep(end)) {
      tables.forgotten().remove(end);
    }
    if (!hasForgotten()) {
      space.checkSize();
    }
  }

  private void sweepOfRecord() {
    String id = tables.sweeps().firstKey();
    if (id == null) {
      return;
    }
    if (sweeping == null || !id.equals(sweeping.poll().id())) {
      sweeping = now().poll(id).orElseThrow();
    }
    int before = sweeping.sweepBefore();
    JournalKey from = new JournalKey(tables.heads().get(id).journal(), tables.sweeps().get(id));
    OptionalLong next = tables.journals().strip(from, Revision.of(before, 0), sweeping::counts);
    if (next.isPresent()) {
      tables.sweeps().put(id, next.getAsLong());
    } else {
      tables.sweeps().remove(id);
      put(sweeping.swept(before));
      if (sweeping.poll().isSecret()) {
        space.erase();
      }
      sweeping = null;
    }
  }
}
