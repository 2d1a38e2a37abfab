package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.votehub.bus.LocalCodec;
import io.votehub.bus.RoomView;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.redis.RedisUri;
import io.votehub.trace.VoteFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class RedisFanoutTest extends FanoutContract {
  private static RedisServer server;
  private final Vertx vertx = Vertx.vertx();
  private final List<Instance> instances = new ArrayList<>();
  private final AtomicReference<RoomView> stored = new AtomicReference<>();

  private record Instance(RedisLink link, RedisFanout fanout) {}

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
    server.flushAll();
    vertx.eventBus().registerCodec(new LocalCodec());
    instance("one", vertx);
  }

  private Instance instance(String id, Vertx on) throws Exception {
    return instance(id, on, server.config());
  }

  private Instance instance(String id, Vertx on, RedisConfig config) throws Exception {
    RedisLink link = new RedisLink(on, config);
    RedisFanout fanout =
        new RedisFanout(
            on,
            config,
            link,
            id,
            VotingMethods.standard(),
            new RedisFanout.Sources(
                poll -> Future.succeededFuture(Optional.of(poll(ROOM))),
                room -> Future.succeededFuture(stored.get())),
            VoteFollower.OFF);
    link.start().await(60, TimeUnit.SECONDS);
    fanout.start().await(60, TimeUnit.SECONDS);
    Instance instance = new Instance(link, fanout);
    instances.add(instance);
    return instance;
  }

  @AfterEach
  void disconnect() throws Exception {
    for (Instance instance : instances) {
      instance.fanout.close().await(60, TimeUnit.SECONDS);
      instance.link.close().await(60, TimeUnit.SECONDS);
    }
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Override
  protected Fanout fanout() {
    return instances.get(0).fanout;
  }

  /** Another instance has an event bus of its own. */
  private Fanout other() throws Exception {
    Vertx elsewhere = Vertx.vertx();
    elsewhere.eventBus().registerCodec(new LocalCodec());
    return instance("two", elsewhere).fanout;
  }

  private void awaitPresent(int voters) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (fanout().askPresent(ROOM).await(60, TimeUnit.SECONDS) != voters) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void votersWithAConnectionAreFoundOnAllInstances() throws Exception {
    Fanout two = other();
    Fanout.Listening listening = two.listen(ROOM, event -> {});
    listening.standing().await(60, TimeUnit.SECONDS);
    fanout().enter(ROOM, "v1", false);
    two.enter(ROOM, "v2", false);
    awaitPresent(2);

    Set<String> found =
        fanout().connected(ROOM, List.of("v1", "v2", "v3")).await(60, TimeUnit.SECONDS);

    assertThat(found).containsExactlyInAnyOrder("v1", "v2");
    // Who asks needs no listener of its own.
    listening.close();
    fanout().leave(ROOM, "v1");
    assertThat(fanout().connected(ROOM, List.of("v1", "v3")).await(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void eventsOfOneInstanceReachTheOthers() throws Exception {
    BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    Fanout.Listening listening = fanout().listen(ROOM, heard::add);
    listening.standing().await(60, TimeUnit.SECONDS);

    other().tallyGrown(poll(ROOM), new Tally(7, 3, true, Map.of("a", 3L)));

    RoomEvent event = next(heard, RoomEvent.TallyGrown.class);
    assertThat(((RoomEvent.TallyGrown) event).frame().last()).isTrue();
  }

  @Test
  void aSubscriberIsNotifiedOnItsOwnEventLoop() throws Exception {
    for (int i = 0; i < 4; i++) {
      String room = "ROOM0" + i;
      Context listener = ((VertxInternal) vertx).createEventLoopContext();
      Promise<Context> toldOn = Promise.promise();

      listener.runOnContext(
          turn ->
              fanout()
                  .listen(room, event -> {})
                  .standing()
                  .onComplete(done -> toldOn.complete(Vertx.currentContext())));

      assertThat(toldOn.future().await(60, TimeUnit.SECONDS)).isSameAs(listener);
    }
  }

  @ParameterizedTest
  @CsvSource({"/0, other", "/1, votehub"})
  void hubsWithDifferentPrefixesOrDatabasesAreIsolated(String database, String prefix)
      throws Exception {
    BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    fanout().listen(ROOM, heard::add).standing().await(60, TimeUnit.SECONDS);
    Vertx elsewhere = Vertx.vertx();
    elsewhere.eventBus().registerCodec(new LocalCodec());
    RedisConfig config = RedisConfig.of(RedisUri.parse(server.uri() + database), prefix);
    Fanout stranger = instance("one", elsewhere, config).fanout;

    stranger.enter(ROOM, "x", false);
    stranger.pollDeleted(ROOM, "theirs");
    fanout().pollDeleted(ROOM, "ours");

    RoomEvent first = next(heard, RoomEvent.PollDeleted.class);
    assertThat(((RoomEvent.PollDeleted) first).poll()).isEqualTo("ours");
    assertThat(fanout().askPresent(ROOM).await(60, TimeUnit.SECONDS)).isZero();
    assertThat(stranger.askPresent(ROOM).await(60, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void presenceIsSummedOverInstancesAndDropsSilentOnes() throws Exception {
    BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    fanout().listen(ROOM, heard::add).standing().await(60, TimeUnit.SECONDS);
    Fanout other = other();

    fanout().enter(ROOM, "x", false);
    other.enter(ROOM, "y", false);
    other.enter(ROOM, "z", false);
    awaitPresent(heard, 3);
    assertThat(fanout().present(ROOM)).isEqualTo(3);
    assertThat(fanout().askPresent(ROOM).await(60, TimeUnit.SECONDS)).isEqualTo(3);
    long before = System.nanoTime();
    instances.get(1).link.close().await(60, TimeUnit.SECONDS);

    awaitPresent(heard, 1);
    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(60));
  }

  @Test
  void aLostSubscriptionIsRestoredAndTheRoomReloaded() throws Exception {
    BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    fanout().listen(ROOM, heard::add).standing().await(60, TimeUnit.SECONDS);
    RoomView view = new RoomView(new Room(ROOM, "Anew", 0), List.of(poll(ROOM)), List.of());
    stored.set(view);

    server.command("CLIENT", "KILL", "TYPE", "pubsub");

    RoomEvent event = next(heard, RoomEvent.CaughtUp.class);
    assertThat(((RoomEvent.CaughtUp) event).view()).isEqualTo(view);
    fanout().pollDeleted(ROOM, "p");
    next(heard, RoomEvent.PollDeleted.class);
  }

  @Test
  void theContractHoldsAfterRedisWasRestartedEmpty() throws Exception {
    BlockingQueue<RoomEvent> heard = new LinkedBlockingQueue<>();
    fanout().listen(ROOM, heard::add).standing().await(60, TimeUnit.SECONDS);
    stored.set(new RoomView(new Room(ROOM, "Anew", 0), List.of(), List.of()));

    server.kill();
    server.restart();

    next(heard, RoomEvent.CaughtUp.class);
    fanout().pollChanged(poll(ROOM));
    next(heard, RoomEvent.PollChanged.class);
  }

  private static void awaitPresent(BlockingQueue<RoomEvent> heard, int wanted) throws Exception {
    RoomEvent.PresenceChanged event;
    do {
      event = (RoomEvent.PresenceChanged) next(heard, RoomEvent.PresenceChanged.class);
    } while (event.present() != wanted);
  }

  private static RoomEvent next(BlockingQueue<RoomEvent> heard, Class<? extends RoomEvent> type)
      throws Exception {
    while (true) {
      RoomEvent event = heard.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("an event of %s in time", type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return event;
      }
    }
  }
}
