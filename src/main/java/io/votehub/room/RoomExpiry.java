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
 * Deletes rooms that nobody has used for a number of days, looking once an hour. Every instance
 * does so; a room is deleted in one step that looks whether it was used meanwhile, so they do not
 * disturb each other.
 */
public final class RoomExpiry extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoomExpiry.class);
  private static final long EVERY_MS = TimeUnit.HOURS.toMillis(1);
  private static final long FIRST_AFTER_MS = TimeUnit.MINUTES.toMillis(1);

  /** Between two deletions, each of which may take thousands of ballots along. */
  private static final long REST_MS = 100;

  private static final int ROOMS_AT_ONCE = 100;

  private final CountingContext counting;
  private final Rooms rooms;
  private final Consumer<String> deleted;
  private final long firstAfterMs;
  private long waiting = -1;
  private boolean stopped;

  /**
   * @param deleted is told the code of each room that was deleted
   */
  public RoomExpiry(CountingContext counting, Rooms rooms, Consumer<String> deleted) {
    this(counting, rooms, deleted, FIRST_AFTER_MS);
  }

  /**
   * @param firstAfterMs when to look first
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
      lookIn(firstAfterMs);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(waiting);
    return Future.succeededFuture();
  }

  private void lookIn(long ms) {
    if (!stopped) {
      waiting = vertx.setTimer(ms, timer -> look());
    }
  }

  private void look() {
    counting
        .ledger()
        .now()
        .compose(
            now -> {
              long before = now - TimeUnit.DAYS.toMillis(rooms.keeping().days());
              return counting
                  .store()
                  .unusedRooms(before, now, ROOMS_AT_ONCE)
                  .compose(unused -> delete(unused, before).map(unused.size()));
            })
        .onSuccess(found -> lookIn(found == ROOMS_AT_ONCE ? REST_MS : EVERY_MS))
        .onFailure(
            fault -> {
              LOG.warn("Rooms that nobody uses were not all deleted: {}", fault.getMessage());
              lookIn(EVERY_MS);
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
                // Somebody joined it long ago and is still there.
                rooms.used(code);
                return Future.succeededFuture(false);
              }
              return rooms.deleteUnused(code, before);
            })
        .compose(
            done -> {
              if (done) {
                deleted.accept(code);
                LOG.info("Room {} is deleted, unused for {} days", code, rooms.keeping().days());
              }
              return vertx.timer(REST_MS);
            })
        .mapEmpty();
  }
}
