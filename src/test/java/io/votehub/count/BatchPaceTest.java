package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.VoteBatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BatchPaceTest {
  private static final BatchPace PACE = new BatchPace(20, 10, 256, VoteBatch.MAX_BYTES);

  @Test
  void theFirstBallotAfterAPauseDoesNotWait() {
    assertThat(PACE.waitMs(TimeUnit.MILLISECONDS.toNanos(20), 1)).isZero();
  }

  @Test
  void aBallotWaitsForTheRestOfTheTimeBetweenTwoBatches() {
    assertThat(PACE.waitMs(TimeUnit.MILLISECONDS.toNanos(13), 1)).isEqualTo(7);
    assertThat(PACE.waitMs(TimeUnit.MILLISECONDS.toNanos(20) - 1, 1)).isEqualTo(1);
  }

  @Test
  void enoughBallotsDoNotWait() {
    assertThat(PACE.waitMs(0, 255)).isPositive();
    assertThat(PACE.waitMs(0, 256)).isZero();
  }

  @Property
  void noBallotWaitsLongerThanTheMost(
      @ForAll @LongRange(max = Long.MAX_VALUE / 2) long sinceNanos,
      @ForAll @IntRange(min = 1) int waiting) {
    assertThat(PACE.waitMs(sinceNanos, waiting)).isBetween(0L, PACE.mostMs());
  }

  @Property
  void withoutAPaceNoBallotWaits(
      @ForAll @LongRange(max = Long.MAX_VALUE / 2) long sinceNanos,
      @ForAll @IntRange(min = 1) int waiting) {
    assertThat(BatchPace.NONE.waitMs(sinceNanos, waiting)).isZero();
  }
}
