package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An in-memory store whose writes can be made to fail before or after taking effect. Every call is
 * atomic.
 */
public final class MemoryStore implements Store {
  /** The fault of the next appends. */
  public enum Fault {
    NONE,
    /** Nothing is written, and the call fails. */
    BEFORE,
    /** It is written, but the call fails. */
    AFTER
  }

  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<String, Long> usedAt = new HashMap<>();
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<String, PollRecord> polls = new HashMap<>();
  private final Map<String, NavigableMap<Long, JournalEntry>> journals = new HashMap<>();
  private final NavigableMap<String, Deletion> deletions = new TreeMap<>();
  private final NavigableMap<String, String> records = new TreeMap<>();
  private final NavigableMap<String, ScheduledTask> tasks = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private long deletionsSince = -1;
  private Fault nextAppend = Fault.NONE;
  private int busyAppends;
  private Future<?> journalsHeld = Future.succeededFuture();
  private int reads;
  private Supplier<Future<?>> beforeEpochLook = Future::succeededFuture;

  public synchronized void failNextAppend(Fault fault) {
    nextAppend = fault;
  }

  /** Refuses this many of the next appends with {@code busy}. */
  public synchronized void beBusy(int appends) {
    busyAppends = appends;
  }

  /** How often a journal was read. */
  public synchronized int journalReads() {
    return reads;
  }

  /** Reads of journals wait for this. */
  public synchronized void holdJournals(Future<?> until) {
    journalsHeld = until;
  }

  /** Runs once, between the next append and its read of the epoch. */
  public synchronized void beforeNextEpochLook(Supplier<Future<?>> step) {
    beforeEpochLook = step;
  }

  @Override
  public synchronized Future<Boolean> addRoom(Room room) {
    boolean added = rooms.putIfAbsent(room.code(), room) == null;
    usedAt.putIfAbsent(room.code(), room.createdAt());
    return Future.succeededFuture(added);
  }

  @Override
  public synchronized Future<Optional<Room>> room(String code) {
    return Future.succeededFuture(Optional.ofNullable(rooms.get(code)));
  }

  @Override
  public synchronized Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change) {
    return Future.succeededFuture(
        Optional.ofNullable(rooms.computeIfPresent(code, (id, room) -> change.apply(room))));
  }

  @Override
  public synchronized Future<Boolean> deleteRoom(String code) {
    for (PollRecord record : List.copyOf(polls.values())) {
      if (record.poll().room().equals(code)) {
        deletePoll(record.poll().id());
      }
    }
    usedAt.remove(code);
    deleteRecords(code, "");
    return Future.succeededFuture(rooms.remove(code) != null);
  }

  @Override
  public synchronized Future<Optional<String>> changeRecord(
      String room, String key, UnaryOperator<Optional<String>> change) {
    try {
      String id = room + "/" + key;
      Optional<String> before = Optional.ofNullable(records.get(id));
      Optional<String> after = change.apply(before).map(text -> RoomRecords.requireFits(key, text));
      if (before.isEmpty() && after.isPresent() && !rooms.containsKey(room)) {
        throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
      }
      after.ifPresentOrElse(text -> records.put(id, text), () -> records.remove(id));
      return Future.succeededFuture(after);
    } catch (RuntimeException fault) {
      return Future.failedFuture(fault);
    }
  }

  @Override
  public synchronized Future<Optional<String>> record(String room, String key) {
    return Future.succeededFuture(Optional.ofNullable(records.get(room + "/" + key)));
  }

  @Override
  public synchronized Future<List<RoomRecord>> records(
      String room, String prefix, String after, int atMost) {
    return Future.succeededFuture(
        records.entrySet().stream()
            .filter(each -> each.getKey().startsWith(room + "/" + prefix))
            .map(each -> recordOf(room, each))
            .filter(each -> after.isEmpty() || each.key().compareTo(after) > 0)
            .limit(atMost)
            .toList());
  }

  @Override
  public synchronized Future<Boolean> addLogEntry(long index, String text) {
    String entry = LogEntries.requireFits(text);
    return log.size() < index
        ? Future.failedFuture(new IllegalArgumentException("There are but " + log.size()))
        : Future.succeededFuture(log.size() == index && log.add(entry));
  }

  @Override
  public synchronized Future<Long> logSize() {
    return Future.succeededFuture((long) log.size());
  }

  @Override
  public synchronized Future<List<String>> logEntries(long from, int atMost) {
    return Future.succeededFuture(log.stream().skip(from).limit(atMost).toList());
  }

  @Override
  public synchronized Future<List<String>> roomsWith(String key, String after, int atMost) {
    return Future.succeededFuture(
        rooms.keySet().stream()
            .sorted()
            .filter(code -> code.compareTo(after) > 0 && records.containsKey(code + "/" + key))
            .limit(atMost)
            .toList());
  }

  private static RoomRecord recordOf(String room, Map.Entry<String, String> entry) {
    return new RoomRecord(room, entry.getKey().substring(room.length() + 1), entry.getValue());
  }

  @Override
  public synchronized Future<Void> deleteRecords(String room, String prefix) {
    records.keySet().removeIf(each -> each.startsWith(room + "/" + prefix));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<ScheduledTask>> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    try {
      Optional<ScheduledTask> after =
          change
              .apply(Optional.ofNullable(tasks.get(kind + "/" + id)))
              .map(task -> ScheduledTasks.requireFits(kind, id, task));
      after.ifPresentOrElse(
          task -> tasks.put(kind + "/" + id, task), () -> tasks.remove(kind + "/" + id));
      return Future.succeededFuture(after);
    } catch (RuntimeException fault) {
      return Future.failedFuture(fault);
    }
  }

  @Override
  public synchronized Future<Optional<ScheduledTask>> task(String kind, String id) {
    return Future.succeededFuture(Optional.ofNullable(tasks.get(kind + "/" + id)));
  }

  @Override
  public synchronized Future<List<ScheduledTask>> dueTasks(String kind, long until, int atMost) {
    return Future.succeededFuture(
        tasks.values().stream()
            .filter(task -> task.kind().equals(kind) && task.dueAt() <= until)
            .sorted(Comparator.comparingLong(ScheduledTask::dueAt))
            .limit(atMost)
            .toList());
  }

  @Override
  public synchronized Future<Long> countRooms() {
    return Future.succeededFuture((long) rooms.size());
  }

  @Override
  public synchronized Future<Void> noteUse(String code, long at) {
    if (rooms.containsKey(code)) {
      usedAt.merge(code, at, Math::max);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Room>> rooms(String after, int atMost) {
    return Future.succeededFuture(
        rooms.values().stream()
            .filter(room -> room.code().compareTo(after) > 0)
            .sorted(Comparator.comparing(Room::code))
            .limit(atMost)
            .toList());
  }

  @Override
  public synchronized Future<List<String>> unusedRooms(long before, long now, int atMost) {
    rooms.keySet().forEach(code -> usedAt.putIfAbsent(code, now));
    return Future.succeededFuture(
        usedAt.entrySet().stream()
            .filter(each -> each.getValue() < before)
            .map(Map.Entry::getKey)
            .limit(atMost)
            .toList());
  }

  @Override
  public synchronized Future<Long> updateMark(String name, LongUnaryOperator change) {
    try {
      return Future.succeededFuture(
          marks.compute(name, (key, before) -> change.applyAsLong(before == null ? 0 : before)));
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  @Override
  public synchronized Future<Boolean> deleteUnusedRoom(String code, long before) {
    return usedAt.getOrDefault(code, before) < before
        ? deleteRoom(code)
        : Future.succeededFuture(false);
  }

  @Override
  public synchronized Future<Void> addPoll(PollRecord poll) {
    polls.put(poll.poll().id(), poll);
    journals.put(poll.poll().id(), new TreeMap<>());
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<PollRecord>> poll(String id) {
    return Future.succeededFuture(Optional.ofNullable(polls.get(id)));
  }

  @Override
  public synchronized Future<List<PollRecord>> polls(String room) {
    List<PollRecord> found = new ArrayList<>(polls.values());
    found.removeIf(record -> !record.poll().room().equals(room));
    found.sort(Comparator.comparingLong(record -> record.poll().position()));
    return Future.succeededFuture(found);
  }

  @Override
  public synchronized Future<Void> pollsToWatch(long since, Consumer<PollRecord> reader) {
    polls.values().stream().filter(record -> record.poll().isWatched(since)).forEach(reader);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<PollRecord>> updatePoll(
      String id, UnaryOperator<PollRecord> change) {
    PollRecord record = polls.get(id);
    if (record == null) {
      return Future.succeededFuture(Optional.empty());
    }
    try {
      PollRecord changed = change.apply(record);
      polls.put(id, changed);
      return Future.succeededFuture(Optional.of(changed));
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  @Override
  public synchronized Future<Boolean> deletePoll(String id) {
    journals.remove(id);
    return Future.succeededFuture(polls.remove(id) != null);
  }

  @Override
  public synchronized Future<Integer> append(String poll, List<JournalEntry> entries) {
    if (busyAppends > 0) {
      busyAppends--;
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    Fault fault = nextAppend;
    nextAppend = Fault.NONE;
    if (fault == Fault.BEFORE) {
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE));
    }
    NavigableMap<Long, JournalEntry> journal = journals.get(poll);
    if (journal == null) {
      return Future.succeededFuture(-1);
    }
    for (JournalEntry entry : entries) {
      JournalEntry old = journal.get(entry.rev());
      if (old != null && !old.isSameEntry(entry)) {
        return Future.failedFuture(new JournalConflictException(poll, entry.rev()));
      }
    }
    entries.forEach(entry -> journal.put(entry.rev(), entry));
    if (fault == Fault.AFTER) {
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE));
    }
    Supplier<Future<?>> step = beforeEpochLook;
    beforeEpochLook = Future::succeededFuture;
    return step.get().map(done -> epoch(poll));
  }

  private synchronized int epoch(String poll) {
    return polls.get(poll).epoch();
  }

  @Override
  public synchronized Future<Void> readJournal(String poll, Consumer<JournalEntry> reader) {
    reads++;
    return journalsHeld.compose(free -> read(poll, reader));
  }

  private synchronized Future<Void> read(String poll, Consumer<JournalEntry> reader) {
    try {
      journals.getOrDefault(poll, new TreeMap<>()).values().forEach(reader);
      return Future.succeededFuture();
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  @Override
  public synchronized Future<Void> noteDeletions(
      long begin, long forgetBefore, List<Deletion> noted) {
    deletionsSince = Math.max(deletionsSince < 0 ? begin : deletionsSince, forgetBefore);
    noted.forEach(each -> deletions.put(RecordJson.deletionKey(each), each));
    deletions.values().removeIf(each -> each.at() < deletionsSince);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> readAll(StoreVisitor visitor) {
    for (Room room : rooms.values()) {
      visitor.room(room, OptionalLong.of(usedAt.get(room.code())));
      for (PollRecord record : polls(room.code()).result()) {
        visitor.poll(record);
        journals.get(record.poll().id()).values().forEach(visitor::ballot);
        visitor.pollEnds(true);
      }
      records(room.code(), "", "", Integer.MAX_VALUE).result().forEach(visitor::record);
      visitor.roomEnds(true);
    }
    if (deletionsSince >= 0) {
      visitor.deletionsKnownSince(deletionsSince);
      deletions.values().forEach(visitor::deletion);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> sweep(String poll) {
    PollRecord record = polls.get(poll);
    if (record != null) {
      journals
          .get(poll)
          .headMap(Revision.of(record.sweepBefore(), 0))
          .keySet()
          .removeIf(rev -> !record.counts(rev));
      polls.put(poll, record.swept(record.sweepBefore()));
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> forgetBefore(String poll, int epoch) {
    journals.get(poll).headMap(Revision.of(epoch, 0)).clear();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> check() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
