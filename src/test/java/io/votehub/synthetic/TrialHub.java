package io.votehub.synthetic;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.count.CountMeters;
import io.votehub.count.Counter;
import io.votehub.count.CountingContext;
import io.votehub.fanout.LocalFanout;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.MonotonicClock;
import io.votehub.limit.LimitKit;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.room.Polls;
import io.votehub.room.RoomQueryVerticle;
import io.votehub.room.Rooms;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.OwnClients;
import io.votehub.session.PendingConnections;
import io.votehub.session.SessionLimits;
import io.votehub.session.SessionMeters;
import io.votehub.session.SessionParts;
import io.votehub.session.SessionServer;
import io.votehub.session.SessionTimes;
import io.votehub.store.HiddenRooms;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.trace.VoteFollower;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The way of a vote in memory, with a store that can be paused, and the hub's own voter on it. */
final class TrialHub implements AutoCloseable {
  private static final HubKey KEY = HubKey.of("a secret of the tests, with 32 bytes and more");
  private static final String LEFT_IN = "000000";

  final Vertx vertx = Vertx.vertx();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** The meters of voters. */
  final SimpleMeterRegistry voters = new SimpleMeterRegistry();

  final SessionMeters own = new SessionMeters(new SimpleMeterRegistry());
  final AtomicLong connections = new AtomicLong();
  final SyntheticVoter voter;
  private final MemoryStore store = new MemoryStore();
  private final VotingMethods methods = VotingMethods.standard();
  private final MemoryBudget memory = MemoryBudget.of(1 << 25);
  private final InstantSource clock = new MonotonicClock(InstantSource.system(), System::nanoTime);
  private final MemoryLedger ledger = new MemoryLedger(clock, memory.standing());
  private final LocalFanout fanout = new LocalFanout(vertx, methods);
  private final HiddenRooms rooms = new HiddenRooms(pausable());
  private final String deployed;
  private volatile Promise<Void> resumed = done();

  TrialHub(SyntheticOptions options) {
    vertx.eventBus().registerCodec(new LocalCodec());
    CountingContext counting =
        new CountingContext(vertx, rooms, ledger, fanout, methods, memory, false);
    Polls polls = new Polls(counting, Ids::random);
    Rooms all = new Rooms(counting, polls, new SecureRandom(), Ids::random, Rooms.Keeping.DEFAULT);
    Counter.Limits limits = new Counter.Limits(1, 1000, 1, Optional.empty());
    await(
        vertx.deployVerticle(new Counter(counting, limits, 0, new CountMeters(voters, counting))));
    await(
        vertx.deployVerticle(
            new RoomQueryVerticle(all.views(), all.leaderboards(), polls.boards())));
    SessionServer server = server();
    await(vertx.deployVerticle(server));
    URI address = URI.create("http://127.0.0.1:" + server.port());
    Place place =
        new Place(address, OwnClients.HEADER, "the key", rooms, ledger, clock, methods, true);
    voter = new SyntheticVoter(place, options, registry, () -> 0, connections::get);
    deployed = await(vertx.deployVerticle(voter));
  }

  private SessionServer server() {
    return new SessionServer(
        sessions(new SessionMeters(voters)),
        new SessionServer.Listening("127.0.0.1", 0, 8192, Optional.empty()),
        new SessionServer.Front(
            (loop, streams) -> request -> request.response().setStatusCode(404).end(),
            request -> {},
            (request, status, why) -> request.response().setStatusCode(status).end()),
        new ConnectionBudget("main", 1000, 1000, () -> 0, voters),
        PendingConnections.within(1000, 1000, voters),
        Optional.of(new OwnClients("the key", sessions(own))));
  }

  private SessionParts sessions(SessionMeters meters) {
    RequestLimits off = LimitKit.off();
    return new SessionParts(
        fanout,
        methods,
        new Tokens(vertx, KEY),
        Ids::random,
        () -> new ReceiptSigner(KEY),
        clock,
        new SessionLimits(
            100, 10, 100, true, 5000, List.of(), Optional.empty(), SessionTimes.DEFAULT),
        meters,
        1,
        memory,
        off,
        LimitKit.newVoters(vertx, off),
        true,
        new SecurityLog(KEY),
        VoteFollower.OFF);
  }

  private static Promise<Void> done() {
    Promise<Void> done = Promise.promise();
    done.complete();
    return done;
  }

  /** Appends wait while the store is paused. */
  private Store pausable() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("append")) {
                return resumed.future().compose(go -> (Future<?>) call(method, arguments));
              }
              return call(method, arguments);
            });
  }

  private Object call(Method method, Object[] arguments) {
    try {
      return method.invoke(store, arguments);
    } catch (ReflectiveOperationException fault) {
      throw new LinkageError("The store refuses a call by its interface", fault);
    }
  }

  /** From now on the store hangs. */
  void pause() {
    resumed = Promise.promise();
  }

  void resume() {
    resumed.complete();
  }

  /** The polls of hidden rooms that are in the store. */
  List<String> stored() {
    return await(store.polls(LEFT_IN)).stream()
        .map(PollRecord::poll)
        .map(poll -> poll.id())
        .toList();
  }

  boolean hasPage(String poll) {
    return await(ledger.has(poll));
  }

  long seen() {
    return registry.get("votehub.synthetic.vote").timer().count();
  }

  double latency() {
    return registry.get("votehub.synthetic.latency").gauge().value();
  }

  double failures(String reason) {
    return registry.get("votehub.synthetic.failures").tag("reason", reason).counter().count();
  }

  void stopVoting() {
    await(vertx.undeploy(deployed));
  }

  static void awaitTrue(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError(what);
      }
      pauseShortly();
    }
  }

  private static void pauseShortly() {
    LockSupport.parkNanos(1_000_000);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
