package io.votehub.store.embedded;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import io.votehub.store.RoomRecord;
import io.votehub.store.ScheduledTask;
import io.votehub.store.StoreVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.RootReference;

/** The content of the tables at one moment, unaffected by later writes. */
final class StoreView {
  static final String DELETIONS_SINCE = "deletionsSince";

  private final StoreMaps tables;
  private final RootReference<String, String> rooms;
  private final RootReference<String, Long> usedAt;
  private final RootReference<String, String> roomsByUse;
  private final RootReference<String, String> polls;
  private final RootReference<String, String> watched;
  private final RootReference<String, String> pollsOfRooms;
  private final RootReference<String, JournalHead> heads;
  private final RootReference<JournalKey, JournalRun> runs;
  private final RootReference<String, Long> numbers;
  private final RootReference<String, String> deletions;
  private final RootReference<String, String> records;
  private final RootReference<String, String> roomsByKey;
  private final TaskMaps.Snapshot tasks;
  private final RootReference<Long, String> log;

  StoreView(StoreMaps tables) {
    this.tables = tables;
    rooms = tables.rooms().getRoot();
    usedAt = tables.usedAt().getRoot();
    roomsByUse = tables.roomsByUse().now();
    polls = tables.polls().getRoot();
    watched = tables.watched().index().now();
    pollsOfRooms = tables.pollsOfRooms().getRoot();
    heads = tables.heads().getRoot();
    runs = tables.journals().now();
    numbers = tables.numbers().getRoot();
    deletions = tables.deletions().getRoot();
    records = tables.records().getRoot();
    roomsByKey = tables.roomsByKey().getRoot();
    tasks = tables.tasks().now();
    log = tables.log().getRoot();
  }

  Optional<Room> room(String code) {
    return Optional.ofNullable(tables.rooms().get(rooms.root, code))
        .map(text -> RecordJson.room(object(text)));
  }

  Optional<PollRecord> poll(String id) {
    return Optional.ofNullable(tables.polls().get(polls.root, id)).map(StoreView::record);
  }

  long countRooms() {
    return rooms.getTotalCount();
  }

  /** Rooms without a recorded use. */
  List<String> roomsNeverUsed() {
    List<String> found = new ArrayList<>();
    if (rooms.getTotalCount() > usedAt.getTotalCount()) {
      Cursor<String, String> all = tables.rooms().cursor(rooms, null, null, false);
      while (all.hasNext()) {
        String code = all.next();
        if (tables.usedAt().get(usedAt.root, code) == null) {
          found.add(code);
        }
      }
    }
    return found;
  }

  /** Some rooms in the order of their codes. */
  List<Room> roomsAfter(String after, int atMost) {
    List<Room> found = new ArrayList<>();
    Cursor<String, String> all = tables.rooms().cursor(rooms, after, null, false);
    while (all.hasNext() && found.size() < atMost) {
      if (!all.next().equals(after)) {
        found.add(RecordJson.room(object(all.getValue())));
      }
    }
    return found;
  }

  /** Some of the rooms that were last used before a time, those of the longest time ago first. */
  List<String> roomsUsedBefore(long before, int atMost) {
    List<String> found = new ArrayList<>();
    tables
        .roomsByUse()
        .readBefore(roomsByUse, before, code -> found.size() < atMost && found.add(code));
    return found;
  }

  /** The polls of a room, ordered by their position. */
  List<PollRecord> polls(String room) {
    List<PollRecord> found = new ArrayList<>();
    String before = room + "/";
    Cursor<String, String> keys = tables.pollsOfRooms().cursor(pollsOfRooms, before, null, false);
    while (keys.hasNext()) {
      String key = keys.next();
      if (!key.startsWith(before)) {
        break;
      }
      poll(key.substring(before.length())).ifPresent(found::add);
    }
    found.sort(
        Comparator.comparingLong((PollRecord record) -> record.poll().position())
            .thenComparing(record -> record.poll().id()));
    return found;
  }

  void pollsToWatch(long since, Consumer<PollRecord> reader) {
    tables
        .watched()
        .index()
        .readFrom(
            watched,
            since,
            id -> {
              poll(id).filter(record -> record.poll().isWatched(since)).ifPresent(reader);
              return true;
            });
  }

  void readJournal(String poll, Consumer<JournalEntry> reader) {
    JournalHead head = tables.heads().get(heads.root, poll);
    if (head != null) {
      tables.journals().read(runs, head.journal(), head.from(), reader);
    }
  }

  Optional<String> roomRecord(String room, String key) {
    return Optional.ofNullable(tables.records().get(records.root, room + "/" + key));
  }

  /** Some records of a room in the order of their keys. */
  List<RoomRecord> roomRecords(String room, String prefix, String after, int atMost) {
    String ofRoom = room + "/";
    String before = ofRoom + (after.compareTo(prefix) < 0 ? prefix : after);
    List<RoomRecord> found = new ArrayList<>();
    Cursor<String, String> all = tables.records().cursor(records, before, null, false);
    while (all.hasNext() && found.size() < atMost) {
      String id = all.next();
      if (!id.startsWith(ofRoom + prefix)) {
        break;
      }
      String key = id.substring(ofRoom.length());
      if (after.isEmpty() || key.compareTo(after) > 0) {
        found.add(new RoomRecord(room, key, all.getValue()));
      }
    }
    return found;
  }

  /** The codes of some rooms with a record under a key, in their order. */
  List<String> roomsWith(String key, String after, int atMost) {
    String before = RecordIndex.entry(key, after);
    List<String> found = new ArrayList<>();
    Cursor<String, String> all = tables.roomsByKey().cursor(roomsByKey, before, null, false);
    while (all.hasNext() && found.size() < atMost) {
      String entry = all.next();
      if (!entry.startsWith(RecordIndex.entry(key, ""))) {
        break;
      }
      if (!entry.equals(before)) {
        found.add(RecordIndex.room(entry));
      }
    }
    return found;
  }

  Optional<ScheduledTask> task(String kind, String id) {
    return tables.tasks().task(tasks, kind, id);
  }

  /** Tasks that are due, the earliest first. */
  long logSize() {
    return log.getTotalCount();
  }

  /** See {@link io.votehub.store.LogEntries#logEntries}. */
  List<String> logEntries(long from, int atMost) {
    List<String> found = new ArrayList<>();
    Cursor<Long, String> entries = tables.log().cursor(log, from, null, false);
    while (entries.hasNext() && found.size() < atMost) {
      entries.next();
      found.add(entries.getValue());
    }
    return found;
  }

  List<ScheduledTask> dueTasks(String kind, long until, int atMost) {
    return tables.tasks().due(tasks, kind, until, atMost);
  }

  private void readRecords(String room, StoreVisitor visitor) {
    Cursor<String, String> all = tables.records().cursor(records, room + "/", null, false);
    while (all.hasNext()) {
      String id = all.next();
      if (!id.startsWith(room + "/")) {
        break;
      }
      visitor.record(new RoomRecord(room, id.substring(room.length() + 1), all.getValue()));
    }
  }

  void readAll(StoreVisitor visitor) {
    Cursor<String, String> all = tables.rooms().cursor(rooms, null, null, false);
    while (all.hasNext()) {
      String code = all.next();
      Long used = tables.usedAt().get(usedAt.root, code);
      visitor.room(
          RecordJson.room(object(all.getValue())),
          used == null ? OptionalLong.empty() : OptionalLong.of(used));
      for (PollRecord record : polls(code)) {
        visitor.poll(record);
        readJournal(record.poll().id(), visitor::ballot);
        visitor.pollEnds(true);
      }
      readRecords(code, visitor);
      visitor.roomEnds(true);
    }
    Long since = tables.numbers().get(numbers.root, DELETIONS_SINCE);
    if (since != null) {
      visitor.deletionsKnownSince(since);
      Cursor<String, String> noted = tables.deletions().cursor(deletions, null, null, false);
      while (noted.hasNext()) {
        noted.next();
        visitor.deletion(deletion(noted.getValue()));
      }
    }
  }

  private static Deletion deletion(String text) {
    try {
      return RecordJson.deletion((List<?>) Json.read(text));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable note of a deletion", fault);
    }
  }

  private static PollRecord record(String text) {
    return RecordJson.poll(object(text));
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable record", fault);
    }
  }
}
