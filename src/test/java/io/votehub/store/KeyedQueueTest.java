package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedQueueTest {
  private final Vertx vertx = Vertx.vertx();
  private final KeyedQueue queue = new KeyedQueue(vertx);
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Future<String> step(String key, String name, Future<String> result) {
    return queue.run(
        key,
        () -> {
          ran.add(name);
          return result;
        });
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void stepsOfOneKeyRunInCallOrder() {
    Promise<String> first = Promise.promise();
    Future<String> one = step("a", "one", first.future());
    Future<String> two = step("a", "two", Future.succeededFuture("2"));
    Future<String> three = step("a", "three", Future.succeededFuture("3"));
    Future<String> other = step("b", "other", Future.succeededFuture("b"));

    assertThat(await(other)).isEqualTo("b");
    assertThat(ran).containsExactly("one", "other");
    first.complete("1");

    assertThat(await(one)).isEqualTo("1");
    assertThat(await(two)).isEqualTo("2");
    assertThat(await(three)).isEqualTo("3");
    assertThat(ran).containsExactly("one", "other", "two", "three");
  }

  @Test
  void aFailingStepDoesNotBlockLaterOnes() {
    Future<String> failed = step("a", "failed", Future.failedFuture("no"));
    Future<String> thrown =
        queue.run(
            "a",
            () -> {
              throw new IllegalStateException("thrown");
            });
    Future<String> next = step("a", "next", Future.succeededFuture("ok"));

    assertThat(await(next)).isEqualTo("ok");
    assertThatThrownBy(() -> await(failed)).hasMessageContaining("no");
    assertThatThrownBy(() -> await(thrown)).hasMessageContaining("thrown");
  }

  @Test
  void anOutageFailsWaitingStepsButNotLaterOnes() {
    Promise<String> first = Promise.promise();
    Future<String> one = step("a", "one", first.future());
    List<Future<String>> behind =
        IntStream.range(0, 5)
            .mapToObj(i -> step("a", "behind" + i, Future.succeededFuture("x")))
            .toList();

    first.fail(Refusal.of(ErrorCode.UNAVAILABLE));

    assertThatThrownBy(() -> await(one)).isInstanceOf(CompletionException.class);
    behind.forEach(each -> assertThatThrownBy(() -> await(each)).hasCauseInstanceOf(Refusal.class));
    assertThat(ran).containsExactly("one");
    assertThat(await(step("a", "later", Future.succeededFuture("ok")))).isEqualTo("ok");
  }

  @Test
  void eachStepRunsAndCompletesOnTheContextOfItsCaller() {
    Context mine = vertx.getOrCreateContext();
    Promise<Boolean> seen = Promise.promise();
    Promise<String> first = Promise.promise();
    step("a", "first", first.future());
    mine.runOnContext(
        turn ->
            queue
                .run("a", () -> Future.succeededFuture(Vertx.currentContext() == mine))
                .onSuccess(own -> seen.complete(own && Vertx.currentContext() == mine)));
    vertx.setTimer(20, later -> first.complete("1"));

    assertThat(await(seen.future())).isTrue();
  }
}
