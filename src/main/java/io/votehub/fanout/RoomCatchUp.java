package io.votehub.fanout;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.RoomView;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes good for messages that Redis may have lost: reads a room from the store, until that
 * succeeds or nobody follows the room any more, and publishes what it finds to this instance. It
 * does so on demand, and once each time a room falls silent, because the last one of a burst may
 * have been lost. Confined to one context.
 */
final class RoomCatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(RoomCatchUp.class);
  private static final long SILENCE_MS = 2000;
  private static final long RETRY_MS = 1000;

  private final Vertx vertx;
  private final Context context;
  private final Function<String, Future<RoomView>> source;
  private final Predicate<String> followed;
  private final LocalFanout local;

  /** When the last message came, by room; only of rooms that have not been silent since. */
  private final Map<String, Long> receivedAt = new HashMap<>();

  private long timer = -1;

  /**
   * @param source reads a room from the store
   * @param followed whether this instance has listeners of a room
   * @param local receives what was found
   */
  RoomCatchUp(
      Vertx vertx,
      Context context,
      Function<String, Future<RoomView>> source,
      Predicate<String> followed,
      LocalFanout local) {
    this.vertx = vertx;
    this.context = context;
    this.source = source;
    this.followed = followed;
    this.local = local;
  }

  void start() {
    timer =
        vertx.setPeriodic(
            SILENCE_MS / 2,
            tick -> context.runOnContext(turn -> catchUpWithSilentRooms(System.nanoTime())));
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  /**
   * A tally or a change of questions of the room has come.
   *
   * @param now {@link System#nanoTime}
   */
  void received(String room, long now) {
    receivedAt.put(room, now);
  }

  /** Reads the room again if it was silent long enough after its last tally. */
  void catchUpWithSilentRooms(long now) {
    List<String> silent = new ArrayList<>();
    receivedAt
        .entrySet()
        .removeIf(
            last -> {
              boolean isSilent = now - last.getValue() > SILENCE_MS * 1_000_000;
              if (isSilent) {
                silent.add(last.getKey());
              }
              return isSilent;
            });
    silent.forEach(this::catchUp);
  }

  /** Reads the room, because messages may have been missed; ignored unless it is followed. */
  void catchUp(String room) {
    if (!followed.test(room)) {
      return;
    }
    long asked = System.nanoTime();
    source
        .apply(room)
        .onSuccess(view -> local.publish(room, new RoomEvent.CaughtUp(view, asked)))
        .onFailure(
            fault -> {
              if (fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM) {
                local.roomDeleted(room);
              } else {
                LOG.debug("Room {} could not be read yet", room, fault);
                vertx.setTimer(RETRY_MS, tick -> context.runOnContext(turn -> catchUp(room)));
              }
            });
  }
}
