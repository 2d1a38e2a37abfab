package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** A store on another one, to which every call goes that is not overridden. */
abstract class ForwardingStore implements Store {
  protected final Store store;

  ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public Future<Optional<PollRecord>> raiseEpoch(String id) {
    return store.raiseEpoch(id);
  }

  @Override
  public Future<Long> updateMark(String name, LongUnaryOperator change) {
    return store.updateMark(name, change);
  }

  @Override
  public Future<Void> noteDeletions(long begin, long forgetBefore, List<Deletion> deletions) {
    return store.noteDeletions(begin, forgetBefore, deletions);
  }

  @Override
  public Future<Optional<String>> changeRecord(
      String room, String key, UnaryOperator<Optional<String>> change) {
    return store.changeRecord(room, key, change);
  }

  @Override
  public Future<Optional<String>> record(String room, String key) {
    return store.record(room, key);
  }

  @Override
  public Future<List<RoomRecord>> records(String room, String prefix, String after, int atMost) {
    return store.records(room, prefix, after, atMost);
  }

  @Override
  public Future<List<String>> roomsWith(String key, String after, int atMost) {
    return store.roomsWith(key, after, atMost);
  }

  @Override
  public Future<Void> deleteRecords(String room, String prefix) {
    return store.deleteRecords(room, prefix);
  }

  @Override
  public Future<Optional<ScheduledTask>> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    return store.changeTask(kind, id, change);
  }

  @Override
  public Future<Optional<ScheduledTask>> task(String kind, String id) {
    return store.task(kind, id);
  }

  @Override
  public Future<List<ScheduledTask>> dueTasks(String kind, long until, int atMost) {
    return store.dueTasks(kind, until, atMost);
  }

  @Override
  public Future<Boolean> addRoom(Room room) {
    return store.addRoom(room);
  }

  @Override
  public Future<Optional<Room>> room(String code) {
    return store.room(code);
  }

  @Override
  public Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change) {
    return store.updateRoom(code, change);
  }

  @Override
  public Future<Long> countRooms() {
    return store.countRooms();
  }

  @Override
  public Future<Void> noteUse(String code, long at) {
    return store.noteUse(code, at);
  }

  @Override
  public Future<List<Room>> rooms(String after, int atMost) {
    return store.rooms(after, atMost);
  }

  @Override
  public Future<List<String>> unusedRooms(long before, long now, int atMost) {
    return store.unusedRooms(before, now, atMost);
  }

  @Override
  public Future<Optional<PollRecord>> poll(String id) {
    return store.poll(id);
  }

  @Override
  public Future<List<PollRecord>> polls(String room) {
    return store.polls(room);
  }

  @Override
  public Future<Void> pollsToWatch(long since, Consumer<PollRecord> reader) {
    return store.pollsToWatch(since, reader);
  }

  @Override
  public Future<Integer> append(String poll, List<JournalEntry> entries) {
    return store.append(poll, entries);
  }

  @Override
  public Future<Void> readJournal(String poll, Consumer<JournalEntry> reader) {
    return store.readJournal(poll, reader);
  }

  @Override
  public Future<Void> readAll(StoreVisitor visitor) {
    return store.readAll(visitor);
  }

  @Override
  public Future<Void> sweep(String poll) {
    return store.sweep(poll);
  }

  @Override
  public Future<Void> check() {
    return store.check();
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return store.addPoll(poll);
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return store.updatePoll(id, change);
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return store.forgetBefore(poll, epoch);
  }

  @Override
  public Future<Boolean> deletePoll(String id) {
    return store.deletePoll(id);
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return store.deleteRoom(code);
  }

  @Override
  public Future<Boolean> deleteUnusedRoom(String code, long before) {
    return store.deleteUnusedRoom(code, before);
  }

  @Override
  public Future<Boolean> addLogEntry(long index, String text) {
    return store.addLogEntry(index, text);
  }

  @Override
  public Future<Long> logSize() {
    return store.logSize();
  }

  @Override
  public Future<List<String>> logEntries(long from, int atMost) {
    return store.logEntries(from, atMost);
  }
}
