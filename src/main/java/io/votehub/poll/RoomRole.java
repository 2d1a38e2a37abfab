package io.votehub.poll;

import java.util.Arrays;
import java.util.Optional;

/** What somebody may do in a room; each role may do what the ones before it may. */
public enum RoomRole {
  /** Votes, and sees what voters see. */
  VOTER("voter"),
  /** Sees drafts and hidden results. */
  VIEWER("viewer"),
  /** Marks the entries of an audience, for example to hide them. */
  MODERATOR("moderator"),
  /** Runs polls. Several people may have this role. */
  PRESENTER("presenter"),
  /** Deletes the room, and decides who else has a role in it. */
  OWNER("owner");

  private final String wire;

  RoomRole(String wire) {
    this.wire = wire;
  }

  /** The name of the role in requests and in tokens. */
  public String wire() {
    return wire;
  }

  /** The role of that name, if there is one. */
  public static Optional<RoomRole> of(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findAny();
  }

  /** Whether this role may do all that another may. */
  public boolean includes(RoomRole other) {
    return compareTo(other) >= 0;
  }
}
