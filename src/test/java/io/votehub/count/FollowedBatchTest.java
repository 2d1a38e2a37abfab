package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.FollowedVote.Step;
import io.votehub.trace.VoteFollower;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedBatchTest {
  private static final Future<Integer> DONE = Future.succeededFuture(1);

  private final List<CastBallot> casts = List.of(new CastBallot("v", 1, "{}", List.of("a"), 0));

  @Test
  void whileNothingFollowsVotesABatchIsTheSameObjectAndItsStepsRunAsTheyAre() {
    FollowedBatch batch = FollowedBatch.of(VoteFollower.OFF, "p", casts);

    assertThat(batch).isSameAs(FollowedBatch.NONE);
    assertThat(batch.step("ledger record", () -> DONE)).isSameAs(DONE);
    assertThat(batch.traceparent()).isNull();
  }

  @Test
  void whileNothingFollowsVotesABatchAllocatesNothing() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 1000; i++) {
      begin();
    }
    long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 100_000; i++) {
      begin();
    }

    long each = (thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 100_000;
    assertThat(each).as("bytes a batch").isZero();
  }

  private void begin() {
    FollowedBatch batch = FollowedBatch.of(VoteFollower.OFF, "p", casts);
    batch.reached(Step.STORED, casts, List.of());
    batch.ended(DONE);
  }
}
