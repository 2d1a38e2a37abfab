package io.votehub.poll;

import java.util.OptionalLong;

/**
 * Whether an operator has suspended a room.
 *
 * @param rev incremented by every change; 0 if it never was
 * @param at since when it is suspended, UTC milliseconds since the epoch; empty if it is not
 */
public record Suspension(long rev, OptionalLong at) {
  /** A room that never was suspended. */
  public static final Suspension NONE = new Suspension(0, OptionalLong.empty());

  /** The same if nothing changes. */
  public Suspension changed(OptionalLong now) {
    return now.isPresent() == at.isPresent() ? this : new Suspension(rev + 1, now);
  }

  public boolean isOn() {
    return at.isPresent();
  }

  /** The later of two by revision. */
  public Suspension orNewer(Suspension other) {
    return other.rev > rev ? other : this;
  }
}
