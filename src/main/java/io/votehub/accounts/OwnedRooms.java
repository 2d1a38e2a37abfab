package io.votehub.accounts;

import io.vertx.core.Future;

/** What becomes of the rooms of an account that is erased. Both may be repeated. */
public interface OwnedRooms {
  /** Deletes a room with all that is in it; nothing if it is gone. */
  Future<Void> delete(Accounts.OwnRoom room);

  /** Makes all keys of a room useless that were given out so far; nothing if it is gone. */
  Future<Void> revokeKeys(Accounts.OwnRoom room);
}
