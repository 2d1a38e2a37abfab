package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconnectingTest {
  /** One attempt to connect, which the test lets succeed or fail. */
  private record Attempt(int number, Consumer<String> lost, Promise<Redis> outcome) {
    void succeed(Redis client) {
      outcome.complete(client);
    }

    void fail() {
      outcome.fail(new IOException("refused"));
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
  private final AtomicInteger closedClients = new AtomicInteger();
  private final Reconnecting connection =
      new Reconnecting(
          vertx,
          "tests",
          (number, lost) -> {
            Attempt attempt = new Attempt(number, lost, Promise.promise());
            attempts.add(attempt);
            return attempt.outcome.future();
          });

  @AfterEach
  void stop() throws Exception {
    await(connection.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private Attempt next() throws InterruptedException {
    Attempt attempt = attempts.poll(60, TimeUnit.SECONDS);
    assertThat(attempt).as("another attempt").isNotNull();
    return attempt;
  }

  private Redis client() {
    return (Redis)
        Proxy.newProxyInstance(
            Redis.class.getClassLoader(),
            new Class<?>[] {Redis.class},
            (proxy, call, arguments) -> {
              assertThat(call.getName()).isEqualTo("close");
              closedClients.incrementAndGet();
              return null;
            });
  }

  private Attempt connect() throws Exception {
    Future<Void> started = connection.start();
    Attempt first = next();
    first.succeed(client());
    await(started);
    return first;
  }

  /** Waits for what was put on the context before. */
  private void awaitUp(boolean up) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (connection.isUp() != up) {
      assertThat(System.nanoTime()).as("up is " + up).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aFirstAttemptThatFailsIsNotRepeated() throws Exception {
    Future<Void> started = connection.start();
    next().fail();

    assertThatThrownBy(() -> await(started)).hasMessageContaining("refused");
    assertThat(connection.isUp()).isFalse();
    assertThat(attempts.poll(3 * RedisTimeouts.RECONNECT_MIN_MS, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aLostConnectionIsReplacedAndItsClientClosed() throws Exception {
    Attempt first = connect();
    assertThat(connection.isUp()).isTrue();

    first.lost.accept("it was closed");
    Attempt second = next();
    assertThat(connection.isUp()).isFalse();
    assertThat(closedClients).hasValue(1);
    assertThat(second.number).isEqualTo(1);

    second.succeed(client());
    awaitUp(true);
    assertThat(closedClients).hasValue(1);
  }

  @Test
  void aConnectionThatReportsItsLossTwiceIsReplacedOnce() throws Exception {
    Attempt first = connect();

    first.lost.accept("it was closed");
    Attempt second = next();
    first.lost.accept("it was closed");
    second.succeed(client());
    awaitUp(true);
    first.lost.accept("and again");

    assertThat(attempts.poll(3 * RedisTimeouts.RECONNECT_MIN_MS, TimeUnit.MILLISECONDS)).isNull();
    assertThat(connection.isUp()).isTrue();
  }

  @Test
  void attemptsGoOnUntilOneSucceeds() throws Exception {
    connect().lost.accept("it was closed");

    for (int failed = 1; failed <= 3; failed++) {
      Attempt attempt = next();
      assertThat(attempt.number).isEqualTo(failed);
      attempt.fail();
    }
    next().succeed(client());

    awaitUp(true);
  }

  @Test
  void anAttemptThatThrowsCountsAsFailed() throws Exception {
    Reconnecting broken =
        new Reconnecting(
            vertx,
            "tests",
            (number, lost) -> {
              throw new IllegalStateException("not even tried");
            });

    assertThatThrownBy(() -> await(broken.start())).hasMessageContaining("not even tried");
    await(broken.close());
  }

  @Test
  void aConnectionThatIsOpenedWhileItIsBeingClosedIsReleased() throws Exception {
    connect().lost.accept("it was closed");
    Attempt late = next();

    await(connection.close());
    late.succeed(client());

    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (closedClients.get() < 2) {
      assertThat(System.nanoTime()).as("the late client is closed").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(connection.isUp()).isFalse();
    assertThat(attempts).isEmpty();
  }
}
