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
 * One instance of the hub on its backend. Creates its parts from the bottom up and stops them in
 * reverse order.
 */
final class Hub {
  private final Config config;
  private final Vertx vertx;
  private final MeterRegistry registry;
  private final MemoryBudget memory;
  private final Backend backend;
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
      Backend backend) {
    this.config = config;
    this.vertx = vertx;
    this.registry = registry;
    this.methods = methods;
    this.memory = memory;
    this.backend = backend;
    counting =
        new CountingContext(
            vertx,
            backend.store(),
            backend.ledger(),
            backend.fanout(),
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
            new Rooms.Keeping(config.rooms().maxRooms(), config.rooms().keepDays()));
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
   * Opens the backend and starts counting; accepts no connections yet. On failure everything is
   * closed again, and the message is fit for operators.
   *
   * @param self describes this instance to the others of a cluster
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
        backend -> {
          Hub hub = new Hub(config, vertx, registry, methods, memory, backend);
          return hub.stopOnFailure(hub.startCounting().compose(up -> hub.openBackupSocket()))
              .map(hub);
        });
  }

  /**
   * Starts to listen.
   *
   * @param pages may still be loading
   * @param operations adds the health and metrics routes to the router of each event loop
   */
  Future<Void> serve(Future<Pages> pages, Consumer<Router> operations) {
    return stopOnFailure(listen(pages, operations));
  }

  private Future<Void> stopOnFailure(Future<Void> step) {
    return step.recover(fault -> stop().transform(any -> Future.failedFuture(fault)));
  }

  /** Serves backups of the embedded store; those of a cluster are taken from MongoDB. */
  private Future<Void> openBackupSocket() {
    if (config.redis().isPresent()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () -> BackupSocket.open(config.dataDir(), backend.store(), Version.current().version()))
        .onSuccess(socket -> backups = socket)
        .mapEmpty();
  }

  private Future<Void> closeBackupSocket() {
    return vertx.executeBlocking(
        () -> {
          backups.ifPresent(BackupSocket::close);
          return null;
        });
  }

  private Future<Void> startCounting() {
    int counters = config.http().eventLoops();
    Counter.Limits limits =
        new Counter.Limits(
            counters,
            config.limits().queuedVotes() / counters,
            config.tallyIntervalMs(),
            voterRate());
    return deployments
        .start(counters, i -> new Counter(counting, limits, i, countMeters))
        .compose(up -> deployments.start(1, i -> new RoomQueryVerticle(rooms.views())))
        .compose(
            up ->
                deployments.start(
                    1, i -> new PollScheduler(counting, backend.pollScanIntervalMs())));
  }

  private Optional<Rate> voterRate() {
    Config.Limits limits = config.limits();
    return limits.votesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(new Rate(limits.votesPerSecond(), Duration.ofSeconds(1), limits.voteBurst()));
  }

  private Future<Void> listen(Future<Pages> loading, Consumer<Router> operations) {
    return ServerTls.load(vertx, config)
        .compose(
            tls ->
                key().compose(key -> loading.compose(pages -> listen(key, pages, operations, tls))))
        .recover(fault -> Future.failedFuture(explain(fault)));
  }

  private Future<HubKey> key() {
    return config
        .authSecret()
        .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
        .orElseGet(backend.key());
  }

  private Future<Void> listen(
      HubKey key, Pages pages, Consumer<Router> operations, Optional<ServerTls> tls) {
    Tokens tokens = new Tokens(vertx, key);
    securityLog = new SecurityLog(key);
    securityLog.start(vertx);
    HttpParts http = httpParts(key, tokens, httpSettings());
    SessionParts sessions = sessions(key, tokens);
    SessionServer.Front front = front(http, pages, operations);
    ConnectionBudget budget = budget();
    return deployments
        .start(config.http().eventLoops(), i -> server(sessions, front, budget, tls))
        .compose(up -> reloadCertificate(tls))
        .compose(up -> deployments.start(1, i -> new RoomExpiry(counting, rooms, this::expired)));
  }

  private Future<Void> reloadCertificate(Optional<ServerTls> tls) {
    return tls.map(own -> deployments.start(1, i -> own.reloader(servers.get(0), registry)))
        .orElseGet(Future::succeededFuture);
  }

  private void expired(String room) {
    securityLog.doneByHub(SecurityLog.Event.ROOM_DELETED, "unused", room);
  }

  private Throwable explain(Throwable fault) {
    return BindErrors.explain(fault, config.http().host(), config.http().port(), Setting.HTTP_PORT);
  }

  private HttpSettings httpSettings() {
    HttpSettings defaults = HttpSettings.DEFAULT;
    return new HttpSettings(
        config.publicUrl(),
        config.rooms().open(),
        defaults.maxBodyBytes(),
        defaults.requestTimeoutMs(),
        defaults.frameAncestors(),
        config.http().origins());
  }

  private HttpParts httpParts(HubKey key, Tokens tokens, HttpSettings settings) {
    return new HttpParts(
        vertx,
        rooms,
        polls,
        new Moderator(counting, polls),
        backend.fanout(),
        methods,
        tokens,
        () -> new ReceiptSigner(key),
        Ids::random,
        backend.clock(),
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
        backend.fanout(),
        methods,
        tokens,
        Ids::random,
        () -> new ReceiptSigner(key),
        backend.clock(),
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
        early::reject);
  }

  private SessionServer server(
      SessionParts sessions,
      SessionServer.Front front,
      ConnectionBudget budget,
      Optional<ServerTls> tls) {
    SessionServer.Listening at =
        new SessionServer.Listening(
            config.http().host(),
            config.http().port(),
            config.sockets().maxHeaderBytes(),
            tls.map(ServerTls::options));
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

  /** The bound port. */
  int port() {
    return servers.get(0).port();
  }

  Backend backend() {
    return backend;
  }

  /** Accounts for the memory taken by what clients send. */
  MemoryBudget memory() {
    return memory;
  }

  /** Open connections. */
  int connections() {
    return sessionMeters.connections();
  }

  /** Rooms with at least one voter on this instance. */
  int rooms() {
    return backend.fanout().rooms();
  }

  /** Votes counted since the start. */
  double votes() {
    return countMeters.counted();
  }

  /** Closes all client connections, counts the votes in flight, and closes the backend. */
  Future<Void> stop() {
    return deployments
        .stop()
        .onComplete(
            stopped -> {
              if (securityLog != null) {
                securityLog.stop();
              }
            })
        .eventually(this::closeBackupSocket)
        .eventually(backend.close());
  }
}
