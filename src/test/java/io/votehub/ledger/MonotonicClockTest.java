package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
  private static final long START = 1_000_000;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final SettableClock machine = new SettableClock();
  private long nanos = 7_000_000_000L;
  private final MonotonicClock clock;
  private final MemoryLedger ledger;

  MonotonicClockTest() {
    clock = new MonotonicClock(machine, () -> nanos);
    ledger = new MemoryLedger(clock);
  }

  private void pass(long ms) {
    nanos += ms * 1_000_000;
    machine.advance(ms);
  }

  private void stepMachineBy(long ms) {
    machine.advance(ms);
    clock.follow(ledger.hasTimedPage());
  }

  private void openUntil(long closesAt) {
    String token = await(ledger.lock("p")).orElseThrow();
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.of(closesAt), 0, 10);
    assertThat(await(ledger.install("p", token, new Page(1, PollState.OPEN, terms, Map.of()))))
        .isTrue();
  }

  private Receipt vote(String voter) {
    CastBallot cast = new CastBallot(voter, 1, "{\"choice\":\"a\"}", List.of("a"), 0);
    return ((RecordResult.Recorded) await(ledger.record("p", List.of(cast)))).receipts().get(0);
  }

  private static <T> T await(Future<T> done) {
    return done.result();
  }

  @Test
  void itAdvancesByElapsedTime() {
    pass(1234);

    assertThat(clock.millis()).isEqualTo(START + 1234);
    assertThat(clock.instant().toEpochMilli()).isEqualTo(START + 1234);
  }

  @Test
  void aStepForwardClosesNoTimedPollEarly() {
    openUntil(clock.millis() + 60_000);

    stepMachineBy(HOUR);
    pass(59_000);

    assertThat(vote("x")).isInstanceOf(Receipt.Counted.class);
    pass(1_001);
    assertThat(vote("y")).isInstanceOf(Receipt.Refused.class);
  }

  @Test
  void aStepBackClosesNoTimedPollLate() {
    openUntil(clock.millis() + 60_000);

    stepMachineBy(-HOUR);
    pass(60_001);

    assertThat(vote("x")).isInstanceOf(Receipt.Refused.class);
  }

  @Test
  void withoutATimedPollItFollowsTheSystemClock() {
    openUntil(clock.millis() + 60_000);
    stepMachineBy(HOUR);
    assertThat(clock.millis()).isEqualTo(START);

    await(ledger.close("p", 1));
    stepMachineBy(0);

    assertThat(clock.millis()).isEqualTo(START + HOUR);
  }

  @Test
  void driftIsCorrectedSlowlyWhileATimedPollIsOpen() {
    openUntil(clock.millis() + 60_000);

    stepMachineBy(100);
    assertThat(clock.millis()).isEqualTo(START + 1);
    for (int second = 0; second < 200; second++) {
      stepMachineBy(0);
    }

    assertThat(clock.millis()).isEqualTo(START + 100);
  }
}
