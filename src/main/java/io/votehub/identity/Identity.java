package io.votehub.identity;

import io.votehub.poll.Room;
import java.util.Optional;

/**
 * The identity that a valid token proves.
 *
 * @param room the code of the room for which the token was issued
 * @param roomId the id of that room, which distinguishes it from a later room with the same code;
 *     empty for a room without one
 * @param version the version of the presenter's token; 0 for a voter
 * @param voter the voter's id; null for presenters and spectators
 */
public record Identity(
    Role role, String room, Optional<String> roomId, long version, String voter) {
  /** The role in a room. */
  public enum Role {
    PRESENTER("presenter"),
    VOTER("voter");

    private final String wire;

    Role(String wire) {
      this.wire = wire;
    }

    /** The name of the role in messages. */
    public String wire() {
      return wire;
    }
  }

  /** The presenter of a room, with the current token version. */
  public static Identity presenter(Room room) {
    return new Identity(Role.PRESENTER, room.code(), room.id(), room.tokenVersion(), null);
  }

  /**
   * @param voter null for a spectator
   */
  public static Identity voter(Room room, String voter) {
    return new Identity(Role.VOTER, room.code(), room.id(), 0, voter);
  }

  public boolean isPresenter() {
    return role == Role.PRESENTER;
  }

  /** Whether the token was issued for this very room, not for an earlier one with its code. */
  public boolean isOf(Room other) {
    return room.equals(other.code()) && roomId.equals(other.id());
  }

  /**
   * Whether the presenter's token was replaced since. A version newer than that of the room is
   * valid: the room is then known here in an outdated state.
   */
  public boolean isRevokedIn(Room other) {
    return isPresenter() && isOf(other) && version < other.tokenVersion();
  }
}
