package io.votehub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AckTimesTest {
  private final AckTimes times = new AckTimes();

  @Test
  void withoutAcksThereIsNoPercentile() {
    assertThat(times.endSecond()).isZero();
    assertThat(times.percentileMs(0.5)).isEmpty();
  }

  @Test
  void percentilesAreAtMostAnEighthTooHigh() {
    for (int ms = 1; ms <= 1000; ms++) {
      times.record(ms * 1_000_000L);
    }

    assertThat(times.endSecond()).isEqualTo(1000);
    assertThat(times.percentileMs(0.5).orElseThrow()).isBetween(500.0, 500 * 1.125);
    assertThat(times.percentileMs(0.99).orElseThrow()).isBetween(990.0, 990 * 1.125);
  }

  @Test
  void timesExpireAfterTenSecondsAndTheCountStays() {
    times.record(5_000_000);
    for (int second = 0; second < 10; second++) {
      times.endSecond();
      assertThat(times.percentileMs(0.5).orElseThrow()).isCloseTo(5, within(0.7));
    }

    times.endSecond();

    assertThat(times.percentileMs(0.5)).isEmpty();
    assertThat(times.count()).isEqualTo(1);
  }

  @Test
  void theShortestAndTheLongestTimesAreRecorded() {
    times.record(0);
    times.record(Long.MAX_VALUE);
    times.endSecond();

    assertThat(times.percentileMs(0.5)).isPresent();
    assertThat(times.percentileMs(1)).isPresent();
  }
}
