package io.votehub;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.votehub.alert.AlertMonitor;
import io.votehub.alert.BackupAge;
import io.votehub.alert.ErrorAppender;
import io.votehub.alert.ErrorLog;
import io.votehub.alert.ErrorMeters;
import io.votehub.bus.LocalCodec;
import io.votehub.config.Config;
import io.votehub.config.Setting;
import io.votehub.fanout.Membership;
import io.votehub.http.EarlyResponses;
import io.votehub.http.Pages;
import io.votehub.http.SecurityHeaders;
import io.votehub.jvm.NameResolution;
import io.votehub.logging.Logs;
import io.votehub.ops.ClusterView;
import io.votehub.ops.DiskMeters;
import io.votehub.ops.EventLoopCheck;
import io.votehub.ops.Health;
import io.votehub.ops.Lifecycle;
import io.votehub.ops.ManagementServer;
import io.votehub.ops.MemoryMeters;
import io.votehub.ops.Metrics;
import io.votehub.ops.OpsRoutes;
import io.votehub.ops.ProcessDetails;
import io.votehub.ops.StoreMeters;
import io.votehub.ops.ThisInstance;
import io.votehub.ops.Version;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.PendingConnections;
import io.votehub.synthetic.SyntheticVoter;
import io.votehub.trace.OtlpTracing;
import io.votehub.trace.Tracing;
import io.votehub.trace.VoteFollower;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One hub process: the hub, its health checks and its metrics. Its lifecycle is starting (until it
 * listens), ready (until it is told to stop), stopping. Only a ready instance takes traffic.
 */
final class Instance {
  private static final long CHECK_TIMEOUT_MS = 2000;
  private static final int MANAGEMENT_CONNECTIONS = 256;

  private final Config config;
  private final CompletableFuture<Pages> pages;
  private final Version version = Version.current();
  private final AtomicReference<Lifecycle> lifecycle = new AtomicReference<>(Lifecycle.STARTING);
  private final AtomicReference<Hub> hub = new AtomicReference<>();
  private final AtomicReference<Supplier<Future<Void>>> before =
      new AtomicReference<>(Future::succeededFuture);
  private final Metrics metrics = new Metrics(version);
  private final PendingConnections pending;
  private final Vertx vertx;

  /** With an event loop of its own, so that operators are answered while a client's is blocked. */
  private final Vertx operators;

  private final EventLoopCheck loops;
  private final Deployments operations;
  private final Deployments synthetic;
  private final AtomicReference<SyntheticVoter> voter = new AtomicReference<>();
  private final Health health;
  private final ThisInstance self;
  private final OpsRoutes routes;
  private final ErrorLog errors;
  private final Runnable stopRecording;
  private final AlertMonitor alerts;
  private final Tracing tracing;

  private Instance(Config config, CompletableFuture<Pages> pages) {
    this.config = config;
    this.pages = pages;
    pending =
        PendingConnections.within(
            config.sockets().httpConnections(),
            ConnectionBudget.freeDescriptors(),
            metrics.registry());
    vertx =
        config
            .http()
            .transport()
            .build(
                metrics.vertx(
                    new VertxOptions()
                        .setEventLoopPoolSize(config.http().eventLoops())
                        .setAddressResolverOptions(NameResolution.options())),
                pending::accept);
    vertx.eventBus().registerCodec(new LocalCodec());
    operators =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setAddressResolverOptions(NameResolution.options()));
    loops = new EventLoopCheck(vertx);
    operations = new Deployments(operators);
    synthetic = new Deployments(operators);
    tracing = tracing();
    errors = new ErrorLog(System::currentTimeMillis, new ErrorMeters(metrics.registry()));
    stopRecording = ErrorAppender.attach(errors);
    FunctionCounter.builder("votehub.log.lines.dropped", Logs.class, logs -> Logs.dropped())
        .description("Log lines dropped because nobody read standard output")
        .register(metrics.registry());
    Gauge.builder("votehub.ready", () -> lifecycle.get() == Lifecycle.READY ? 1 : 0)
        .description("1 while the instance takes traffic, else 0")
        .register(metrics.registry());
    health = new Health(operators, lifecycle);
    self =
        new ThisInstance(
            config.instanceId(),
            version,
            lifecycle,
            loops,
            new ThisInstance.Counts(
                () -> hub.get() == null ? 0 : hub.get().connections(),
                () -> hub.get() == null ? 0 : hub.get().rooms(),
                () -> hub.get() == null ? 0 : hub.get().votes()));
    ClusterView cluster = new ClusterView(self, this::membership);
    alerts =
        new AlertMonitor(
            config.instanceId(),
            metrics.registry(),
            errors,
            config.dataDir(),
            new BackupAge(config.alerts().backupStatus(), InstantSource.system()),
            AlertNotifiers.of(operators, config.alerts()));
    ProcessDetails details =
        new ProcessDetails(metrics.registry(), config.dataDir(), config.changed());
    routes =
        new OpsRoutes(
            operators,
            health,
            version,
            metrics,
            loops,
            cluster::instances,
            new OpsRoutes.Reports(errors::toJson, alerts::toJson, details));
  }

  /** OpenTelemetry is loaded only if there is a collector. */
  private Tracing tracing() {
    return config
        .traces()
        .endpoint()
        .<Tracing>map(
            endpoint ->
                new OtlpTracing(
                    vertx,
                    new OtlpTracing.Self(config.instanceId(), version.version()),
                    endpoint.reveal(),
                    config.traces().sampleRatio()))
        .orElse(Tracing.OFF);
  }

  /**
   * Starts an instance. On failure everything is closed again, and the message is fit for
   * operators.
   */
  static Future<Instance> start(Config config) {
    // Reading and compressing the pages takes as long as everything else up to the open port.
    CompletableFuture<Pages> pages = CompletableFuture.supplyAsync(Pages::load);
    Instance instance = new Instance(config, pages);
    return instance
        .start()
        .map(instance)
        .recover(fault -> instance.closeVertx().transform(any -> Future.failedFuture(fault)));
  }

  private Future<Void> start() {
    // From here on event loops of the hub, not the operators'. Not a future of Vert.x, which would
    // not complete after a failed start, when its loops are closed.
    Context own = vertx.getOrCreateContext();
    Promise<Void> monitored = Promise.promise();
    operations
        .start(1, i -> self)
        .compose(up -> operations.start(1, i -> alerts))
        .compose(up -> startManagement())
        .onComplete(done -> own.runOnContext(turn -> monitored.handle(done)));
    return monitored
        .future()
        .compose(
            up ->
                Hub.open(
                    config,
                    vertx,
                    metrics.registry(),
                    new StoreMeters(metrics.registry()),
                    pending,
                    () -> self.view().write(),
                    new VoteFollower(tracing, config.log().votes() == Logs.Votes.DEBUG)))
        .compose(this::serve)
        .compose(up -> enter(Lifecycle.READY))
        .onSuccess(ready -> hub.get().syntheticVoter().ifPresent(this::begin))
        .onSuccess(ready -> compressPages());
  }

  /** In the background, before most are asked for. */
  private void compressPages() {
    vertx.executeBlocking(
        () -> {
          pages.join().compress();
          return null;
        },
        false);
  }

  /** In the background: the hub is ready without it. */
  private void begin(SyntheticVoter own) {
    voter.set(own);
    health.reportWarm(own::isWarm);
    synthetic.start(1, i -> own);
  }

  /** Whether the code of the way of a vote is compiled; empty where the hub does not warm up. */
  Optional<Boolean> isWarm() {
    return Optional.ofNullable(voter.get()).map(SyntheticVoter::isWarm);
  }

  private Future<Void> enter(Lifecycle state) {
    lifecycle.set(state);
    return membership().map(Membership::heartbeat).orElseGet(Future::succeededFuture);
  }

  private Optional<Membership> membership() {
    Hub running = hub.get();
    return running == null ? Optional.empty() : running.backend().membership();
  }

  /**
   * Serves health and metrics on a port of their own; started first, so that they can report on the
   * rest.
   */
  private Future<Void> startManagement() {
    if (config.managementPort().isEmpty()) {
      return Future.succeededFuture();
    }
    String host = config.managementHost();
    int port = config.managementPort().get();
    return operations
        .start(1, i -> new ManagementServer(host, port, routes, managementFront()))
        .recover(
            fault ->
                Future.failedFuture(
                    BindErrors.explain(fault, host, port, Setting.MANAGEMENT_PORT)));
  }

  private ManagementServer.Front managementFront() {
    SecurityHeaders headers = new SecurityHeaders(Optional.empty(), false);
    ConnectionBudget budget =
        new ConnectionBudget(
            "management",
            MANAGEMENT_CONNECTIONS,
            ConnectionBudget.freeDescriptors(),
            () -> 0,
            metrics.registry());
    return new ManagementServer.Front(
        budget, headers::put, new EarlyResponses(headers)::unreadable);
  }

  private Future<Void> serve(Hub opened) {
    hub.set(opened);
    Gauge.builder("votehub.event.loop.lag", self, each -> each.lagMs() / 1000.0)
        .description("How long the slowest event loop took to run a task, once a second")
        .baseUnit("seconds")
        .register(metrics.registry());
    Gauge.builder("votehub.event.loop.lag.max", self, each -> each.greatestLagMs() / 1000.0)
        .description("The greatest lag of the event loops in the last minute")
        .baseUnit("seconds")
        .register(metrics.registry());
    Gauge.builder("votehub.connections.limit", () -> config.limits().connections())
        .description("How many WebSockets the instance takes")
        .register(metrics.registry());
    Gauge.builder("votehub.queue.limit", () -> config.limits().queuedVotes())
        .tag("queue", "votes")
        .description("How many entries the queue takes")
        .register(metrics.registry());
    DiskMeters.bindTo(metrics.registry(), config.dataDir());
    Gauge.builder("votehub.rooms", opened, Hub::rooms)
        .description("Rooms with a voter on this instance")
        .register(metrics.registry());
    Gauge.builder("votehub.queue.depth", opened, each -> each.backend().queued().getAsInt())
        .tag("queue", "store")
        .description("Entries waiting to be written")
        .register(metrics.registry());
    opened.backend().meters().bindTo(metrics.registry());
    boolean apart = config.managementPort().isPresent();
    return opened
        .serve(
            Future.fromCompletionStage(pages, vertx.getOrCreateContext()),
            router -> {
              if (!apart) {
                routes.mount(router);
              }
            })
        .onSuccess(up -> registerChecks(opened));
  }

  private void registerChecks(Hub opened) {
    MemoryMeters memory = new MemoryMeters(opened.memory());
    memory.bindTo(metrics.registry());
    health.check("memory", CHECK_TIMEOUT_MS, memory::check);
    health.checkForPages("event-loops", CHECK_TIMEOUT_MS, loops::check);
    health.checkForPages("reading", CHECK_TIMEOUT_MS, opened.backend()::probeReads);
    opened.backend().checks().forEach((id, check) -> health.check(id, CHECK_TIMEOUT_MS, check));
  }

  int port() {
    return hub.get().port();
  }

  /** The public address of the hub, without a trailing slash. */
  String address() {
    String scheme = config.http().tls().isPresent() ? "https" : "http";
    return config.publicUrl().orElse(scheme + "://localhost:" + port());
  }

  /** Registers a step to run before the hub stops. */
  void beforeStop(Supplier<Future<Void>> step) {
    before.set(step);
  }

  /**
   * Refuses new traffic, closes client connections, counts the votes in flight and closes
   * everything, within {@code stop.timeout-ms}.
   */
  Future<Void> stop() {
    Hub running = hub.get();
    // A future of Vert.x would not complete: its event loops are closed by then.
    Promise<Void> stopped = Promise.promise();
    enter(Lifecycle.STOPPING)
        .eventually(before.get())
        .eventually(this::stopSynthetic)
        .eventually(() -> running == null ? Future.<Void>succeededFuture() : running.stop())
        .timeout(Math.max(1, config.stopTimeoutMs()), TimeUnit.MILLISECONDS)
        .onComplete(
            done ->
                closeVertx()
                    .onComplete(
                        gone -> {
                          if (done.succeeded()) {
                            stopped.complete();
                          } else {
                            stopped.fail(done.cause());
                          }
                        }));
    return stopped.future();
  }

  /** The hub stops on its own event loops. */
  private Future<Void> stopSynthetic() {
    Context own = vertx.getOrCreateContext();
    Promise<Void> gone = Promise.promise();
    synthetic.stop().onComplete(done -> own.runOnContext(turn -> gone.handle(done)));
    return gone.future();
  }

  private Future<Void> closeVertx() {
    Promise<Void> gone = Promise.promise();
    operations
        .stop()
        .eventually(tracing::close)
        .onComplete(done -> vertx.close().onComplete(closed -> closeOperators().onComplete(gone)));
    return gone.future();
  }

  private Future<Void> closeOperators() {
    Promise<Void> gone = Promise.promise();
    operators
        .close()
        .onComplete(
            closed -> {
              stopRecording.run();
              metrics.close();
              gone.complete();
            });
    return gone.future();
  }
}
