package io.votehub.memory;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * Concurrent calls on a share are linearizable. Lincheck generates calls, runs them under many
 * interleavings and compares the outcome with every sequential order.
 */
@Param(name = "bytes", gen = IntGen.class, conf = "1:3")
public class MemoryShareLincheck {
  private final MemoryShare share = new MemoryShare("test", 4);

  @Operation
  public boolean tryTake(@Param(name = "bytes") int bytes) {
    return share.tryTake(bytes);
  }

  @Operation
  public void take(@Param(name = "bytes") int bytes) {
    share.take(bytes);
  }

  @Operation
  public void give(@Param(name = "bytes") int bytes) {
    share.give(bytes);
  }

  @Operation
  public long used() {
    return share.used();
  }

  @Test
  void concurrentCallsAreLinearizable() {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(1_000)
        .check(MemoryShareLincheck.class);
  }
}
