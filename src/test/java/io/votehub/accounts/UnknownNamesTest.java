package io.votehub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownNamesTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final List<String> outcomes = new ArrayList<>();
  private final Audit audit =
      (actor, action, object, outcome) -> {
        outcomes.add(outcome);
        return Future.succeededFuture();
      };
  private final UnknownNames names = new UnknownNames(audit, () -> Instant.ofEpochMilli(now.get()));

  @Test
  void aFloodOfGuessesIsCountedAndNothingIsLost() {
    for (int i = 0; i < 500; i++) {
      names.refused("bad-credentials");
    }
    names.endMinute();
    assertThat(outcomes).hasSize(UnknownNames.EACH).containsOnly("bad-credentials");

    now.addAndGet(60_000);
    names.endMinute();

    assertThat(outcomes).hasSize(UnknownNames.EACH + 1).endsWith("refused 440 times more");
    names.refused("bad-credentials");
    assertThat(outcomes).endsWith("bad-credentials");
  }
}
