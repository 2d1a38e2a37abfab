package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.count.CountingContext;
import io.votehub.poll.PollState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rooms that have not been used for a number of days. One instance of a cluster looks for
 * them, once an hour. A room with an open poll, or with somebody in it, is in use.
 *
 * <p>A wrong clock deletes nothing. A room is deleted only when two looks of this instance found it
 * unused; and after a time without looks, or one that cannot be, nothing is deleted for {@value
 * #GRACE_DAYS} days: the clock may have jumped, or the hub was off and nobody could use a room.
 */
public final class RoomExpiry extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoomExpiry.class);
  private static final long EVERY_MS = TimeUnit.HOURS.toMillis(1);
  private static final long FIRST_AFTER_MS = TimeUnit.MINUTES.toMillis(1);
  static final int GRACE_DAYS = 7;

  /** A look is due a little before its time, since timers of instances differ. */
  private static final long DUE_AFTER_MS = EVERY_MS - TimeUnit.MINUTES.toMillis(5);

  /** Looks that are further apart than this are not believed. */
  private static final long BELIEVED_MS = TimeUnit.DAYS.toMillis(2);

  /** A use is recorded once a day, so the last one may be so much later than what is recorded. */
  private static final long RECORDED_MS = TimeUnit.DAYS.toMillis(1);

  /** The pause between two deletions, each of which may remove thousands of ballots. */
  private static final long PAUSE_MS = 100;

  private static final int SEEN_AT_MOST = 10_000;
  private static final int DELETED_AT_ONCE = 1_000;
  private static final String LOOKED = "room-expiry-looked";
  private static final String BELIEVED_SINCE = "room-expiry-believed-since";

  private final CountingContext counting;
  private final Rooms rooms;
  private final Consumer<String> deleted;
  private long timerId = -1;
  private boolean stopped;

  /** The rooms that the look before found unused. */
  private Set<String> seen = Set.of();

  /** Another instance has looked lately. */
  private static final class NotDue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDue() {
      super("Not due", null, false, false);
    }
  }

  /**
   * @param deleted called with the code of each deleted room
   */
  public RoomExpiry(CountingContext counting, Rooms rooms, Consumer<String> deleted) {
    this.counting = counting;
    this.rooms = rooms;
    this.deleted = deleted;
  }

  @Override
  public Future<?> start() {
    if (rooms.keeping().days() > 0) {
      scheduleIn(FIRST_AFTER_MS);
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
      timerId = vertx.setTimer(ms, timer -> look().onComplete(done -> scheduleIn(EVERY_MS)));
    }
  }

  /** Looks once, and deletes what is due; failures are logged. */
  Future<Void> look() {
    return counting
        .ledger()
        .now()
        .compose(now -> takeTurn(now).compose(before -> look(now, before)))
        .recover(
            fault -> {
              if (!(fault instanceof NotDue)) {
                LOG.warn("Not all unused rooms could be deleted: {}", fault.getMessage());
              }
              return Future.succeededFuture();
            });
  }

  /** Records this look; completes with the time of the one before, 0 if there was none. */
  private Future<Long> takeTurn(long now) {
    AtomicLong before = new AtomicLong();
    LongUnaryOperator turn =
        looked -> {
          before.set(looked);
          if (looked <= now && now - looked < DUE_AFTER_MS) {
            throw new NotDue();
          }
          return now;
        };
    return counting.store().updateMark(LOOKED, turn).map(looked -> before.get());
  }

  private Future<Void> look(long now, long lookBefore) {
    boolean believed = lookBefore <= now && now - lookBefore <= BELIEVED_MS;
    if (!believed && lookBefore > 0) {
      LOG.warn(
          "No room is deleted for {} days: the last look for unused ones was {} hours ago, so the"
              + " clock jumped or no hub ran",
          GRACE_DAYS,
          TimeUnit.MILLISECONDS.toHours(now - lookBefore));
    }
    return counting
        .store()
        .updateMark(BELIEVED_SINCE, since -> believed && since > 0 && since <= now ? since : now)
        .compose(
            since ->
                now - since < TimeUnit.DAYS.toMillis(GRACE_DAYS)
                    ? Future.succeededFuture()
                    : deleteUnused(now));
  }

  private Future<Void> deleteUnused(long now) {
    long before = now - TimeUnit.DAYS.toMillis(rooms.keeping().days()) - RECORDED_MS;
    return counting
        .store()
        .unusedRooms(before, now, SEEN_AT_MOST)
        .compose(
            unused -> {
              List<String> due =
                  unused.stream().filter(seen::contains).limit(DELETED_AT_ONCE).toList();
              seen = new HashSet<>(unused);
              return delete(due, before, now);
            });
  }

  private Future<Void> delete(List<String> unused, long before, long now) {
    Future<Void> all = Future.succeededFuture();
    for (String code : unused) {
      all = all.compose(done -> stopped ? Future.succeededFuture() : delete(code, before, now));
    }
    return all;
  }

  private Future<Void> delete(String code, long before, long now) {
    return isInUse(code)
        .compose(
            inUse ->
                inUse
                    ? counting.store().noteUse(code, now).map(false)
                    : rooms.deleteUnused(code, before))
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

  /** Somebody joined long ago and is still connected, or a poll is open still. */
  private Future<Boolean> isInUse(String code) {
    return rooms
        .present(code)
        .compose(
            present ->
                present > 0
                    ? Future.succeededFuture(true)
                    : rooms
                        .polls(code)
                        .map(
                            polls ->
                                polls.stream().anyMatch(each -> each.state() == PollState.OPEN)));
  }
}
