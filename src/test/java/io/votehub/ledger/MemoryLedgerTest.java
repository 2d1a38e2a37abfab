package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest extends LedgerContract {
  private final SettableClock clock = new SettableClock();
  private final MemoryLedger ledger = new MemoryLedger(clock);

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void pass(long ms) {
    clock.advance(ms);
  }

  @Test
  void aBallotInTheLastMillisecondCountsAndOneAfterItDoesNot() {
    OptionalLong closesAt = OptionalLong.of(clock.millis() + 1000);
    Page.Terms terms = new Page.Terms(1, true, closesAt, 200, Integer.MAX_VALUE);
    String token = await(ledger.lock("timed")).orElseThrow();
    await(ledger.install("timed", token, new Page(1, PollState.OPEN, terms, Map.of())));

    pass(1200);
    Receipt last = record("x");
    pass(1);
    Receipt late = record("y");

    assertThat(last).isInstanceOf(Receipt.Counted.class);
    assertThat(((Receipt.Refused) late).why().lateMs()).isEqualTo(201);
  }

  @Test
  void aBallotAfterTheCloseIsRefusedWithItsLateness() {
    String token = await(ledger.lock("timed")).orElseThrow();
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    await(ledger.install("timed", token, new Page(1, PollState.OPEN, terms, Map.of())));
    await(ledger.close("timed", 1));

    pass(70);

    assertThat(((Receipt.Refused) record("x")).why().lateMs()).isEqualTo(70);
  }

  @Test
  void aRenewedLockLastsAsLongAsANewOne() {
    String token = await(ledger.lock("p")).orElseThrow();
    pass(9_000);
    await(ledger.renew("p", token));

    pass(9_000);
    assertThat(await(ledger.lock("p"))).isEmpty();
    pass(1_001);
    assertThat(await(ledger.lock("p"))).isPresent();
  }

  private Receipt record(String voter) {
    CastBallot cast = new CastBallot(voter, 1, "{}", List.of("a"), 0);
    return ((RecordResult.Recorded) await(ledger.record("timed", List.of(cast)))).receipts().get(0);
  }
}
