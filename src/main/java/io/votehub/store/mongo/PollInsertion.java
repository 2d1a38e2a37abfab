package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;

/**
 * Adds polls to rooms that may be deleted at the same time: either the deletion of the room sees
 * the poll, or the insertion sees that the room is gone, and deletes the poll again.
 */
final class PollInsertion {
  private final MongoRooms rooms;
  private final MongoPolls polls;
  private final MongoDeletion deletion;

  PollInsertion(MongoRooms rooms, MongoPolls polls, MongoDeletion deletion) {
    this.rooms = rooms;
    this.polls = polls;
    this.deletion = deletion;
  }

  /** Fails with {@code unknown-room} if the room is gone; then no poll stays. */
  Future<Void> add(PollRecord record) {
    String room = record.poll().room();
    return requireRoom(room)
        .compose(there -> polls.add(record))
        .compose(added -> requireRoom(room).recover(fault -> undo(record.poll().id(), fault)));
  }

  private Future<Void> requireRoom(String code) {
    if (JoinCode.isHidden(code)) {
      return Future.succeededFuture();
    }
    return rooms
        .room(code)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(Refusal.of(ErrorCode.UNKNOWN_ROOM)));
  }

  private Future<Void> undo(String poll, Throwable fault) {
    boolean roomGone = fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM;
    return (roomGone ? deletion.poll(poll) : Future.succeededFuture())
        .transform(done -> Future.failedFuture(fault));
  }
}
