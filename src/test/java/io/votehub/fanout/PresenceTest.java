package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often a room is told how many are present. */
class PresenceTest {
  @Test
  void thoseWhoComeFirstAreToldAtOnce() {
    assertThat(Presence.pauseMs(0)).isEqualTo(50);
  }

  @Test
  void aRoomIsToldOnceASecondAndALargeHallLessOften() {
    assertThat(Presence.pauseMs(1)).isEqualTo(1000);
    assertThat(Presence.pauseMs(2500)).isEqualTo(1000);
    assertThat(Presence.pauseMs(5000)).isEqualTo(2000);
    assertThat(Presence.pauseMs(15_000)).isEqualTo(6000);
    assertThat(Presence.pauseMs(Integer.MAX_VALUE)).isEqualTo(6000);
  }

  @Test
  void noMoreThanTwentyFiveHundredMessagesASecondAreDueUpToFifteenThousandVoters() {
    for (int voters = 1; voters <= 15_000; voters++) {
      assertThat(1000.0 * voters / Presence.pauseMs(voters)).isLessThanOrEqualTo(2500);
    }
  }
}
