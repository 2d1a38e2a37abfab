package io.votehub.accounts;

import io.vertx.core.Future;

/** What becomes of the rooms and roles of an account that is erased. All may be repeated. */
public interface OwnedRooms {
  /** Deletes a room with all that is in it; nothing if it is gone. */
  Future<Void> delete(Accounts.OwnRoom room);

  /** Revokes the key that an account had in somebody's room; nothing if the room is gone. */
  Future<Void> revokeRole(RoomPeople.Role role);

  /** Makes all keys of a room useless that were given out so far; nothing if it is gone. */
  Future<Void> revokeKeys(Accounts.OwnRoom room);
}
