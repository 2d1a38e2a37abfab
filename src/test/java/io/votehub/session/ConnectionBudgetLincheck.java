package io.votehub.session;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * No interleaving of threads refuses a connection for which there is a place, or grants one too
 * many.
 */
public class ConnectionBudgetLincheck {
  private final ConnectionBudget budget =
      new ConnectionBudget("test", 2, 100, () -> 0, new CompositeMeterRegistry());

  @Operation
  public boolean take() {
    return budget.tryAcquire();
  }

  @Operation
  public void giveBack() {
    budget.release();
  }

  @Test
  void concurrentCallsAreLinearizable() {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(1_000)
        .check(ConnectionBudgetLincheck.class);
  }
}
