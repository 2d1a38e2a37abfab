package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LargeTalliesTest {
  private static final int LAST = 500;

  private final Map<String, List<Long>> revs = new ConcurrentHashMap<>();
  private final CompletableFuture<TallyFrame> last = new CompletableFuture<>();
  private Vertx vertx;
  private LargeTallies large;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    large = new LargeTallies(vertx, VotingMethods.standard(), this::computed);
  }

  private void computed(Poll poll, TallyFrame frame) {
    revs.computeIfAbsent(poll.id(), first -> new ArrayList<>()).add(frame.rev());
    if (frame.last()) {
      last.complete(frame);
    }
  }

  private static Poll poll(String id) {
    return Poll.draft(id, "ROOM22", "Which words?", "words", List.of(), PollSettings.DEFAULT, 1);
  }

  private static Tally tally(long rev) {
    Map<String, Long> cells = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      cells.put("word" + i, rev + i);
    }
    return new Tally(rev, rev, rev == LAST, cells);
  }

  @Test
  void aTallyIsLargeByItsCells() {
    assertThat(TallyFrame.isLarge(tally(1))).isTrue();
    assertThat(TallyFrame.isLarge(new Tally(1, 1_000_000, false, Map.of("a", 1_000_000L))))
        .isFalse();
  }

  @Test
  void anEventLoopDoesNotWaitAndTheNewestIsTheLast() throws Exception {
    CompletableFuture<Integer> meanwhile = new CompletableFuture<>();
    vertx.runOnContext(
        loop -> {
          for (long rev = 1; rev <= LAST; rev++) {
            large.compute(poll("p"), tally(rev));
          }
          meanwhile.complete(revs.getOrDefault("p", List.of()).size());
        });

    assertThat(last.get(60, TimeUnit.SECONDS).forVoters()).contains("\"ballots\":" + LAST);
    assertThat(meanwhile.get())
        .as("what was computed before the loop went on")
        .isLessThan(LAST / 2);
    assertThat(revs.get("p")).isSorted().endsWith((long) LAST).hasSizeLessThan(LAST);
  }

  @Test
  void anOlderOneDoesNotComeAfterANewerOne() throws Exception {
    large.compute(poll("p"), tally(1));
    large.compute(poll("p"), tally(LAST));
    large.compute(poll("p"), tally(2));
    large.compute(poll("q"), tally(3));

    last.get(60, TimeUnit.SECONDS);
    while (large.isBusyWith(poll("p")) || large.isBusyWith(poll("q"))) {
      LockSupport.parkNanos(2_000_000);
    }

    assertThat(revs.get("p")).isSorted().endsWith((long) LAST);
    assertThat(revs.get("q")).containsExactly(3L);
  }
}
