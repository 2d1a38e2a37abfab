package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.BusReply;
import io.votehub.bus.MembersGone;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import io.votehub.store.PollRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The voter rolls of rooms. Futures fail with a {@link Refusal}; safe from any thread. */
public final class RoomRolls {
  private static final Logger LOG = LoggerFactory.getLogger(RoomRolls.class);

  private final CountingContext counting;
  private final RoomUpdates updates;
  private final Supplier<String> ids;

  /**
   * @param ids generates ids of rolls
   */
  RoomRolls(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
    this.updates = new RoomUpdates(counting);
    this.ids = ids;
  }

  /**
   * Adds an empty roll to a room. Fails with {@code bad-request} if the room has too many.
   *
   * @param title already cleaned and validated
   */
  public Future<VoterRoll> add(String code, String title) {
    String id = ids.get();
    return counting
        .ledger()
        .now()
        .map(now -> new VoterRoll(id, title, now))
        .compose(
            roll ->
                counting
                    .store()
                    .updateRoom(
                        code, room -> room.roll(id).isPresent() ? room : room.withRoll(roll))
                    .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .map(room -> roll));
  }

  /**
   * Takes a member off a roll: from now on the member votes no more, on no instance. A ballot that
   * was cast stays counted. May be repeated.
   */
  public Future<Room> removeMember(String code, String roll, String member, int weight) {
    return updates.update(code, room -> room.withoutMember(roll, member, weight));
  }

  /** Removes a roll. Fails with {@code bad-request} while a poll of the room names it. */
  public Future<Void> remove(String code, String roll) {
    return counting
        .store()
        .polls(code)
        .map(
            records -> {
              records.stream()
                  .filter(record -> record.poll().electorate().equals(Optional.of(roll)))
                  .findFirst()
                  .ifPresent(RoomRolls::refuse);
              return null;
            })
        .compose(unused -> updates.update(code, room -> room.withoutRoll(roll)))
        .mapEmpty();
  }

  private static void refuse(PollRecord named) {
    throw Refusal.field(
        "/electorate", "Is named by a poll, “" + named.poll().question() + "”; delete that first");
  }

  /** Deletes the members of a room that is gone; a failure is logged. */
  Future<Void> forget(Room room) {
    List<String> gone = room.rolls().stream().map(VoterRoll::id).toList();
    return gone.isEmpty()
        ? Future.succeededFuture()
        : BusReply.request(
                counting.vertx().eventBus(), MembersGone.ADDRESS, new MembersGone(gone), Void.class)
            .recover(
                fault -> {
                  LOG.warn(
                      "Members of the voter rolls of the deleted room {} are left: {}",
                      room.code(),
                      fault.getMessage());
                  return Future.succeededFuture();
                });
  }
}
