package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every vote is counted by its outcome. */
class CountMetersTest {
  private final CountingKit kit = new CountingKit();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void end() {
    kit.close();
  }

  /** A queue with a ledger that fails at every step. */
  private PollQueue queue(Throwable fault) {
    Ledger failing =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, call, arguments) -> Future.failedFuture(fault));
    CountingContext counting = kit.counting(failing);
    CountMeters meters = new CountMeters(registry, counting);
    TallyTicker ticker = new TallyTicker(counting, kit.poll, 100, meters);
    return new PollQueue(kit.poll, counting, BatchPace.NONE, ticker, meters, () -> {});
  }

  private Poll poll() {
    return CountingKit.await(kit.polls.get(CountingKit.ROOM, kit.poll));
  }

  private double votes(String outcome) {
    return registry.get("votehub.votes").tag("outcome", outcome).counter().count();
  }

  @Test
  void unexpectedFailuresAreCountedByTheCodeSentToVoters() {
    PollQueue queue = queue(new IllegalStateException("nobody expected this"));

    Future<?> answer =
        queue.add(poll(), List.of(CountingKit.cast("x", "a"), CountingKit.cast("y", "b")));

    CountingKit.await(answer.transform(done -> Future.succeededFuture()));
    assertThat(votes("unavailable")).isEqualTo(2);
  }

  @Test
  void aRefusalIsCountedByItsCode() {
    PollQueue queue = queue(Refusal.of(ErrorCode.BUSY));

    CountingKit.await(queue.add(poll(), List.of(CountingKit.cast("x", "a"))));

    assertThat(votes("busy")).isEqualTo(1);
    assertThat(votes("unavailable")).isZero();
  }
}
