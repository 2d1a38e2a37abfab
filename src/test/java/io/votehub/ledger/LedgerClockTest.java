package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerClockTest {
  private final Vertx vertx = Vertx.vertx();
  private final SettableClock ledgers = new SettableClock();
  private final LedgerClock clock = new LedgerClock(vertx, new MemoryLedger(ledgers));

  @AfterEach
  void stop() throws Exception {
    clock.stop();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void itAdvancesFromTheLedgersTimeByElapsedTime() throws Exception {
    long before = System.nanoTime();
    clock.start().await(60, TimeUnit.SECONDS);
    long first = clock.millis();
    TimeUnit.MILLISECONDS.sleep(30);
    long later = clock.instant().toEpochMilli();
    long passedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);

    assertThat(first).isBetween(ledgers.millis(), ledgers.millis() + passedMs);
    assertThat(later).isBetween(first + 29, ledgers.millis() + passedMs + 1);
  }

  @Test
  void itHasNoTimeBeforeTheFirstAnswer() {
    assertThatThrownBy(clock::millis).isInstanceOf(IllegalStateException.class);
  }
}
