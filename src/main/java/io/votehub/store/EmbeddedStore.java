package io.votehub.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVStoreException;

/**
 * The store of a hub that is one instance: one file in the data folder, which one process may have
 * open. All calls but the reading of journals go through {@link StoreWriter}, one thread that takes
 * whatever is waiting, changes the maps, forces them to disk once, and then answers; so a reader
 * never sees what a crash could still take back.
 *
 * <p>When the disk is full or fails, what waits is refused with {@code unavailable}, and the file
 * is opened anew until that works; then everything that was acknowledged is there again.
 */
public final class EmbeddedStore implements Store {
  private final Vertx vertx;
  private final StoreWriter writer;
  private final ExecutorService readers;

  private EmbeddedStore(Vertx vertx, StoreWriter writer) {
    this.vertx = vertx;
    this.writer = writer;
    this.readers =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "votehub-store-reader");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens the store in a folder, which is made if it is not there.
   *
   * @return fails with a {@link StoreException} where the folder cannot be written, another hub has
   *     it, or its file is damaged
   */
  public static Future<EmbeddedStore> open(Vertx vertx, Path folder, StoreMeter meter) {
    return open(vertx, () -> StoreFile.open(folder), meter);
  }

  static Future<EmbeddedStore> open(Vertx vertx, Callable<StoreFile> opening, StoreMeter meter) {
    return vertx
        .executeBlocking(opening)
        .map(file -> new EmbeddedStore(vertx, new StoreWriter(file, opening, meter)));
  }

  /** How many calls wait for the writer. */
  public int queued() {
    return writer.queued();
  }

  @Override
  public Future<Boolean> addRoom(Room room) {
    return write(
        file -> {
          boolean free = file.room(room.code()).isEmpty();
          if (free) {
            file.put(room);
          }
          return free;
        });
  }

  @Override
  public Future<Optional<Room>> room(String code) {
    return read(file -> file.room(code));
  }

  @Override
  public Future<Optional<Room>> updateRoom(String code, UnaryOperator<Room> change) {
    return write(
        file -> {
          Optional<Room> changed = file.room(code).map(change);
          changed.ifPresent(file::put);
          return changed;
        });
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return write(file -> file.removeRoom(code));
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return write(
        file -> {
          file.put(poll);
          return null;
        });
  }

  @Override
  public Future<Optional<PollRecord>> poll(String id) {
    return read(file -> file.poll(id));
  }

  @Override
  public Future<List<PollRecord>> polls(String room) {
    return read(file -> file.polls(room));
  }

  @Override
  public Future<List<PollRecord>> runningPolls() {
    return read(StoreFile::runningPolls);
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return write(
        file -> {
          Optional<PollRecord> changed = file.poll(id).map(change);
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
    StoreWriter.Step<Boolean> step =
        file -> {
          boolean known = file.poll(poll).isPresent();
          if (known && !entries.isEmpty()) {
            file.append(poll, entries);
          }
          return known;
        };
    // The epoch is read when the entries are durable: whoever raised it before that is seen.
    Function<StoreFile, Integer> look = file -> file.poll(poll).map(PollRecord::epoch).orElse(-1);
    return submit(
        promise ->
            new StoreWriter.Call<>(
                step, (file, known) -> look.apply(file), !entries.isEmpty(), promise));
  }

  @Override
  public Future<Void> readJournal(String poll, Consumer<JournalEntry> reader) {
    Promise<Void> promise = promise();
    readers.execute(
        () -> {
          try {
            writer.file().readJournal(poll, reader);
            promise.complete();
          } catch (MVStoreException fault) {
            promise.fail(Refusal.of(Code.UNAVAILABLE, "The store cannot be read just now"));
          } catch (RuntimeException fault) {
            promise.fail(fault);
          }
        });
    return promise.future();
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return write(
        file -> {
          file.forgetBefore(poll, Revision.of(epoch, 0));
          return null;
        });
  }

  @Override
  public Future<Void> check() {
    return write(
        file -> {
          file.touch();
          return null;
        });
  }

  @Override
  public Future<Void> close() {
    readers.shutdown();
    Promise<Void> promise = promise();
    writer.close(promise);
    return promise.future();
  }

  private <T> Future<T> write(StoreWriter.Step<T> step) {
    return submit(promise -> new StoreWriter.Call<>(step, (file, value) -> value, true, promise));
  }

  private <T> Future<T> read(StoreWriter.Step<T> step) {
    return submit(promise -> new StoreWriter.Call<>(step, (file, value) -> value, false, promise));
  }

  private <T> Future<T> submit(Function<Promise<T>, StoreWriter.Call<?, T>> call) {
    Promise<T> promise = promise();
    writer.submit(call.apply(promise));
    return promise.future();
  }

  /** A promise whose future is completed on the caller's context. */
  private <T> Promise<T> promise() {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }
}
