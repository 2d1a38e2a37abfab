package io.votehub.ledger;

import io.vertx.core.Future;

/** The contract of every ledger. */
public abstract class LedgerContract
    implements RecordedBallotsContract,
        MarksContract,
        CutoffContract,
        PagesContract,
        TallyContract {
  protected static <T> T await(Future<T> future) {
    return LedgerUnderTest.await(future);
  }
}
