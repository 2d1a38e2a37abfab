package io.votehub.store;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;

/**
 * The file of an embedded store: H2's MVStore, a log of chunks each of which is a consistent state,
 * so that a crash leaves the last one that was forced. Changes are made by one thread; {@link
 * #readJournal} may run on others meanwhile.
 */
final class StoreFile implements AutoCloseable {
  private static final String NAME = "votes.db";
  private static final String FORMAT = "1";
  private static final int CACHE_MB = 64;
  private static final int COMPACT_BELOW_PERCENT = 50;
  private static final int COMPACT_WRITE_BYTES = 4 << 20;

  private final MVStore store;
  private final MVMap<String, String> rooms;
  private final MVMap<String, String> polls;
  private final MVMap<String, String> pollsOfRooms;

  private StoreFile(MVStore store) {
    this.store = store;
    rooms = store.openMap("rooms");
    polls = store.openMap("polls");
    pollsOfRooms = store.openMap("pollsOfRooms");
  }

  /** Opens the file in the folder, or makes both; nobody but their owner may read them. */
  static StoreFile open(Path folder) throws StoreException {
    return open(folder, "");
  }

  /**
   * @param scheme the prefix of a file system of H2's, by which tests make a disk fail
   */
  static StoreFile open(Path folder, String scheme) throws StoreException {
    Path file = folder.resolve(NAME);
    prepare(folder, file);
    MVStore store = null;
    try {
      store =
          new MVStore.Builder()
              .fileName(scheme + file)
              // The writer commits, and compacts when it has nothing else to do.
              .autoCommitDisabled()
              .cacheSize(CACHE_MB)
              .open();
      checkFormat(store, file);
      return new StoreFile(store);
    } catch (MVStoreException fault) {
      letGo(store);
      throw explain(file, fault);
    } catch (StoreException fault) {
      letGo(store);
      throw fault;
    }
  }

  private static void letGo(MVStore store) {
    if (store != null) {
      store.closeImmediately();
    }
  }

  private static void prepare(Path folder, Path file) throws StoreException {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
      }
      if (!Files.exists(file)) {
        Files.createFile(file);
        restrict(file, "rw-------");
      }
      if (!Files.isWritable(file)) {
        throw new IOException("read-only");
      }
    } catch (IOException | UnsupportedOperationException fault) {
      throw new StoreException(
          "The data folder "
              + folder.toAbsolutePath()
              + " cannot be written ("
              + fault
              + "). Give the hub a folder of its own by data.dir, writable by its user.",
          fault);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static void checkFormat(MVStore store, Path file) throws StoreException {
    MVMap<String, String> about = store.openMap("about");
    String format = about.putIfAbsent("format", FORMAT);
    if (format == null) {
      store.commit();
      store.sync();
    } else if (!format.equals(FORMAT)) {
      throw new StoreException(
          "The data file "
              + file.toAbsolutePath()
              + " is of format "
              + format
              + ", which a newer version of the hub wrote. Run that version, or another data folder.",
          null);
    }
  }

  private static StoreException explain(Path file, MVStoreException fault) {
    String path = file.toAbsolutePath().toString();
    return switch (fault.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new StoreException(
              "Another hub runs on the data folder of "
                  + path
                  + ". Stop it, or give this one a folder of its own by data.dir.",
              fault);
      case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_READING_FAILED ->
          new StoreException(
              "The data file "
                  + path
                  + " cannot be used: "
                  + fault.getMessage()
                  + ". Check the disk and the rights of the hub's user.",
              fault);
      default ->
          new StoreException(
              "The data file "
                  + path
                  + " is damaged and was left as it is. Put back a copy of it, or move it away to start without it.",
              fault);
    };
  }

  /** A small change, to see whether the disk takes one. */
  void touch() {
    store.openMap("about").put("touchedAt", Long.toString(System.currentTimeMillis()));
  }

  /** Makes all changes since the last call outlast a crash of the machine. */
  void commit() {
    store.commit();
    store.sync();
  }

  /** Gives back the space of what was overwritten, a little at a time. */
  void compact() {
    if (store.compact(COMPACT_BELOW_PERCENT, COMPACT_WRITE_BYTES)) {
      commit();
    }
  }

  boolean isOpen() {
    return !store.isClosed();
  }

  @Override
  public void close() {
    store.close();
  }

  /** Lets go of the file without writing to it. */
  void abandon() {
    store.closeImmediately();
  }

  Optional<Room> room(String code) {
    return Optional.ofNullable(rooms.get(code)).map(text -> RecordJson.room(object(text)));
  }

  void put(Room room) {
    rooms.put(room.code(), Json.write(RecordJson.room(room)));
  }

  boolean removeRoom(String code) {
    polls(code).forEach(record -> removePoll(record.poll().id()));
    return rooms.remove(code) != null;
  }

  Optional<PollRecord> poll(String id) {
    return Optional.ofNullable(polls.get(id)).map(text -> RecordJson.poll(object(text)));
  }

  void put(PollRecord record) {
    String id = record.poll().id();
    polls.put(id, Json.write(RecordJson.poll(record)));
    pollsOfRooms.put(record.poll().room() + "/" + id, "");
  }

  boolean removePoll(String id) {
    Optional<PollRecord> record = poll(id);
    record.ifPresent(
        known -> {
          polls.remove(id);
          pollsOfRooms.remove(known.poll().room() + "/" + id);
          if (store.hasMap(journalName(id))) {
            store.removeMap(journal(id));
          }
        });
    return record.isPresent();
  }

  /** The polls of a room, by their position. */
  List<PollRecord> polls(String room) {
    List<PollRecord> found = new ArrayList<>();
    Cursor<String, String> cursor = pollsOfRooms.cursor(room + "/");
    while (cursor.hasNext()) {
      String key = cursor.next();
      if (!key.startsWith(room + "/")) {
        break;
      }
      poll(key.substring(room.length() + 1)).ifPresent(found::add);
    }
    found.sort(
        Comparator.comparingLong((PollRecord record) -> record.poll().position())
            .thenComparing(record -> record.poll().id()));
    return found;
  }

  List<PollRecord> runningPolls() {
    return polls.values().stream()
        .map(text -> RecordJson.poll(object(text)))
        .filter(
            record ->
                record.poll().state() == PollState.OPEN
                    || record.poll().state() == PollState.CLOSING)
        .toList();
  }

  /**
   * Adds entries to a poll's journal, or none of them if one meets another ballot under its
   * revision.
   */
  void append(String poll, List<JournalEntry> entries) throws JournalConflictException {
    MVMap<Long, JournalValue> journal = journal(poll);
    for (JournalEntry entry : entries) {
      JournalValue old = journal.get(entry.rev());
      if (old != null && !old.says(entry)) {
        throw new JournalConflictException(poll, entry.rev());
      }
    }
    for (JournalEntry entry : entries) {
      journal.putIfAbsent(entry.rev(), JournalValue.of(entry));
    }
  }

  void readJournal(String poll, Consumer<JournalEntry> reader) {
    if (!store.hasMap(journalName(poll))) {
      return;
    }
    // Keeps the pages of this version in the file while they are read.
    MVStore.TxCounter version = store.registerVersionUsage();
    try {
      Cursor<Long, JournalValue> cursor = journal(poll).cursor(null);
      while (cursor.hasNext()) {
        long rev = cursor.next();
        reader.accept(cursor.getValue().entry(rev));
      }
    } finally {
      store.deregisterVersionUsage(version);
    }
  }

  void forgetBefore(String poll, long rev) {
    if (store.hasMap(journalName(poll))) {
      MVMap<Long, JournalValue> journal = journal(poll);
      Long first = journal.firstKey();
      if (journal.lastKey() != null && journal.lastKey() < rev) {
        journal.clear();
        return;
      }
      while (first != null && first < rev) {
        journal.remove(first);
        first = journal.firstKey();
      }
    }
  }

  private MVMap<Long, JournalValue> journal(String poll) {
    return store.openMap(
        journalName(poll),
        new MVMap.Builder<Long, JournalValue>()
            .keyType(LongDataType.INSTANCE)
            .valueType(JournalValue.Type.INSTANCE));
  }

  private static String journalName(String poll) {
    return "journal." + poll;
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable record", fault);
    }
  }
}
