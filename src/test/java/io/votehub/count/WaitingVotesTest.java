package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingVotesTest {
  private final WaitingVotes waiting = new WaitingVotes();

  @Test
  void aPollWithDelayedVotesIsReadyOnceTheyAreCounted() {
    Promise<Void> counted = Promise.promise();
    waiting.begin("p", counted::future);

    Future<Void> ready = waiting.count("p");
    assertThat(ready.isComplete()).isFalse();
    counted.complete();

    assertThat(await(ready)).isNull();
  }

  @Test
  void aPollWithoutDelayedVotesIsReadyAtOnce() {
    waiting.begin("p", () -> Promise.<Void>promise().future());
    waiting.end("p");

    assertThat(waiting.count("p").succeeded()).isTrue();
    assertThat(waiting.count("another").succeeded()).isTrue();
  }

  @Test
  void votesThatCannotBeCountedDoNotKeepAPollOpen() {
    waiting.begin("failing", () -> Future.failedFuture("the store is away"));
    waiting.begin("hanging", () -> Promise.<Void>promise().future());

    assertThat(await(waiting.count("failing"))).isNull();
    long asked = System.nanoTime();
    assertThat(await(waiting.count("hanging"))).isNull();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isBetween(400L, 30_000L);
  }
}
