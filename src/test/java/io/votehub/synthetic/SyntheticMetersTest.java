package io.votehub.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The latency says what a voter would have to wait. */
class SyntheticMetersTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final SyntheticMeters meters =
      new SyntheticMeters(new SimpleMeterRegistry(), () -> false, nanos::get);

  private void later(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void itIsThatOfTheLatestVote() {
    meters.due();
    meters.seen(TimeUnit.MILLISECONDS.toNanos(250));
    later(100);

    assertThat(meters.latencySeconds()).isEqualTo(0.25);
  }

  @Test
  void itGrowsWhileAVoteIsNotSeenAcrossAllAttempts() {
    meters.due();
    meters.seen(1);
    meters.due();
    later(10);
    meters.failed(SyntheticMeters.Failure.TIMEOUT);
    meters.due();
    later(10);

    assertThat(meters.latencySeconds()).isEqualTo(20);
  }

  @Test
  void itGrowsFromTheStartWhereNoVoteWasEverSeen() {
    meters.due();
    later(30);

    assertThat(meters.latencySeconds()).isEqualTo(30);
  }
}
