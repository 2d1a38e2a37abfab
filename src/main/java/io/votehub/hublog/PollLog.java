package io.votehub.hublog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.votehub.event.RoomEvents;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings.Proof;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Notes, before it happens, that the log may have more to say of a poll; {@link LogWriter} then
 * finds out what happened. So the log misses nothing, whenever an instance dies. Safe from any
 * thread.
 */
public final class PollLog implements RoomEvents {
  /** The address of the event bus at which the writer of this instance is woken. */
  static final String WAKE = "votehub.log.wake";

  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

  private final Vertx vertx;
  private final Store store;
  private final InstantSource clock;

  /**
   * @param clock the time by which polls close
   */
  public PollLog(Vertx vertx, Store store, InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<Void> opening(Poll poll, long at) {
    return wasSealed(poll) ? note(poll) : Future.succeededFuture();
  }

  @Override
  public Future<Void> closing(Poll poll, long rev) {
    boolean isSealed = poll.settings().proof() != Proof.NONE && !JoinCode.isHidden(poll.room());
    return isSealed ? note(poll) : Future.succeededFuture();
  }

  @Override
  public Future<Void> replacing(Poll poll) {
    return wasSealed(poll) ? note(poll) : Future.succeededFuture();
  }

  @Override
  public Future<Void> deleting(Room room) {
    return store
        .polls(room.code())
        .map(found -> found.stream().map(PollRecord::poll).filter(PollLog::wasSealed).toList())
        .compose(this::noteAll);
  }

  private static boolean wasSealed(Poll poll) {
    return poll.seal().number() > 0;
  }

  private Future<Void> noteAll(List<Poll> polls) {
    return Future.join(polls.stream().map(this::note).toList()).mapEmpty();
  }

  private Future<Void> note(Poll poll) {
    long now = clock.millis();
    return store
        .changeTask(
            LogTask.KIND,
            poll.id(),
            before ->
                Optional.of(LogTask.announced(before.map(LogTask::of), poll.id(), now).dueAt(now)))
        .mapEmpty();
  }

  @Override
  public void happened() {
    vertx.eventBus().publish(WAKE, "", LOCAL);
  }
}
