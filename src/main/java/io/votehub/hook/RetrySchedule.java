package io.votehub.hook;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: the schedule that Standard Webhooks recommends, each
 * delay up to a tenth longer at random, so that endpoints that failed together do not return
 * together.
 */
final class RetrySchedule {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final long LONGEST_ASKED_MS = Duration.ofHours(24).toMillis();
  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The delay before the next attempt, in milliseconds; empty after the last.
   *
   * @param attempts how many failed so far
   * @param askedMs the delay for which the receiver asked; of it at most 24 hours are granted
   */
  OptionalLong delayMs(int attempts, OptionalLong askedMs) {
    if (attempts >= DELAYS.size()) {
      return OptionalLong.empty();
    }
    long own = (long) (DELAYS.get(attempts).toMillis() * (1 + JITTER * random.nextDouble()));
    long asked = Math.min(LONGEST_ASKED_MS, askedMs.orElse(0));
    return OptionalLong.of(Math.max(own, asked));
  }
}
