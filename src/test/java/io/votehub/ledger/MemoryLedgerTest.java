package io.votehub.ledger;

class MemoryLedgerTest extends LedgerContract {
  private final SettableClock clock = new SettableClock();
  private final MemoryLedger ledger = new MemoryLedger(clock);

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  @Override
  protected void pass(long ms) {
    clock.advance(ms);
  }
}
