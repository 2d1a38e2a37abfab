package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.Room;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that notes what happens to its polls, each change in one step with the change itself, and
 * what is deleted, before it is. Appends of ballots pass through as they are.
 */
public final class HistoryStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);

  private final Store store;
  private final InstantSource clock;
  private final long keepMs;

  private HistoryStore(Store store, InstantSource clock, long keepMs) {
    this.store = store;
    this.clock = clock;
    this.keepMs = keepMs;
  }

  /**
   * Begins to note what happens, or goes on with it. A store that cannot be written at the moment
   * begins with the first deletion that is noted.
   *
   * @param keepMs how long it is kept, in milliseconds
   */
  public static Future<Store> over(Store store, InstantSource clock, long keepMs) {
    HistoryStore noting = new HistoryStore(store, clock, keepMs);
    return noting
        .note(List.of())
        .onFailure(fault -> LOG.warn("Deletions are not noted yet: {}", fault.getMessage()))
        .<Store>map(noting)
        .otherwise(noting);
  }

  private Future<Void> note(List<Deletion> deletions) {
    long now = clock.millis();
    return store.noteDeletions(now, now - keepMs, deletions);
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return store.addPoll(
        poll.history().equals(PollHistory.NONE)
            ? poll.withHistory(PollHistory.begun(clock.millis()))
            : poll);
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return store.updatePoll(id, record -> noted(record, change.apply(record)));
  }

  private PollRecord noted(PollRecord before, PollRecord after) {
    return after.withHistory(PollHistory.after(before, after, clock.millis(), keepMs));
  }

  @Override
  public Future<Optional<PollRecord>> raiseEpoch(String id) {
    return store.raiseEpoch(id);
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return store
        .updatePoll(poll, record -> record.withHistory(record.history().withForgotten(epoch)))
        .compose(noted -> store.forgetBefore(poll, epoch));
  }

  @Override
  public Future<Boolean> deletePoll(String id) {
    return store
        .poll(id)
        .compose(
            found ->
                found.isPresent() ? note(List.of(deletion(found.get()))) : Future.succeededFuture())
        .compose(noted -> store.deletePoll(id));
  }

  private Deletion deletion(PollRecord record) {
    PollHistory history = record.history();
    return new Deletion(
        clock.millis(),
        record.poll().room(),
        Optional.of(record.poll().id()),
        history.fromCreation() ? history.since() : 0);
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return noteRoom(code).compose(noted -> store.deleteRoom(code));
  }

  @Override
  public Future<Long> updateMark(String name, LongUnaryOperator change) {
    return store.updateMark(name, change);
  }

  @Override
  public Future<Boolean> deleteUnusedRoom(String code, long before) {
    // Where it is used after all, there is a note of a room that is still there, which says
    // nothing.
    return noteRoom(code).compose(noted -> store.deleteUnusedRoom(code, before));
  }

  private Future<Void> noteRoom(String code) {
    return store
        .room(code)
        .compose(
            found ->
                found
                    .map(
                        room ->
                            note(
                                List.of(
                                    new Deletion(
                                        clock.millis(), code, Optional.empty(), room.createdAt()))))
                    .orElseGet(Future::succeededFuture));
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
}
