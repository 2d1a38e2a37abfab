package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyedRateLimiterTest {
  private static final long SECOND = 1_000_000_000;
  private static final long NOW = Long.valueOf(Long.MAX_VALUE - SECOND);

  private final KeyedRateLimiter buckets =
      new KeyedRateLimiter(new Rate(1, Duration.ofSeconds(1), 10), 1 << 17);

  @Test
  void aKeyHasABurstAndThenOnePermitPerInterval() {
    long key = buckets.key("poll", "voter");
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.left(key, NOW)).isEqualTo(10 - i);
      assertThat(buckets.take(key, NOW)).isZero();
    }

    assertThat(buckets.take(key, NOW)).as("nanoseconds to wait").isEqualTo(SECOND);
    assertThat(buckets.take(key, NOW + SECOND / 2)).isEqualTo(SECOND / 2);
    assertThat(buckets.take(key, NOW + SECOND)).isZero();
    assertThat(buckets.take(key, NOW + SECOND)).isEqualTo(SECOND);
    assertThat(buckets.left(key, NOW + 12 * SECOND)).as("after a rest").isEqualTo(10);
  }

  @Test
  void keysAreLimitedIndependently() {
    for (int i = 0; i < 10; i++) {
      buckets.take(buckets.key("poll", "voter"), NOW);
    }

    assertThat(buckets.take(buckets.key("poll", "other"), NOW)).isZero();
    assertThat(buckets.take(buckets.key("other", "voter"), NOW)).isZero();
    assertThat(buckets.take(buckets.key("pollv", "oter"), NOW)).isZero();
    assertThat(buckets.take(buckets.key("poll", "voter"), NOW)).isPositive();
  }

  @Test
  void permitsTakenInAdvanceAreOwedUpToALimit() {
    long key = buckets.key("7", "");
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.takeAnyway(key, NOW, 2 * SECOND)).isZero();
    }

    assertThat(buckets.takeAnyway(key, NOW, 2 * SECOND)).isEqualTo(SECOND);
    for (int i = 0; i < 100; i++) {
      assertThat(buckets.takeAnyway(key, NOW, 2 * SECOND)).isEqualTo(2 * SECOND);
    }
    assertThat(buckets.take(key, NOW + 3 * SECOND)).isZero();
  }

  @Test
  void manyKeysUseABoundedTableAndTheGreatestDebtorsStay() {
    KeyedRateLimiter small = new KeyedRateLimiter(new Rate(1, Duration.ofSeconds(1), 10), 1024);
    long flooder = small.key("flooder", "");
    for (int i = 0; i < 10; i++) {
      small.take(flooder, NOW);
    }

    for (int i = 0; i < 100_000; i++) {
      assertThat(small.take(small.key("" + i, ""), NOW)).isZero();
    }

    assertThat(small.slots()).isEqualTo(1024);
    assertThat(small.take(flooder, NOW)).isPositive();
  }

  @Test
  void idleKeysAreForgotten() {
    for (int i = 0; i < 15_000; i++) {
      buckets.take(buckets.key("poll", "voter" + i), NOW);
    }
    assertThat(buckets.isGrown()).isTrue();
    long late = buckets.key("poll", "late");
    for (int i = 0; i < 10; i++) {
      buckets.take(late, NOW + 2 * SECOND);
    }

    buckets.trim(NOW + 2 * SECOND);

    assertThat(buckets.slots()).isEqualTo(64);
    assertThat(buckets.take(late, NOW + 2 * SECOND)).as("is not forgotten").isPositive();
  }

  @Test
  void anOrdinaryVoteTakesLessThanTwoMicrosecondsAndHardlyAnyMemory() {
    String[] voters = new String[100_000];
    for (int i = 0; i < voters.length; i++) {
      voters[i] = "voter" + (1_000_000_000L + i);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long now = NOW + round * 20L * SECOND;
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long begin = System.nanoTime();
      for (String voter : voters) {
        buckets.take(buckets.key("a poll's id", voter), now);
      }
      best = Math.min(best, System.nanoTime() - begin);
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    assertThat(best / voters.length).as("nanoseconds a vote").isLessThan(2000);
    assertThat(allocated / voters.length).as("bytes a vote").isZero();
  }
}
