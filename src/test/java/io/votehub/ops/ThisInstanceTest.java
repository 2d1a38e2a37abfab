package io.votehub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThisInstanceTest {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final ThisInstance self =
      new ThisInstance(
          "one",
          new Version("votehub", "1.2.3", "abc1234", "17"),
          new AtomicReference<>(Lifecycle.READY),
          new EventLoopCheck(vertx),
          new ThisInstance.Counts(() -> 0, () -> 0, () -> 0));

  @AfterEach
  void end() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private void awaitLag(long least, long most) throws InterruptedException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (self.view().lagMs() < least || self.view().lagMs() > most) {
      assertThat(System.nanoTime()).as("lag of %s ms", self.view().lagMs()).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void whileAnEventLoopIsBlockedItsLagGrows() throws Exception {
    vertx.deployVerticle(self).await(60, TimeUnit.SECONDS);
    awaitLag(0, 500);
    CountDownLatch blocked = new CountDownLatch(1);

    // One of these is the loop of the instance itself.
    for (int loop = 0; loop < 2; loop++) {
      vertx
          .getOrCreateContext()
          .runOnContext(
              turn -> {
                try {
                  blocked.await();
                } catch (InterruptedException end) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    awaitLag(1_500, Long.MAX_VALUE);
    blocked.countDown();

    awaitLag(0, 500);
    assertThat(self.greatestLagMs()).as("kept for who looks later").isGreaterThan(1_500);
  }
}
