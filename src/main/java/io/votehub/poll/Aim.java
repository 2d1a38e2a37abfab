package io.votehub.poll;

import java.util.OptionalLong;

/**
 * The poll that a command was given for, as it was then: in that run, opened then, closed then.
 *
 * <p>A command may wait for a slow store, or for a close that is under way, while whoever gave it
 * loses patience, repeats it on another instance, is answered, and goes on. When the first one is
 * carried out at last, it must not hit what the poll has become: a poll that was closed would take
 * votes again.
 */
public record Aim(int run, OptionalLong openedAt, OptionalLong closedAt) {
  /** The aim of a command that was overtaken before it was known what the poll was. */
  public static final Aim MISSED = new Aim(-1, OptionalLong.empty(), OptionalLong.empty());

  /** A command that is given for the poll as it is. */
  public static Aim at(Poll poll) {
    return new Aim(poll.run(), poll.times().openedAt(), poll.times().closedAt());
  }

  /** When the poll was opened or closed last; 0 if never. */
  public long at() {
    return Math.max(openedAt.orElse(0), closedAt.orElse(0));
  }

  /**
   * Requires that the poll was neither opened, closed nor reset since the command was given.
   *
   * @throws Refusal {@code conflict}
   */
  public void require(Poll now) {
    if (!equals(at(now))) {
      throw missed();
    }
  }

  /**
   * Requires that the poll was not reset since the command was given.
   *
   * @throws Refusal {@code conflict}
   */
  public void requireRun(Poll now) {
    if (run != now.run()) {
      throw missed();
    }
  }

  private static Refusal missed() {
    return Refusal.of(ErrorCode.CONFLICT, "Somebody else has changed the poll");
  }
}
