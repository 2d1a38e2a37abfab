package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.RoomPeople;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.room.RoomKeys;
import io.votehub.room.Rooms;
import java.util.Optional;

/**
 * Gives roles in rooms to accounts, and takes them. A role is a key of the room; taking it closes
 * its connections.
 */
final class RoleKeys {
  private final RoomPeople people;
  private final Audit audit;
  private final Rooms rooms;
  private final RoomKeys keys;

  RoleKeys(Rooms rooms, Accounts accounts) {
    this.people = accounts.roomPeople();
    this.audit = accounts.audit();
    this.rooms = rooms;
    this.keys = rooms.keys();
  }

  /** The room, unless it is gone or another one has its code. */
  Future<Optional<Room>> room(String code, String roomId) {
    return rooms
        .get(code)
        .map(room -> Optional.of(room).filter(each -> each.id().orElse("").equals(roomId)))
        .recover(
            fault ->
                fault instanceof Refusal why && why.code() == ErrorCode.UNKNOWN_ROOM
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault));
  }

  /** The key of that id; empty if the room has none. */
  static Optional<RoomKey> key(Room room, String id) {
    return room.keys().keys().stream().filter(each -> each.id().equals(id)).findAny();
  }

  /** Gives an account a role in a room; completes with the code of the room. */
  Future<String> take(Account account, Room room, RoomRole role) {
    return keys.add(room.code(), role, "")
        .compose(added -> people.give(account, room, added.key().id(), Optional.empty()))
        .map(
            done -> {
              audit.record(account.id(), "room.role-taken", Audit.room(room.code()), Audit.DONE);
              return room.code();
            });
  }

  /**
   * The new owner gets a new token, and all earlier ones are revoked; who owned the room leads it
   * with a key from now on. Completes with the code of the room.
   */
  Future<String> takeOver(Account to, Room room) {
    return people
        .owner(room)
        .compose(
            from -> {
              if (from.filter(owner -> owner.id().equals(to.id())).isPresent()) {
                return Future.succeededFuture();
              }
              return people
                  .handOver(room, from, to)
                  .compose(
                      done -> rooms.revokeTokens(room.code(), room.tokenVersion(), Ids.random()))
                  .compose(
                      renewed ->
                          from.isEmpty()
                              ? Future.<String>succeededFuture()
                              : take(from.get(), renewed, RoomRole.PRESENTER));
            })
        .map(
            done -> {
              audit.record(to.id(), "room.taken-over", Audit.room(room.code()), Audit.DONE);
              return room.code();
            });
  }

  /** Replaces the keys of all roles of an account, so that earlier tokens are worth nothing. */
  Future<Void> renew(Account account) {
    Future<Void> all = Future.succeededFuture();
    for (RoomPeople.Role role : RoomPeople.roles(account)) {
      all =
          all.compose(done -> room(role.code(), role.roomId()))
              .compose(
                  room -> {
                    Optional<RoomKey> key = room.flatMap(found -> key(found, role.key()));
                    return key.isEmpty()
                        ? Future.succeededFuture()
                        : replace(account, room.get(), key.get(), key.get().role()).mapEmpty();
                  });
    }
    return all;
  }

  /** Gives an account another key in place of one; returns the room and the new key. */
  Future<RoomKeys.Added> replace(Account account, Room room, RoomKey old, RoomRole role) {
    return keys.add(room.code(), role, "")
        .compose(
            added ->
                people
                    .give(account, room, added.key().id(), Optional.of(old.id()))
                    .compose(given -> keys.revoke(room.code(), old.id()))
                    .map(added));
  }

  /** Takes a key from the account that has it, and from the room. */
  Future<Void> revoke(Room room, String key) {
    return keys.revoke(room.code(), key).compose(gone -> people.take(room, key));
  }

  /** Takes a role from the account that wants it no more, if it has that. */
  Future<Void> giveUp(Account account, String key) {
    Optional<RoomPeople.Role> role =
        RoomPeople.roles(account).stream().filter(each -> each.key().equals(key)).findAny();
    if (role.isEmpty()) {
      return Future.succeededFuture();
    }
    return room(role.get().code(), role.get().roomId())
        .compose(
            room ->
                room.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : keys.revoke(room.get().code(), key))
        .compose(gone -> people.forget(account, role.get()))
        .onSuccess(
            done ->
                audit.record(
                    account.id(), "room.role-given-up", Audit.room(role.get().code()), Audit.DONE));
  }
}
