package io.votehub.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final AtomicReference<Lifecycle> lifecycle = new AtomicReference<>(Lifecycle.READY);
  private Vertx vertx;
  private Health health;

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
    health = new Health(vertx, lifecycle);
  }

  @AfterEach
  void end() {
    await(vertx.close());
  }

  @Test
  void theHubIsReadyIfEveryCheckIsUp() {
    health.check("store", 1000, Future::succeededFuture);
    health.check("ledger", 1000, () -> Future.succeededFuture(Map.of("now", 5)));

    Health.Report report = await(health.report());

    assertThat(report.ready()).isTrue();
    assertThat(report.checks()).extracting(Health.Check::id).containsExactly("ledger", "store");
    assertThat(report.checks().get(0).data()).containsEntry("now", 5).containsKey("tookMs");
  }

  @Test
  void withoutAnyCheckTheLifecycleDecides() {
    assertThat(await(health.report()).ready()).isTrue();

    lifecycle.set(Lifecycle.STOPPING);

    assertThat(await(health.report()).ready()).isFalse();
  }

  @Test
  void aDependencyThatFailsMakesItUnready() {
    health.check(
        "store", 1000, () -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "No disk")));
    health.check("ledger", 1000, Future::succeededFuture);

    Health.Report report = await(health.report());

    assertThat(report.ready()).isFalse();
    assertThat(report.checks().get(0).up()).isTrue();
    assertThat(report.checks().get(1).up()).isFalse();
    assertThat(report.checks().get(1).data()).containsEntry("cause", "No disk");
  }

  @Test
  void pagesAreServedWhileOnlyTheLedgerIsDown() {
    health.checkForPages("reading", 1000, Future::succeededFuture);
    health.check(
        "store", 1000, () -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "No disk")));

    Health.Report report = await(health.report());

    assertThat(report.ready()).isFalse();
    assertThat(report.readyForPages()).isTrue();
  }

  @Test
  void noPagesAreServedWhileTheStoreIsDown() {
    health.checkForPages("reading", 1000, () -> Future.failedFuture("down"));

    assertThat(await(health.report()).readyForPages()).isFalse();
  }

  @Test
  void aThrowingCheckIsDownAndItsMessageIsNotPublished() {
    health.check(
        "store",
        1000,
        () -> {
          throw new IllegalStateException("mongodb://hub:hunter22@mongo");
        });

    Health.Check store = await(health.report()).checks().get(0);

    assertThat(store.up()).isFalse();
    assertThat(store.data()).containsEntry("cause", "IllegalStateException");
  }

  @Test
  void aHangingDependencyIsDownAfterTheTimeout() {
    health.check("store", 150, () -> Promise.<Void>promise().future());
    long began = System.nanoTime();

    Health.Report report = await(health.report());

    assertThat(report.ready()).isFalse();
    assertThat(report.checks().get(0).data()).containsEntry("cause", "No answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void manyProbesRunTheChecksOnceASecond() {
    long began = System.nanoTime();
    AtomicInteger asked = new AtomicInteger();
    health.check("store", 1000, () -> Future.succeededFuture(asked.incrementAndGet()));

    for (int i = 0; i < 1000; i++) {
      await(health.report());
    }
    int first = asked.get();
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    assertThat(first).isLessThanOrEqualTo((int) seconds + 2);

    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (asked.get() == first) {
      assertThat(System.nanoTime()).as("asked again in time").isLessThan(until);
      await(health.report());
    }
  }

  @Test
  void aBlockedEventLoopIsDetected() throws InterruptedException {
    EventLoopCheck loops = new EventLoopCheck(vertx);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    vertx.runOnContext(
        turn -> {
          blocked.countDown();
          awaitQuietly(release);
        });
    blocked.await();

    Future<Map<String, Object>> check = loops.check();
    assertThatThrownBy(() -> check.await(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    release.countDown();

    assertThat(await(check)).containsKeys("loops", "lagMs");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
