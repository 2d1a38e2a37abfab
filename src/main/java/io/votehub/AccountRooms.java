package io.votehub;

import io.vertx.core.Future;
import io.votehub.accounts.Accounts.OwnRoom;
import io.votehub.accounts.OwnedRooms;
import io.votehub.accounts.RoomPeople;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.room.Rooms;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rooms of accounts that are erased. Not loaded where accounts are off.
 *
 * @param deleted called with the code of each deleted room
 */
record AccountRooms(Rooms rooms, Consumer<String> deleted) implements OwnedRooms {
  @Override
  public Future<Void> delete(OwnRoom own) {
    return ifThere(
        own, room -> rooms.delete(room.code()).onSuccess(done -> deleted.accept(room.code())));
  }

  /** Once an account: the room's next version is named by the room and the version before. */
  @Override
  public Future<Void> revokeKeys(OwnRoom own) {
    return ifThere(
        own,
        room ->
            rooms
                .revokeTokens(room.code(), room.tokenVersion(), "hand-over " + room.tokenVersion())
                .mapEmpty());
  }

  @Override
  public Future<Void> revokeRole(RoomPeople.Role role) {
    return ifThere(
        new OwnRoom(role.code(), role.roomId()),
        room -> rooms.keys().revoke(room.code(), role.key()));
  }

  private Future<Void> ifThere(OwnRoom own, Function<Room, Future<Void>> step) {
    return rooms
        .get(own.code())
        .compose(
            room ->
                room.id().orElse("").equals(own.id()) ? step.apply(room) : Future.succeededFuture())
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
                    ? Future.succeededFuture()
                    : Future.failedFuture(fault));
  }
}
