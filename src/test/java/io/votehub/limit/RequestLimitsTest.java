package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.votehub.identity.AddressPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
  private static final Sender HALL = sender("1");
  private static final Sender OTHER = sender("2");
  private static final Sender UNKNOWN = unknown("c");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RequestLimits limits =
      new RequestLimits(new Senders(List.of()), true, 600, meters, nanos::get);

  private static Sender sender(String prefix) {
    return new Sender(new AddressPrefix(prefix), true, "c");
  }

  private static Sender unknown(String connection) {
    return new Sender(new AddressPrefix("192.168.1.1"), false, connection);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private double limited(String kind, String by) {
    return meters.get("votehub.limited").tag("class", kind).tag("by", by).counter().count();
  }

  @Test
  void aTokenAllowsTenRoomsAnHour() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.room(UNKNOWN, Optional.of("x"))).isEmpty();
    }

    RateLimitExceeded excess = limits.room(UNKNOWN, Optional.of("x")).orElseThrow();

    assertThat(excess.headers())
        .isEqualTo(
            Map.of(
                "Retry-After", "360",
                "RateLimit", "\"rooms\";r=0;t=360",
                "RateLimit-Policy", "\"rooms\";q=10;w=3600"));
    assertThat(limits.room(UNKNOWN, Optional.of("y"))).isEmpty();
    assertThat(limited("rooms", "person")).isEqualTo(1);
    pass(Duration.ofMinutes(6));
    assertThat(limits.room(UNKNOWN, Optional.of("x"))).isEmpty();
  }

  @Test
  void anAddressAllowsFourHundredAndEightyRoomsAnHourIndependentlyOfOthers() {
    for (int i = 0; i < 480; i++) {
      assertThat(limits.room(HALL, Optional.empty())).isEmpty();
    }

    assertThat(limits.room(HALL, Optional.empty()).orElseThrow().retryAfterS()).isEqualTo(8);
    assertThat(limits.room(OTHER, Optional.empty())).isEmpty();
    assertThat(limits.room(UNKNOWN, Optional.empty())).isEmpty();
    assertThat(limited("rooms", "address")).isEqualTo(1);
  }

  @Test
  void unknownAddressesShareOneLimit() {
    for (int i = 0; i < 600; i++) {
      assertThat(limits.room(UNKNOWN, Optional.empty())).isEmpty();
    }

    assertThat(limits.room(UNKNOWN, Optional.empty())).isPresent();
    assertThat(limits.room(HALL, Optional.empty())).isEmpty();
  }

  @Test
  void aPresenterHasABurstOfSixtyCallsAndThenTwoInThreeSeconds() {
    for (int i = 0; i < 60; i++) {
      assertThat(limits.lead("x")).isEmpty();
    }

    assertThat(limits.lead("x").orElseThrow().headers())
        .containsEntry("Retry-After", "2")
        .containsEntry("RateLimit-Policy", "\"leading\";q=600;w=900");
    assertThat(limits.lead("y")).isEmpty();
    pass(Duration.ofMillis(1500));
    assertThat(limits.lead("x")).isEmpty();
  }

  @Test
  void theTwentyFirstWrongCodeOfAnAddressIsDelayed() {
    for (int i = 0; i < 20; i++) {
      assertThat(limits.wrongCode(HALL)).isZero();
    }

    for (int i = 0; i < 1000; i++) {
      assertThat(limits.wrongCode(HALL)).isEqualTo(1500);
    }
    assertThat(limits.wrongCode(OTHER)).isZero();
    pass(Duration.ofMinutes(6));
    assertThat(limits.wrongCode(HALL)).as("after a rest").isZero();
  }

  @Test
  void anAudienceJoinsAtOnceAndFasterJoinsAreDelayed() {
    for (int i = 0; i < 1200; i++) {
      assertThat(limits.identity(HALL, "room")).isZero();
    }

    assertThat(limits.identity(HALL, "room")).isEqualTo(50);
    assertThat(limits.identity(HALL, "another")).isZero();
    assertThat(limits.identity(OTHER, "room")).isZero();
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.identity(HALL, "room")).isBetween(50L, 1500L);
    }
  }

  @Test
  void theHubAdmitsFiveThousandNewVotersAMinuteWithoutDelay() {
    for (int i = 0; i < 5000; i++) {
      assertThat(limits.identity(sender("" + i), "room")).isZero();
    }

    assertThat(limits.identity(sender("5000"), "room")).isEqualTo(12);
    assertThat(limited("identities", "hub")).isEqualTo(1);
  }

  @Test
  void unknownAddressesAreLimitedByConnection() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(limits.identity(unknown("c" + i), "room")).isZero();
      assertThat(limits.wrongCode(UNKNOWN)).isZero();
    }
    for (int i = 0; i < 1200; i++) {
      assertThat(limits.identity(UNKNOWN, "room")).isZero();
    }

    assertThat(limits.identity(UNKNOWN, "room")).isPositive();
  }

  @Test
  void operatorsCanDisableTheLimits() {
    RequestLimits off = new RequestLimits(new Senders(List.of()), false, 1, meters, nanos::get);
    for (int i = 0; i < 2000; i++) {
      assertThat(off.room(HALL, Optional.of("x"))).isEmpty();
      assertThat(off.lead("x")).isEmpty();
      assertThat(off.wrongCode(HALL)).isZero();
      assertThat(off.identity(HALL, "room")).isZero();
    }
  }
}
