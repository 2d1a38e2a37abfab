package io.votehub.limit;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** No interleaving of threads lets a sender have more than its limit, or less. */
@Param(name = "sender", gen = IntGen.class, conf = "1:2")
public class SharedRateLimiterLincheck {
  private static final long NOW = 1;

  private final SharedRateLimiter limiter =
      new SharedRateLimiter(new Rate(20, Duration.ofHours(10), 2), () -> NOW);

  @Operation
  public boolean take(@Param(name = "sender") int sender) {
    return limiter.takeNow("" + sender) == 0;
  }

  @Operation
  public long takeAnyway(@Param(name = "sender") int sender) {
    return limiter.takeAnywayNow("" + sender, Duration.ofHours(2).toNanos());
  }

  @Test
  void concurrentCallsAreLinearizable() {
    new ModelCheckingOptions()
        .iterations(15)
        .invocationsPerIteration(1_000)
        .check(SharedRateLimiterLincheck.class);
  }
}
