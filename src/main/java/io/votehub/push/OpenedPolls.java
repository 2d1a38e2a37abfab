package io.votehub.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.votehub.event.RoomEvents;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.store.Store;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that voters are to be told of a poll that has opened, once for each opening over all
 * instances, after the poll is open: whoever opens it waits for nothing. If the instance that
 * opened it dies before it is noted, another one that finds the poll open notes it. Safe from any
 * thread.
 */
public final class OpenedPolls implements RoomEvents {
  /** The address of the event bus at which the dispatcher of this instance is woken. */
  static final String WAKE = "votehub.push.wake";

  private static final Logger LOG = LoggerFactory.getLogger(OpenedPolls.class);
  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

  /** Of openings that this instance has seen, so many are remembered. */
  private static final int MAX_SEEN = 10_000;

  private final Vertx vertx;
  private final Store store;
  private final InstantSource clock;

  /** Openings that need not be looked at again. */
  private final Set<String> seen =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MAX_SEEN;
                }
              }));

  /**
   * @param clock the time by which polls open
   */
  public OpenedPolls(Vertx vertx, Store store, InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  @Override
  public void opened(Poll poll) {
    if (poll.state() != PollState.OPEN || poll.times().openedAt().isEmpty()) {
      return;
    }
    PushTask told = PushTask.ofOpening(poll, poll.times().openedAt().getAsLong());
    if (clock.millis() > told.tellUntil() || !seen.add(told.id())) {
      return;
    }
    store
        .records(poll.room(), Shard.PREFIX, "", 1)
        .compose(found -> found.isEmpty() ? Future.succeededFuture() : note(told))
        .onFailure(
            fault -> {
              // The next look at the polls that are open tries again.
              seen.remove(told.id());
              LOG.debug("It could not be noted that a poll has opened", fault);
            });
  }

  private Future<Void> note(PushTask told) {
    return store
        .changeTask(
            PushTask.KIND, told.id(), before -> before.or(() -> told.dueAt(told.openedAt())))
        .onSuccess(noted -> vertx.eventBus().publish(WAKE, "", LOCAL))
        .mapEmpty();
  }
}
