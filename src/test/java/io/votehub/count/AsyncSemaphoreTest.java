package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncSemaphoreTest {
  private final Vertx vertx = Vertx.vertx();
  private final AsyncSemaphore semaphore = new AsyncSemaphore(vertx, 3);
  private final List<String> begun = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private Future<String> acquire(int permits, String name, Future<String> result) {
    return semaphore.acquire(
        permits,
        () -> {
          begun.add(name);
          return result;
        });
  }

  @Test
  void workThatFindsFreePermitsBeginsBesideOtherWork() {
    Promise<String> never = Promise.promise();
    acquire(2, "long", never.future());

    assertThat(await(acquire(1, "short", Future.succeededFuture("done")))).isEqualTo("done");
    assertThat(begun).containsExactly("long", "short");
  }

  @Test
  void workThatFindsTooFewPermitsBeginsInTheOrderOfItsArrival() {
    Promise<String> first = Promise.promise();
    Promise<String> all = Promise.promise();
    acquire(2, "first", first.future());
    Future<String> second = acquire(3, "all", all.future());
    Future<String> third = acquire(1, "small", Future.succeededFuture("small"));
    // Whatever is due to begin has begun by then.
    await(vertx.timer(20));
    assertThat(begun).containsExactly("first");

    first.complete("first");
    await(vertx.timer(20));
    assertThat(begun).containsExactly("first", "all");
    all.complete("all");

    assertThat(await(second)).isEqualTo("all");
    assertThat(await(third)).isEqualTo("small");
    assertThat(begun).containsExactly("first", "all", "small");
  }

  @Test
  void workThatFailsReturnsItsPermits() {
    Throwable fault = new IllegalStateException("not done");
    for (int i = 0; i < 5; i++) {
      Future<String> failed = acquire(3, "failing", Future.failedFuture(fault));
      assertThatThrownBy(() -> await(failed)).isSameAs(fault);
    }

    assertThat(await(acquire(3, "later", Future.succeededFuture("done")))).isEqualTo("done");
  }

  @Test
  void neverMoreThanAllPermitsAreGivenOut() {
    for (int i = 0; i < 3; i++) {
      await(acquire(semaphore.total(), "all", Future.succeededFuture("done")));
    }
    Promise<String> held = Promise.promise();
    for (int i = 0; i < 4; i++) {
      acquire(1, "one", held.future());
    }
    await(vertx.timer(20));

    assertThat(begun).filteredOn("one"::equals).hasSize(3);
    held.complete("done");
  }

  @Test
  void theWorkRunsOnTheContextOfItsCaller() {
    Context caller = vertx.getOrCreateContext();
    Promise<Context> ran = Promise.promise();

    caller.runOnContext(
        turn ->
            semaphore.acquire(
                1,
                () -> {
                  ran.complete(Vertx.currentContext());
                  return Future.succeededFuture();
                }));

    assertThat(await(ran.future())).isSameAs(caller);
  }
}
