package io.votehub.quiz;

import io.votehub.poll.Poll;
import java.util.OptionalLong;

/**
 * A time during which a poll was open.
 *
 * @param at when it was opened, UTC milliseconds since the epoch
 * @param closesAt when its time was over; empty without a time limit
 */
public record Opening(long at, OptionalLong closesAt) {
  /** The latest opening of a poll; since 1970 if it was never opened. */
  public static Opening of(Poll.Times times) {
    return new Opening(times.openedAt().orElse(0), times.closesAt());
  }

  /** The length in milliseconds; empty without a time limit. */
  OptionalLong limitMs() {
    return closesAt.isPresent() && closesAt.getAsLong() > at
        ? OptionalLong.of(closesAt.getAsLong() - at)
        : OptionalLong.empty();
  }
}
