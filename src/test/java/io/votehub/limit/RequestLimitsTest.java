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
  private final RequestLimits limits = limits(true, 600);

  private RequestLimits limits(boolean enabled, int roomsPerMinute) {
    return new RequestLimits(
        new Senders(List.of()),
        new RequestLimits.Settings(enabled, roomsPerMinute, Map.of()),
        meters,
        nanos::get,
        Optional.empty());
  }

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
      assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isEmpty();
    }

    RateLimitExceeded excess = limits.room(UNKNOWN, Optional.of("x")).result().orElseThrow();

    assertThat(excess.headers())
        .isEqualTo(
            Map.of(
                "Retry-After", "3960",
                "RateLimit", "\"rooms\";r=0;t=3960",
                "RateLimit-Policy", "\"rooms\";q=10;w=3600"));
    assertThat(limits.room(UNKNOWN, Optional.of("y")).result()).isEmpty();
    assertThat(limited("rooms", "person")).isEqualTo(1);
    pass(Duration.ofMinutes(65));
    assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isPresent();
    pass(Duration.ofMinutes(1));
    assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isEmpty();
  }

  @Test
  void anAddressAllowsFourHundredAndEightyRoomsAnHourIndependentlyOfOthers() {
    for (int i = 0; i < 480; i++) {
      assertThat(limits.room(HALL, Optional.empty()).result()).isEmpty();
    }

    assertThat(limits.room(HALL, Optional.empty()).result().orElseThrow().retryAfterS())
        .isEqualTo(3608);
    assertThat(limits.room(OTHER, Optional.empty()).result()).isEmpty();
    assertThat(limits.room(UNKNOWN, Optional.empty()).result()).isEmpty();
    assertThat(limited("rooms", "address")).isEqualTo(1);
  }

  @Test
  void unknownAddressesShareOneLimit() {
    for (int i = 0; i < 600; i++) {
      assertThat(limits.room(UNKNOWN, Optional.empty()).result()).isEmpty();
    }

    assertThat(limits.room(UNKNOWN, Optional.empty()).result()).isPresent();
    assertThat(limits.room(HALL, Optional.empty()).result()).isEmpty();
  }

  @Test
  void aPresenterHasABurstOfSixtyCallsAndThenTwoInThreeSeconds() {
    for (int i = 0; i < 60; i++) {
      assertThat(limits.lead("x").result()).isEmpty();
    }

    assertThat(limits.lead("x").result().orElseThrow().headers())
        .containsEntry("Retry-After", "2")
        .containsEntry("RateLimit-Policy", "\"leading\";q=600;w=900");
    assertThat(limits.lead("y").result()).isEmpty();
    pass(Duration.ofMillis(1500));
    assertThat(limits.lead("x").result()).isEmpty();
  }

  @Test
  void theTwentyFirstWrongCodeOfAPersonIsDelayedAndNobodyElseAtTheAddress() {
    for (int i = 0; i < 20; i++) {
      assertThat(limits.wrongCode(HALL, Optional.of("x")).result()).isZero();
    }

    assertThat(limits.wrongCode(HALL, Optional.of("x")).result()).isEqualTo(1500);
    assertThat(limits.wrongCode(HALL, Optional.of("y")).result()).isZero();
    assertThat(limits.wrongCode(UNKNOWN, Optional.of("x")).result()).isEqualTo(1500);
    assertThat(limited("codes", "person")).isEqualTo(2);
  }

  @Test
  void wrongCredentialsOfAnAddressAreCountedAndRightOnesAreNot() {
    for (int i = 0; i < 1000; i++) {
      assertThat(limits.credentials(HALL).result()).isEmpty();
    }
    for (int i = 0; i < 300; i++) {
      assertThat(limits.credentials(HALL).result()).isEmpty();
      limits.wrongCredentials(HALL);
    }

    assertThat(limits.credentials(HALL).result()).isPresent();
    assertThat(limits.credentials(OTHER).result()).isEmpty();
    limits.wrongCredentials(UNKNOWN);
    assertThat(limits.credentials(UNKNOWN).result()).isEmpty();
  }

  @Test
  void theThreeHundredAndFirstWrongCodeOfAnAddressIsDelayed() {
    for (int i = 0; i < 300; i++) {
      assertThat(limits.wrongCode(HALL, Optional.empty()).result()).isZero();
    }

    for (int i = 0; i < 1000; i++) {
      assertThat(limits.wrongCode(HALL, Optional.empty()).result()).isEqualTo(1500);
    }
    assertThat(limits.wrongCode(OTHER, Optional.empty()).result()).isZero();
    pass(Duration.ofMinutes(6));
    assertThat(limits.wrongCode(HALL, Optional.empty()).result()).as("after a rest").isZero();
  }

  @Test
  void anAudienceJoinsAtOnceAndFasterJoinsAreNoticed() {
    for (int i = 0; i < 1200; i++) {
      assertThat(limits.identity(HALL, "room").result().delayMs()).isZero();
    }

    assertThat(limits.identity(HALL, "room").result().delayMs()).isEqualTo(1500);
    assertThat(limits.identity(HALL, "another").result().delayMs()).isZero();
    assertThat(limits.identity(OTHER, "room").result().delayMs()).isZero();
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.identity(HALL, "room").result().delayMs()).isEqualTo(1500);
    }
  }

  @Test
  void theHubAdmitsFiveThousandNewVotersAMinuteWithoutDelay() {
    for (int i = 0; i < 5000; i++) {
      assertThat(limits.identity(sender("" + i), "room").result().delayMs()).isZero();
    }

    assertThat(limits.identity(sender("5000"), "room").result().delayMs()).isEqualTo(1500);
    assertThat(limited("identities", "hub")).isEqualTo(1);
  }

  @Test
  void unknownAddressesAreLimitedByConnection() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(limits.identity(unknown("c" + i), "room").result().delayMs()).isZero();
      assertThat(limits.wrongCode(UNKNOWN, Optional.empty()).result()).isZero();
    }
    for (int i = 0; i < 1200; i++) {
      assertThat(limits.identity(UNKNOWN, "room").result().delayMs()).isZero();
    }

    assertThat(limits.identity(UNKNOWN, "room").result().delayMs()).isPositive();
  }

  @Test
  void operatorsCanDisableTheLimits() {
    RequestLimits off = limits(false, 1);
    for (int i = 0; i < 2000; i++) {
      assertThat(off.room(HALL, Optional.of("x")).result()).isEmpty();
      assertThat(off.lead("x").result()).isEmpty();
      assertThat(off.wrongCode(HALL, Optional.empty()).result()).isZero();
      assertThat(off.identity(HALL, "room").result().delayMs()).isZero();
    }
  }

  @Test
  void changedLimitsApplyAtOnceAndOthersGoOnCounting() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isEmpty();
    }
    for (int i = 0; i < 60; i++) {
      assertThat(limits.lead("x").result()).isEmpty();
    }

    limits.apply(Map.of(LimitClass.ROOMS, LimitRule.parse("person 1 in 1h").orElseThrow()));

    assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isEmpty();
    assertThat(limits.room(UNKNOWN, Optional.of("x")).result()).isPresent();
    assertThat(limits.lead("x").result()).as("unchanged").isPresent();
    limits.apply(Map.of());
    assertThat(limits.rules().get(LimitClass.ROOMS)).isEqualTo(LimitClass.ROOMS.standard());
  }

  @Test
  void aProofCountsOnce() {
    assertThat(limits.proofs().use("p").result()).isTrue();
    assertThat(limits.proofs().use("q").result()).isTrue();
    pass(Duration.ofMinutes(5));
    assertThat(limits.proofs().use("p").result()).isFalse();
  }
}
