package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.votehub.poll.ErrorCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SessionMeters meters = new SessionMeters(registry);

  private double closed(String code) {
    Counter counter = registry.find("votehub.connections.closed").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void theNumberOfConnectionsIsThatOfTheOpenOnes() {
    assertThat(meters.opened()).isEqualTo(1);
    assertThat(meters.opened()).isEqualTo(2);
    meters.closed(1000, 1);

    assertThat(meters.connections()).isEqualTo(1);
    assertThat(registry.get("votehub.connections").gauge().value()).isEqualTo(1);
    assertThat(registry.get("votehub.connection.length").timer().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CloseCode.class)
  void operatorsSeeHowOftenTheHubClosedConnectionsAndWhy(CloseCode why) {
    meters.closed(why.status(), 1);

    assertThat(closed(Integer.toString(why.status()))).isEqualTo(1);
  }

  @Test
  void codesThatClientsMakeUpBecomeOneLabel() {
    IntStream.range(3000, 4300).forEach(code -> meters.closed(code, 1));
    for (int usual : new int[] {1000, 1001, 1005, 1006}) {
      meters.closed(usual, 1);
      assertThat(closed(Integer.toString(usual))).isEqualTo(1);
    }

    assertThat(closed("other")).isEqualTo(1300);
    assertThat(registry.find("votehub.connections.closed").counters()).hasSize(5);
  }

  @Test
  void aRefusedVoteIsCountedUnderItsCode() {
    meters.refused(ErrorCode.BAD_BALLOT);

    assertThat(registry.get("votehub.votes").tag("outcome", "bad-ballot").counter().count())
        .isEqualTo(1);
  }
}
