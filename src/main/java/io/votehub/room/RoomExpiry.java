package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.count.CountingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rooms that have not been used for a number of days, once an hour. Every instance does so;
 * a room is deleted in one atomic step that checks for use in the meantime, so instances do not
 * disturb one another.
 */
public final class RoomExpiry extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoomExpiry.class);
  private static final long EVERY_MS = TimeUnit.HOURS.toMillis(1);
  private static final long FIRST_AFTER_MS = TimeUnit.MINUTES.toMillis(1);

  /** The pause between two deletions, each of which may remove thousands of ballots. */
  private static final long PAUSE_MS = 100;

  private static final int BATCH_SIZE = 100;

  private final CountingContext counting;
  private final Rooms rooms;
  private final Consumer<String> deleted;
  private final long firstAfterMs;
  private long timerId = -1;
  private boolean stopped;

  /**
   * @param deleted called with the code of each deleted room
   */
  public RoomExpiry(CountingContext counting, Rooms rooms, Consumer<String> deleted) {
    this(counting, rooms, deleted, FIRST_AFTER_MS);
  }

  /**
   * @param firstAfterMs the delay before the first run
   */
  RoomExpiry(CountingContext counting, Rooms rooms, Consumer<String> deleted, long firstAfterMs) {
    this.counting = counting;
    this.rooms = rooms;
    this.deleted = deleted;
    this.firstAfterMs = firstAfterMs;
  }

  @Override
  public Future<?> start() {
    if (rooms.keeping().days() > 0) {
      scheduleIn(firstAfterMs);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timerId);
    return Future.succeededFuture();
  }

  private void scheduleIn(long ms) {
    if (!stopped) {
      timerId = vertx.setTimer(ms, timer -> run());
    }
  }

  private void run() {
    counting
        .ledger()
        .now()
        .compose(
            now -> {
              long before = now - TimeUnit.DAYS.toMillis(rooms.keeping().days());
              return counting
                  .store()
                  .unusedRooms(before, now, BATCH_SIZE)
                  .compose(unused -> delete(unused, before).map(unused.size()));
            })
        .onSuccess(found -> scheduleIn(found == BATCH_SIZE ? PAUSE_MS : EVERY_MS))
        .onFailure(
            fault -> {
              LOG.warn("Not all unused rooms could be deleted: {}", fault.getMessage());
              scheduleIn(EVERY_MS);
            });
  }

  private Future<Void> delete(List<String> unused, long before) {
    Future<Void> all = Future.succeededFuture();
    for (String code : unused) {
      all = all.compose(done -> stopped ? Future.succeededFuture() : delete(code, before));
    }
    return all;
  }

  private Future<Void> delete(String code, long before) {
    return rooms
        .present(code)
        .compose(
            present -> {
              if (present > 0) {
                // Somebody joined long ago and is still connected.
                rooms.used(code);
                return Future.succeededFuture(false);
              }
              return rooms.deleteUnused(code, before);
            })
        .compose(
            done -> {
              if (done) {
                deleted.accept(code);
                LOG.info(
                    "Room {} was deleted after {} days without use", code, rooms.keeping().days());
              }
              return vertx.timer(PAUSE_MS);
            })
        .mapEmpty();
  }
}
