package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Subscriptions over a real Redis whose connections and permissions the test takes away. */
@Tag("slow")
class RedisSubscriptionsTest {
  private static RedisServer server;
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private RedisLink link;
  private RedisSubscriptions subscriptions;

  @BeforeAll
  static void startRedis() throws Exception {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    link = new RedisLink(vertx, server.config());
    await(link.start());
    subscriptions =
        new RedisSubscriptions(
            vertx,
            server.config(),
            link,
            "one",
            new RedisSubscriptions.Listener() {
              @Override
              public void message(String channel, String text) {
                received.add(channel + ": " + text);
              }

              @Override
              public void restored() {
                received.add("restored");
              }
            });
    await(subscriptions.start());
  }

  @AfterEach
  void disconnect() throws Exception {
    await(subscriptions.close());
    await(link.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private String next() throws InterruptedException {
    return received.poll(60, TimeUnit.SECONDS);
  }

  private void awaitThat(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void publish(String channel, String text) throws Exception {
    await(link.send(Request.cmd(Command.PUBLISH).arg(channel).arg(text)));
  }

  /** Closes the connection for subscriptions, as an outage does. */
  private void loseConnection() throws Exception {
    await(link.send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub")));
  }

  @Test
  void aMessageIsReceivedOnceItsSubscriptionIsActive() throws Exception {
    await(subscriptions.subscribe("votehub:a"));

    publish("votehub:b", "not for this instance");
    publish("votehub:a", "hello");

    assertThat(next()).isEqualTo("votehub:a: hello");
    assertThat(received).isEmpty();
  }

  @Test
  void aLostConnectionIsRestoredWithAllItsChannels() throws Exception {
    await(subscriptions.subscribe("votehub:a"));
    await(subscriptions.subscribe("votehub:b"));

    loseConnection();
    assertThat(next()).isEqualTo("restored");

    publish("votehub:a", "1");
    publish("votehub:b", "2");
    assertThat(next()).isEqualTo("votehub:a: 1");
    assertThat(next()).isEqualTo("votehub:b: 2");
    assertThat(subscriptions.isUp()).isTrue();
  }

  @Test
  void aChannelThatIsRequestedDuringAnOutageIsActiveAfterIt() throws Exception {
    loseConnection();
    await(subscriptions.subscribe("votehub:a"));

    publish("votehub:a", "hello");

    assertThat(next()).isEqualTo("restored");
    assertThat(next()).isEqualTo("votehub:a: hello");
  }

  @Test
  void aChannelThatIsUnsubscribedBeforeItIsActiveFails() throws Exception {
    Future<Void> active = subscriptions.subscribe("votehub:a");
    subscriptions.unsubscribe("votehub:a");

    awaitThat("the subscription is decided", active::isComplete);

    publish("votehub:a", "nobody listens");
    await(subscriptions.subscribe("votehub:b"));
    publish("votehub:b", "last");
    assertThat(next()).isEqualTo("votehub:b: last");
  }

  @Test
  void aChannelThatIsSubscribedAgainAtOnceIsActiveWithTheLastConfirmation() throws Exception {
    subscriptions.subscribe("votehub:a");
    subscriptions.unsubscribe("votehub:a");
    await(subscriptions.subscribe("votehub:a"));

    publish("votehub:a", "hello");

    assertThat(next()).isEqualTo("votehub:a: hello");
  }

  @Test
  void probesMeasureTheRoundTrip() {
    awaitThat("a probe came back", () -> subscriptions.lagMs().isPresent());

    assertThat(subscriptions.lagMs().getAsLong()).isBetween(0L, 60_000L);
  }
}
