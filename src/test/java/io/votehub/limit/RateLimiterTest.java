package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000;

  /** The clock overflows during the test; an expression that the compiler does not evaluate. */
  private static final long NOW = Long.sum(Long.MAX_VALUE, -SECOND / 2);

  private final RateLimiter limiter = new RateLimiter(Rate.of(10, Duration.ofSeconds(1)), NOW);

  @Test
  void aBurstPassesAtOnceAndThenOnePermitPerInterval() {
    assertThat(acquired(12, NOW)).isEqualTo(10);

    assertThat(limiter.tryAcquire(NOW + SECOND / 10 - 1)).isFalse();
    assertThat(limiter.tryAcquire(NOW + SECOND / 10)).isTrue();
    assertThat(limiter.tryAcquire(NOW + SECOND / 10)).isFalse();
  }

  @Test
  void aPauseRestoresTheBurstAndNoMore() {
    acquired(10, NOW);

    assertThat(acquired(100, NOW + 60 * SECOND)).isEqualTo(10);
  }

  private long acquired(int attempts, long now) {
    return LongStream.range(0, attempts).filter(attempt -> limiter.tryAcquire(now)).count();
  }
}
