package io.votehub.store.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.Deletion;
import io.votehub.store.JournalEntry;
import io.votehub.store.LogEntries;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.StoreVisitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The store of a hub with a single instance: one file in the data folder, which one process may
 * have open.
 *
 * <p>All changes go through {@link StoreWriter}, a single thread that takes everything in its
 * queue, changes the maps, forces them to disk once, and then replies (group commit). Reads see the
 * {@link Snapshot} of the last forced write: they never see what a crash could still undo, and
 * never wait for the writer. All futures complete on the context of the caller.
 *
 * <p>When the disk is full or fails, queued calls are refused with {@code unavailable}, and the
 * file is reopened until that works; then everything that was acknowledged is there again.
 */
public final class EmbeddedStore implements Store {
  /** The name of its file in the data folder. */
  public static final String FILE = "votes.db";

  private final Vertx vertx;
  private final StoreWriter writer;
  private final StoreReaders lookups;
  private final StoreReaders journals;
  private final StoreReaders backups;

  private EmbeddedStore(Vertx vertx, StoreWriter writer) {
    this.vertx = vertx;
    this.writer = writer;
    // Two pools, so that lookups need not wait for the reading of long journals.
    this.lookups = new StoreReaders("votehub-store-lookup", writer);
    this.journals = new StoreReaders("votehub-store-journal", writer);
    this.backups = new StoreReaders("votehub-store-backup", writer);
  }

  /**
   * Opens the store in a folder, which is created if necessary.
   *
   * @return fails with a {@link StoreException} if the folder cannot be written, another hub uses
   *     it, or its file is damaged or of a newer version; a file that is not opened is not changed
   */
  public static Future<EmbeddedStore> open(Vertx vertx, Path folder, StoreMeter meter) {
    return open(vertx, () -> StoreFile.open(folder), meter);
  }

  static Future<EmbeddedStore> open(Vertx vertx, Callable<StoreFile> opening, StoreMeter meter) {
    return vertx
        .executeBlocking(opening)
        .map(file -> new EmbeddedStore(vertx, new StoreWriter(file, opening, meter)));
  }

  /** The number of calls in the writer's queue. */
  public int queued() {
    return writer.queued();
  }

  @Override
  public Future<Boolean> addRoom(Room room) {
    return write(
        file -> {
          boolean free = file.now().room(room.code()).isEmpty();
          if (free) {
            file.put(room);
            file.noteUse(room.code(), room.createdAt());
          }
          return free;
        });
  }

  @Override
  public Future<Optional<Room>> room(String code) {
    return lookups.read(promise(), view -> view.room(code));
  }

  @Override
  public Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change) {
    return write(
        file -> {
          Optional<Room> changed = file.now().room(code).map(change);
          changed.ifPresent(file::put);
          return changed;
        });
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return write(file -> file.removeRoom(code));
  }

  @Override
  public Future<List<Room>> rooms(String after, int atMost) {
    return journals.read(promise(), view -> view.roomsAfter(after, atMost));
  }

  @Override
  public Future<Long> countRooms() {
    return lookups.read(promise(), StoreView::countRooms);
  }

  @Override
  public Future<Void> noteUse(String code, long at) {
    return write(
        file -> {
          file.noteUse(code, at);
          return null;
        });
  }

  @Override
  public Future<List<String>> unusedRooms(long before, long now, int atMost) {
    return journals
        .read(promise(), StoreView::roomsNeverUsed)
        .compose(
            never ->
                write(
                    file -> {
                      never.forEach(code -> file.noteUse(code, now));
                      return null;
                    }))
        .compose(noted -> journals.read(promise(), view -> view.roomsUsedBefore(before, atMost)));
  }

  @Override
  public Future<Long> updateMark(String name, LongUnaryOperator change) {
    return write(file -> file.updateMark(name, change));
  }

  @Override
  public Future<Boolean> deleteUnusedRoom(String code, long before) {
    return write(file -> file.isUnused(code, before) && file.removeRoom(code));
  }

  @Override
  public Future<Optional<String>> changeRecord(
      String room, String key, UnaryOperator<Optional<String>> change) {
    return write(file -> file.changeRecord(room, key, change));
  }

  @Override
  public Future<Optional<String>> record(String room, String key) {
    return lookups.read(promise(), view -> view.roomRecord(room, key));
  }

  @Override
  public Future<List<RoomRecord>> records(String room, String prefix, String after, int atMost) {
    return lookups.read(promise(), view -> view.roomRecords(room, prefix, after, atMost));
  }

  @Override
  public Future<List<String>> roomsWith(String key, String after, int atMost) {
    return lookups.read(promise(), view -> view.roomsWith(key, after, atMost));
  }

  @Override
  public Future<Void> deleteRecords(String room, String prefix) {
    return write(
        file -> {
          file.removeRecords(room, prefix);
          return null;
        });
  }

  @Override
  public Future<Optional<ScheduledTask>> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change) {
    return write(file -> file.changeTask(kind, id, change));
  }

  @Override
  public Future<Optional<ScheduledTask>> task(String kind, String id) {
    return lookups.read(promise(), view -> view.task(kind, id));
  }

  @Override
  public Future<List<ScheduledTask>> dueTasks(String kind, long until, int atMost) {
    return lookups.read(promise(), view -> view.dueTasks(kind, until, atMost));
  }

  @Override
  public Future<Boolean> addLogEntry(long index, String text) {
    String entry = LogEntries.requireFits(text);
    return write(file -> file.addLogEntry(index, entry));
  }

  @Override
  public Future<Long> logSize() {
    return lookups.read(promise(), StoreView::logSize);
  }

  @Override
  public Future<List<String>> logEntries(long from, int atMost) {
    return lookups.read(promise(), view -> view.logEntries(from, atMost));
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return write(
        file -> {
          // Its room may have been deleted since the caller checked; then nobody would ever delete
          // the poll.
          String room = poll.poll().room();
          if (!JoinCode.isHidden(room) && file.now().room(room).isEmpty()) {
            throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
          }
          file.put(poll);
          return null;
        });
  }

  @Override
  public Future<Optional<PollRecord>> poll(String id) {
    return lookups.read(promise(), view -> view.poll(id));
  }

  @Override
  public Future<List<PollRecord>> polls(String room) {
    return lookups.read(promise(), view -> view.polls(room));
  }

  @Override
  public Future<Void> pollsToWatch(long since, Consumer<PollRecord> reader) {
    return journals.read(
        promise(),
        view -> {
          view.pollsToWatch(since, reader);
          return null;
        });
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return write(
        file -> {
          Optional<PollRecord> changed = file.now().poll(id).map(change);
          changed.ifPresent(file::put);
          return changed;
        });
  }

  @Override
  public Future<Boolean> deletePoll(String id) {
    return write(file -> file.removePoll(id));
  }

  @Override
  public Future<Integer> append(String poll, List<JournalEntry> entries) {
    List<JournalEntry> copy = List.copyOf(entries);
    // The epoch is read once the entries are durable, so that an earlier raise is seen.
    return submit(
        copy.size(),
        file -> {
          file.append(poll, copy);
          return null;
        },
        (file, nothing) -> file.epoch(poll));
  }

  @Override
  public Future<Void> readJournal(String poll, Consumer<JournalEntry> reader) {
    return journals.read(
        promise(),
        view -> {
          view.readJournal(poll, reader);
          return null;
        });
  }

  @Override
  public Future<Void> noteDeletions(long begin, long forgetBefore, List<Deletion> deletions) {
    return write(
        file -> {
          file.noteDeletions(begin, forgetBefore, deletions);
          return null;
        });
  }

  /** Of one moment. The file keeps its pages meanwhile, so it may grow. */
  @Override
  public Future<Void> readAll(StoreVisitor visitor) {
    return backups.read(
        promise(),
        view -> {
          view.readAll(visitor);
          return null;
        });
  }

  /** The writer sweeps by itself when it is idle, and regularly under load. */
  @Override
  public Future<Void> sweep(String poll) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return write(
        file -> {
          file.forgetBefore(poll, epoch);
          return null;
        });
  }

  @Override
  public Future<Void> check() {
    Future<Void> written =
        submit(
            0,
            file -> {
              if (!writer.isFresh()) {
                file.touch();
              }
              return null;
            },
            (file, nothing) -> null);
    return written.recover(
        fault ->
            Future.failedFuture(
                writer
                    .failing()
                    .<Throwable>map(
                        why ->
                            Refusal.of(
                                ErrorCode.UNAVAILABLE, "The data file cannot be written: " + why))
                    .orElse(fault)));
  }

  @Override
  public Future<Void> close() {
    Promise<Void> promise = promise();
    lookups.close();
    journals.close();
    backups.close();
    writer.close(List.of(lookups, journals, backups)).onComplete(promise);
    return promise.future();
  }

  private <T> Future<T> write(WriteRequest.Step<T> step) {
    return submit(1, step, (file, value) -> value);
  }

  private <S, T> Future<T> submit(
      int entries, WriteRequest.Step<S> step, BiFunction<StoreFile, S, T> reply) {
    Promise<T> promise = promise();
    writer.submit(new WriteRequest<>(step, reply, entries, promise));
    return promise.future();
  }

  /** A promise whose future completes on the caller's context. */
  private <T> Promise<T> promise() {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }
}
