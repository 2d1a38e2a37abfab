package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.votehub.backup.BackupSocket;
import io.votehub.config.Config;
import io.votehub.config.Setting;
import io.votehub.count.CountMeters;
import io.votehub.count.Counter;
import io.votehub.count.CountingContext;
import io.votehub.engine.Backend;
import io.votehub.engine.ClusterBackend;
import io.votehub.engine.EmbeddedBackend;
import io.votehub.http.EarlyResponses;
import io.votehub.http.HttpParts;
import io.votehub.http.HttpRouter;
import io.votehub.http.HttpSettings;
import io.votehub.http.LiveEvents;
import io.votehub.http.Pages;
import io.votehub.http.RequestMeters;
import io.votehub.http.SecurityHeaders;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.Rate;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Senders;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.ops.Version;
import io.votehub.room.Moderator;
import io.votehub.room.PollScheduler;
import io.votehub.room.Polls;
import io.votehub.room.RoomExpiry;
import io.votehub.room.RoomQueryVerticle;
import io.votehub.room.Rooms;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.SessionLimits;
import io.votehub.session.SessionMeters;
import io.votehub.session.SessionParts;
import io.votehub.session.SessionServer;
import io.votehub.session.SessionTimes;
import io.votehub.store.StoreMeter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One instance of the hub on its engines. Reads as the list of its parts from the bottom up; they
 * are stopped in the opposite order.
 */
final class Hub {
  private final Config config;
  private final Vertx vertx;
  private final MeterRegistry registry;
  private final MemoryBudget memory;
  private final Backend foundation;
  private final VotingMethods methods;
  private final CountingContext counting;
  private final Polls polls;
  private final Rooms rooms;
  private final CountMeters countMeters;
  private final SessionMeters sessionMeters;
  private final Deployments deployments;
  private SecurityLog securityLog;
  private Optional<BackupSocket> backups = Optional.empty();
  private final RequestLimits requests;
  private final List<SessionServer> servers = new ArrayList<>();

  private Hub(
      Config config,
      Vertx vertx,
      MeterRegistry registry,
      VotingMethods methods,
      MemoryBudget memory,
      Backend foundation) {
    this.config = config;
    this.vertx = vertx;
    this.registry = registry;
    this.methods = methods;
    this.memory = memory;
    this.foundation = foundation;
    counting =
        new CountingContext(
            vertx,
            foundation.store(),
            foundation.ledger(),
            foundation.fanout(),
            methods,
            memory,
            config.keepSuperseded());
    polls = new Polls(counting, Ids::random);
    rooms =
        new Rooms(
            counting,
            polls,
            new SecureRandom(),
            Ids::random,
            new Rooms.Keeping(config.rooms().atMost(), config.rooms().keepDays()));
    countMeters = new CountMeters(registry, counting);
    sessionMeters = new SessionMeters(registry);
    requests =
        new RequestLimits(
            new Senders(config.http().trustedProxies()),
            config.limits().enabled(),
            config.rooms().perMinute(),
            registry);
    deployments = new Deployments(vertx);
  }

  /**
   * Opens the engines and counts; takes no connections yet. Fails with what an operator can
   * understand, and then nothing is left running.
   *
   * @param self what this instance tells the others of a cluster of itself
   */
  static Future<Hub> open(
      Config config, Vertx vertx, MeterRegistry registry, StoreMeter meter, Supplier<String> self) {
    VotingMethods methods = VotingMethods.standard();
    MemoryBudget memory = MemoryBudget.of(config.limits().memoryBytes());
    Future<Backend> opened =
        config.redis().isPresent()
            ? ClusterBackend.open(vertx, config, methods, meter, self)
            : EmbeddedBackend.open(vertx, config.dataDir(), methods, meter, memory);
    return opened.compose(
        foundation -> {
          Hub hub = new Hub(config, vertx, registry, methods, memory, foundation);
          return hub.orNothing(hub.count().compose(up -> hub.handOutBackups())).map(hub);
        });
  }

  /**
   * Begins to listen.
   *
   * @param pages which may still be loading
   * @param operations adds the routes of operations to the router of each event loop
   */
  Future<Void> serve(Future<Pages> pages, Consumer<Router> operations) {
    return orNothing(listen(pages, operations));
  }

  private Future<Void> orNothing(Future<Void> step) {
    return step.recover(fault -> stop().transform(any -> Future.failedFuture(fault)));
  }

  /** Of a cluster they are taken from MongoDB, which needs no hub for that. */
  private Future<Void> handOutBackups() {
    if (config.redis().isPresent()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () ->
                BackupSocket.open(
                    config.dataDir(), foundation.store(), Version.current().version()))
        .onSuccess(socket -> backups = socket)
        .mapEmpty();
  }

  private Future<Void> endBackups() {
    return vertx.executeBlocking(
        () -> {
          backups.ifPresent(BackupSocket::close);
          return null;
        });
  }

  private Future<Void> count() {
    int counters = config.http().eventLoops();
    Counter.Limits limits =
        new Counter.Limits(
            counters,
            config.limits().queuedVotes() / counters,
            config.tallyIntervalMs(),
            voterRate());
    return deployments
        .start(counters, i -> new Counter(counting, limits, i, countMeters))
        .compose(up -> deployments.start(1, i -> new RoomQueryVerticle(rooms)))
        .compose(
            up ->
                deployments.start(
                    1, i -> new PollScheduler(counting, foundation.lookForPollsMs())));
  }

  private Optional<Rate> voterRate() {
    Config.Limits limits = config.limits();
    return limits.votesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(new Rate(limits.votesPerSecond(), Duration.ofSeconds(1), limits.voteBurst()));
  }

  /** A share of the memory that Java may take, but always enough for a hall that votes at once. */
  private Future<Void> listen(Future<Pages> loading, Consumer<Router> operations) {
    return key()
        .compose(key -> loading.compose(pages -> listen(key, pages, operations)))
        .recover(fault -> Future.failedFuture(explain(fault)));
  }

  private Future<HubKey> key() {
    return config
        .authSecret()
        .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
        .orElseGet(foundation.key());
  }

  private Future<Void> listen(HubKey key, Pages pages, Consumer<Router> operations) {
    Tokens tokens = new Tokens(vertx, key);
    securityLog = new SecurityLog(key);
    securityLog.start(vertx);
    HttpParts http = httpParts(key, tokens, httpSettings());
    SessionParts sessions = sessions(key, tokens);
    SessionServer.Front front = front(http, pages, operations);
    ConnectionBudget budget = budget();
    return deployments
        .start(config.http().eventLoops(), i -> server(sessions, front, budget))
        .compose(up -> deployments.start(1, i -> new RoomExpiry(counting, rooms, this::expired)));
  }

  private void expired(String room) {
    securityLog.doneByHub(SecurityLog.Event.ROOM_DELETED, "unused", room);
  }

  private Throwable explain(Throwable fault) {
    return BindErrors.explain(fault, config.http().host(), config.http().port(), Setting.HTTP_PORT);
  }

  private HttpSettings httpSettings() {
    HttpSettings preset = HttpSettings.DEFAULT;
    return new HttpSettings(
        config.publicUrl(),
        config.rooms().open(),
        preset.maxBodyBytes(),
        preset.requestTimeoutMs(),
        preset.frameAncestors(),
        config.http().origins());
  }

  private HttpParts httpParts(HubKey key, Tokens tokens, HttpSettings settings) {
    return new HttpParts(
        vertx,
        rooms,
        polls,
        new Moderator(counting, polls),
        foundation.fanout(),
        methods,
        tokens,
        () -> new ReceiptSigner(key),
        Ids::random,
        foundation.clock(),
        config.http().eventLoops(),
        memory,
        settings,
        requests,
        securityLog,
        new RequestMeters(registry));
  }

  private SessionParts sessions(HubKey key, Tokens tokens) {
    Config.Limits limits = config.limits();
    SessionLimits bounds =
        new SessionLimits(
            limits.connections(),
            limits.votesInFlight(),
            limits.messagesPerSecond(),
            limits.votesPerSecond() > 0,
            limits.slowReceiverMs(),
            config.http().origins(),
            config.publicUrl(),
            new SessionTimes(config.sockets().joinTimeoutMs(), config.sockets().pingIntervalMs()));
    return new SessionParts(
        foundation.fanout(),
        methods,
        tokens,
        Ids::random,
        () -> new ReceiptSigner(key),
        foundation.clock(),
        bounds,
        sessionMeters,
        config.http().eventLoops(),
        memory,
        requests,
        config.redis().isEmpty(),
        securityLog);
  }

  private ConnectionBudget budget() {
    return new ConnectionBudget(
        "main",
        config.sockets().httpConnections(),
        ConnectionBudget.freeDescriptors(),
        sessionMeters::connections,
        registry);
  }

  private static SessionServer.Front front(
      HttpParts parts, Pages pages, Consumer<Router> operations) {
    EarlyResponses early = new EarlyResponses(new SecurityHeaders(parts.settings().publicUrl()));
    return new SessionServer.Front(
        (loop, streams) -> router(parts, pages, streams::open, operations),
        early::unreadable,
        early::refuse);
  }

  private SessionServer server(
      SessionParts sessions, SessionServer.Front front, ConnectionBudget budget) {
    SessionServer.Listening at =
        new SessionServer.Listening(
            config.http().host(), config.http().port(), config.sockets().maxHeaderBytes());
    SessionServer server = new SessionServer(sessions, at, front, budget);
    servers.add(server);
    return server;
  }

  private static Handler<HttpServerRequest> router(
      HttpParts parts, Pages pages, LiveEvents live, Consumer<Router> operations) {
    Router router = HttpRouter.create(parts, pages, live);
    operations.accept(router);
    return router;
  }

  /** The port that is listened on. */
  int port() {
    return servers.get(0).port();
  }

  Backend foundation() {
    return foundation;
  }

  /** What is kept in memory of what people send. */
  MemoryBudget memory() {
    return memory;
  }

  /** Open connections. */
  int connections() {
    return sessionMeters.connections();
  }

  /** Rooms with a voter here. */
  int rooms() {
    return foundation.fanout().rooms();
  }

  /** Votes counted since the start. */
  double votes() {
    return countMeters.counted();
  }

  /** Says goodbye to all clients, counts what is on its way, and closes the engines. */
  Future<Void> stop() {
    return deployments
        .stop()
        .onComplete(
            stopped -> {
              if (securityLog != null) {
                securityLog.stop();
              }
            })
        .eventually(this::endBackups)
        .eventually(foundation.close());
  }
}
