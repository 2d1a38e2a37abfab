package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.ledger.Ledger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildLockTest {
  private static final long RENEW_MS = 5;

  private final CountingKit kit = new CountingKit();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final RebuildLock lock = new RebuildLock(kit.counting(ledger.proxy()), RENEW_MS);

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void theTaskRunsWithTheTokenOfTheLockWhichIsReleasedAfterwards() {
    Optional<String> token =
        await(
            lock.hold(
                kit.poll,
                held -> {
                  assertThat(await(kit.ledger.lock(kit.poll))).as("taken by another").isEmpty();
                  return Future.succeededFuture(held);
                }));

    assertThat(ledger.calls("unlock")).singleElement().isEqualTo(args(token.orElseThrow()));
    assertThat(await(kit.ledger.lock(kit.poll))).as("free again").isPresent();
  }

  private Object[] args(String token) {
    return new Object[] {kit.poll, token};
  }

  @Test
  void whoFindsTheLockTakenDoesNotRunTheTask() {
    await(kit.ledger.lock(kit.poll));

    assertThat(
            await(
                lock.hold(
                    kit.poll, token -> Future.failedFuture(new AssertionError("The task ran")))))
        .isEmpty();
    assertThat(ledger.calls("unlock")).as("the other keeps it").isEmpty();
  }

  @Test
  void aTaskThatFailsOrThrowsReleasesTheLockToo() {
    Throwable fault = new IllegalStateException("not built");
    assertThatThrownBy(() -> await(lock.hold(kit.poll, token -> Future.failedFuture(fault))))
        .isSameAs(fault);
    assertThatThrownBy(
            () ->
                await(
                    lock.hold(
                        kit.poll,
                        token -> {
                          throw new IllegalStateException("thrown");
                        })))
        .hasMessage("thrown");

    assertThat(await(kit.ledger.lock(kit.poll))).isPresent();
  }

  @Test
  void theOutcomeOfTheTaskCountsEvenIfTheLockCannotBeReleased() {
    ledger.answer("unlock", each -> Future.failedFuture("unreachable"));

    assertThat(await(lock.hold(kit.poll, token -> Future.succeededFuture("built"))))
        .contains("built");
  }

  @Test
  void theLockIsRenewedWhileTheTaskRunsAndNoLonger() {
    Promise<String> task = Promise.promise();
    Future<Optional<String>> held = lock.hold(kit.poll, token -> task.future());
    kit.awaitThat("renewed twice", () -> ledger.calls("renew").size() >= 2);

    task.complete("built");
    await(held);

    int renewed = ledger.calls("renew").size();
    await(kit.vertx.timer(10 * RENEW_MS));
    assertThat(ledger.calls("renew")).hasSize(renewed);
  }
}
