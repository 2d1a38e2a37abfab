package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.votehub.fanout.Membership;
import io.votehub.logging.OutageLog;
import io.votehub.ops.Metrics;
import io.votehub.ops.Version;
import io.votehub.poll.Refusal;
import io.votehub.process.FreePort;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The traces of a Redis outage in metrics and log. */
@Tag("slow")
class RedisOutageTest {
  /** The answer of a Redis to HELLO, in RESP3. */
  private static final String HELLO =
      String.join(
          "\r\n",
          List.of(
              "%4",
              "$6",
              "server",
              "$5",
              "redis",
              "$7",
              "version",
              "$5",
              "7.0.0",
              "$5",
              "proto",
              ":3",
              "$4",
              "mode",
              "$10",
              "standalone",
              ""));

  private Metrics metrics;
  private Vertx vertx;

  @BeforeEach
  void start() {
    metrics = new Metrics(new Version("votehub", "1.2.3", "abc1234", "17"));
    vertx = metrics.vertx(new VertxOptions()).build();
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
    metrics.close();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private RedisConnector connector(int port) {
    return new RedisConnector(vertx, RedisConfig.of(RedisUri.parse("redis://127.0.0.1:" + port)));
  }

  private static Future<?> failed(Future<?> attempt) {
    return attempt.transform(
        done -> done.failed() ? Future.succeededFuture() : Future.failedFuture("It connects"));
  }

  private long series() {
    return metrics.scrape().lines().filter(line -> !line.startsWith("#")).count();
  }

  @Test
  void failedConnectionAttemptsLeaveNoMetricSeries() throws Exception {
    RedisConnector nowhere = connector(FreePort.find());
    await(failed(nowhere.forCommands()));
    metrics.scrape();
    long before = series();

    for (int i = 0; i < 50; i++) {
      await(failed(nowhere.forCommands()));
      await(failed(nowhere.forSubscriptions(i)));
    }

    assertThat(series()).isBetween(before - 5, before + 5);
    assertThat(metrics.scrape()).doesNotContain("pool_type=\"redis\"");
  }

  /** A server that accepts each connection, answers only HELLO and closes it soon after more. */
  private NetServer dropping(CountDownLatch connections) throws Exception {
    return await(
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  connections.countDown();
                  socket.handler(
                      hello -> {
                        socket.write(Buffer.buffer(HELLO));
                        socket.handler(silence -> vertx.setTimer(100, later -> socket.close()));
                      });
                })
            .listen(0, "127.0.0.1"));
  }

  @Test
  void reconnectsToAServerThatDropsConnectionsBackOff() throws Exception {
    CountDownLatch connections = new CountDownLatch(8);
    RedisUri uri = RedisUri.parse("redis://127.0.0.1:" + dropping(connections).actualPort());
    RedisLink link = new RedisLink(vertx, RedisConfig.of(uri));
    long began = System.nanoTime();

    await(link.start());
    long asking =
        vertx.setPeriodic(20, tick -> link.send(Request.cmd(Command.TIME)).otherwiseEmpty());

    assertThat(connections.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_200));
    vertx.cancelTimer(asking);
    await(link.close());
  }

  @Test
  void pendingCommandsOfALostConnectionFailAsUnavailable() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("io.votehub.redis");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    int port = dropping(new CountDownLatch(1)).actualPort();
    RedisLink link =
        new RedisLink(vertx, RedisConfig.of(RedisUri.parse("redis://127.0.0.1:" + port)));
    await(link.start());
    Script script = Script.of(Membership.class, "tell.lua");

    List<Future<Throwable>> cut =
        Stream.generate(() -> link.run(script, List.of("k"), List.of()))
            .limit(100)
            .map(call -> call.transform(done -> Future.succeededFuture(done.cause())))
            .toList();

    for (Future<Throwable> fault : cut) {
      assertThat(((Refusal) await(fault)).getMessage()).isEqualTo("Redis cannot be reached");
    }
    await(link.close());
    logger.detachAppender(lines);
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("The connection to Redis for commands is down");
  }

  @Test
  void anOutageIsLoggedOnceAtItsStartAndOnceAtItsEnd() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("outage-test");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    OutageLog outages = new OutageLog(vertx, logger, "It");

    for (int i = 0; i < 1000; i++) {
      outages.failed("cut");
      outages.succeeded();
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (lines.list.size() < 2) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }

    assertThat(List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("It is down: cut");
    assertThat(lines.list.get(1).getFormattedMessage()).contains("up again", "1000 failures");
  }

  /** Counts connections by the server's client ids. */
  private static long subscriber(RedisServer server) throws Exception {
    String line = server.command("CLIENT", "LIST", "TYPE", "pubsub");
    return line.isBlank() ? -1 : Long.parseLong(line.replaceAll("(?s)^id=(\\d+).*", "$1"));
  }

  @Test
  void unsubscribingDuringResubscriptionDoesNotFail() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      RedisConfig config = RedisConfig.of(RedisUri.parse(server.uri()));
      RedisLink link = new RedisLink(vertx, config);
      await(link.start());
      CountDownLatch restored = new CountDownLatch(1);
      RedisSubscriptions subscriptions =
          new RedisSubscriptions(vertx, config, link, "one", new Counting(restored));
      await(subscriptions.start());
      for (int i = 0; i < 2_000; i++) {
        subscriptions.subscribe("room-" + i);
      }
      await(subscriptions.subscribe("last"));
      long before = subscriber(server);

      server.command("CLIENT", "KILL", "TYPE", "pubsub");
      for (int i = 0; restored.getCount() > 0; i = (i + 1) % 2_000) {
        subscriptions.unsubscribe("room-" + i);
        subscriptions.subscribe("room-" + i);
        restored.await(1, TimeUnit.MILLISECONDS);
      }

      // Two connections of this test, and one of the hub.
      assertThat(subscriber(server) - before).isEqualTo(3);
      await(subscriptions.close());
      await(link.close());
    }
  }

  private record Counting(CountDownLatch back) implements RedisSubscriptions.Listener {
    @Override
    public void message(String channel, String text) {}

    @Override
    public void restored() {
      back.countDown();
    }
  }
}
