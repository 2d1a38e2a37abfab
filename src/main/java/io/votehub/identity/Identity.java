package io.votehub.identity;

import io.votehub.poll.Room;
import java.util.Optional;

/**
 * Who a valid token speaks for.
 *
 * @param room the code of the only room in which it means anything
 * @param roomId the id of that room, so that a room that gets the code later is another; nothing
 *     for a room that has none
 * @param version which of the room's presenter's tokens it was; 0 for a voter
 * @param voter the voter's id; null for a presenter
 */
public record Identity(
    Role role, String room, Optional<String> roomId, long version, String voter) {
  /** What someone is in a room. */
  public enum Role {
    PRESENTER("presenter"),
    VOTER("voter");

    private final String wire;

    Role(String wire) {
      this.wire = wire;
    }

    /** The role as it stands in messages. */
    public String wire() {
      return wire;
    }
  }

  /** Whoever has the room's valid presenter's token. */
  public static Identity presenter(Room room) {
    return new Identity(Role.PRESENTER, room.code(), room.id(), room.tokenVersion(), null);
  }

  /**
   * @param voter null for one who only looks on
   */
  public static Identity voter(Room room, String voter) {
    return new Identity(Role.VOTER, room.code(), room.id(), 0, voter);
  }

  public boolean isPresenter() {
    return role == Role.PRESENTER;
  }

  /** Whether it means anything in this room; a room that had the code before is another. */
  public boolean isOf(Room other) {
    return room.equals(other.code()) && roomId.equals(other.id());
  }

  /**
   * Whether the room's presenter has made this token void since. A token that is newer than the
   * room as it is known here proves that the room has changed meanwhile.
   */
  public boolean isRevokedIn(Room other) {
    return isPresenter() && isOf(other) && version < other.tokenVersion();
  }
}
