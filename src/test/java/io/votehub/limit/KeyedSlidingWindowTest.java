package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sliding windows, against a reference that keeps every permit and computes exactly. */
class KeyedSlidingWindowTest {
  private static final long ORIGIN = Long.MAX_VALUE - 12_345;

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  /** Keeps when each permit was taken, and estimates as the windows do, with exact fractions. */
  private static final class Reference {
    private final List<Long> taken = new ArrayList<>();
    private final int number;
    private final long period;

    Reference(Rate rate) {
      number = rate.number();
      period = rate.period().toNanos();
    }

    private long in(long window) {
      return taken.stream().filter(at -> at / period == window).count();
    }

    boolean take(long time) {
      long window = time / period;
      BigDecimal before =
          BigDecimal.valueOf(in(window - 1)).multiply(BigDecimal.valueOf(period - time % period));
      BigDecimal now = BigDecimal.valueOf(in(window) + 1).multiply(BigDecimal.valueOf(period));
      boolean allowed =
          before.add(now).compareTo(BigDecimal.valueOf(number).multiply(BigDecimal.valueOf(period)))
              <= 0;
      if (allowed) {
        taken.add(time);
      }
      return allowed;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itDecidesAsTheReferenceDoes(int seed) {
    Random random = new Random(seed);
    Rate rate = Rate.of(1 + random.nextInt(20), Duration.ofMillis(1 + random.nextInt(1000)));
    KeyedSlidingWindow window = new KeyedSlidingWindow(rate, 1000, ORIGIN);
    Reference reference = new Reference(rate);
    long time = 0;
    for (int i = 0; i < 500; i++) {
      time += random.nextLong(rate.everyNanos() * (1 + random.nextInt(8)));
      boolean allowed = window.take(7, ORIGIN + time) == 0;
      assertThat(allowed).as("step %d of %s", i, rate).isEqualTo(reference.take(time));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPermitIsAvailableAfterTheWaitItTellsAndNotBefore(int seed) {
    Random random = new Random(seed);
    Rate rate = Rate.of(1 + random.nextInt(20), Duration.ofMillis(1 + random.nextInt(1000)));
    KeyedSlidingWindow window = new KeyedSlidingWindow(rate, 1000, ORIGIN);
    long time = 0;
    for (int i = 0; i < 200; i++) {
      time += random.nextLong(rate.everyNanos());
      long wait = window.take(7, ORIGIN + time);
      if (wait > 0) {
        assertThat(window.take(7, ORIGIN + time + wait - 1)).as("too early").isPositive();
        assertThat(window.take(7, ORIGIN + time + wait)).as("after %d ns", wait).isZero();
        time += wait;
      }
    }
  }

  @Test
  void sendersAreIndependentAndMemoryIsBounded() {
    Rate rate = Rate.of(2, Duration.ofMinutes(1));
    KeyedSlidingWindow window = new KeyedSlidingWindow(rate, 1 << 10, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(window.take(window.key("a" + i, ""), 1)).isZero();
      assertThat(window.take(window.key("a" + i, ""), 1)).isZero();
      assertThat(window.take(window.key("a" + i, ""), 1)).isPositive();
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(window.take(window.key("b" + i, ""), 2)).isZero();
    }
    assertThat(window.isGrown()).isTrue();
    window.trim(Duration.ofMinutes(3).toNanos());
    assertThat(window.isGrown()).isFalse();
  }
}
