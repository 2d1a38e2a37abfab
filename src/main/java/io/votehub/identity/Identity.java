package io.votehub.identity;

import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import java.util.Optional;

/**
 * The identity that a valid token proves.
 *
 * @param room the code of the room for which the token was issued
 * @param roomId the id of that room, which distinguishes it from a later room with the same code;
 *     empty for a room without one
 * @param key the id of the room's key that the token belongs to; empty for owners and voters
 * @param version the version of an owner's token, or the revision of the room's keys when a key's
 *     token was issued; 0 for a voter
 * @param voter the voter's id; null for all others
 */
public record Identity(
    RoomRole role,
    String room,
    Optional<String> roomId,
    Optional<String> key,
    long version,
    String voter) {
  /** The owner of a room, with the current token version. */
  public static Identity owner(Room room) {
    return new Identity(
        RoomRole.OWNER, room.code(), room.id(), Optional.empty(), room.tokenVersion(), null);
  }

  /**
   * @param voter null for a spectator
   */
  public static Identity voter(Room room, String voter) {
    return new Identity(RoomRole.VOTER, room.code(), room.id(), Optional.empty(), 0, voter);
  }

  /** Whether drafts and hidden results are shown. */
  public boolean seesHidden() {
    return role.includes(RoomRole.VIEWER);
  }

  /** Whether texts and questions are shown that are hidden, or that nobody has approved yet. */
  public boolean moderates() {
    return role.includes(RoomRole.MODERATOR);
  }

  /** Whether the passcode, and right answers of a quiz before they are revealed, are shown. */
  public boolean leads() {
    return role.includes(RoomRole.PRESENTER);
  }

  /** Whether the token was issued for this very room, not for an earlier one with its code. */
  public boolean isOf(Room other) {
    return room.equals(other.code()) && roomId.equals(other.id());
  }

  /**
   * Whether the token was replaced, or its key revoked. A version newer than that of the room is
   * valid: the room is then known here in an outdated state.
   */
  public boolean isRevokedIn(Room other) {
    if (!seesHidden() || !isOf(other)) {
      return false;
    }
    return key.map(id -> other.keys().rev() >= version && !other.keys().has(id))
        .orElse(version < other.tokenVersion());
  }

  /** Whether it is a voter whom the presenter has removed from the room. */
  public boolean isRemovedFrom(Room other) {
    return voter != null && isOf(other) && other.admission().removed().contains(voter);
  }
}
