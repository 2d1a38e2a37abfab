package io.votehub.ops;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The routes for operators and their tools: {@code /health} and below, {@code /version} and {@code
 * /metrics}. Created once for an instance and mounted on the router of each event loop; safe for
 * use from any thread.
 */
public final class OpsRoutes {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final long CLUSTER_EVERY_MS = 500;
  private static final long CLUSTER_WITHIN_MS = 2000;
  private static final long SCRAPE_EVERY_MS = 100;
  private static final long DETAILS_EVERY_MS = 500;
  private static final long LOOPS_EVERY_MS = 500;

  /** Below the timeout of common probes, 5 seconds. */
  private static final long LOOPS_WITHIN_MS = 3000;

  private final Health health;
  private final Map<String, ?> build;
  private final String version;
  private final Supplier<Map<String, Object>> errors;
  private final Supplier<Map<String, Object>> alerts;
  private final MemoizedFuture<Map<String, Object>> details;
  private final MemoizedFuture<List<InstanceView>> cluster;
  private final MemoizedFuture<String> scrape;
  private final MemoizedFuture<Map<String, Object>> loops;
  // A field, because an executor without references is closed when it is garbage-collected.
  private final WorkerExecutor scraper;

  /**
   * Further reports; each must return at once, on any thread.
   *
   * @param errors the latest errors
   * @param alerts the hub's own alerts
   * @param details process, pools and settings; read on a worker thread
   */
  public record Reports(
      Supplier<Map<String, Object>> errors,
      Supplier<Map<String, Object>> alerts,
      Supplier<Map<String, Object>> details) {}

  /**
   * @param vertx runs the work of these routes; best one whose event loops clients cannot block
   * @param eventLoops asks the event loops that serve clients
   * @param cluster supplies the state of all instances; if it fails or times out, the cluster
   *     counts as down
   */
  public OpsRoutes(
      Vertx vertx,
      Health health,
      Version version,
      Metrics metrics,
      EventLoopCheck eventLoops,
      Supplier<Future<List<InstanceView>>> cluster,
      Reports reports) {
    this.health = health;
    this.build = version.toJson();
    this.version = Json.write(build);
    this.errors = reports.errors();
    this.alerts = reports.alerts();
    this.cluster =
        new MemoizedFuture<>(
            CLUSTER_EVERY_MS,
            () -> {
              Future<List<InstanceView>> views = cluster.get();
              return views.timeout(CLUSTER_WITHIN_MS, TimeUnit.MILLISECONDS);
            });
    this.loops =
        new MemoizedFuture<>(
            LOOPS_EVERY_MS,
            () -> eventLoops.check().timeout(LOOPS_WITHIN_MS, TimeUnit.MILLISECONDS));
    // A separate thread, so that scrapes and the store's work do not delay each other.
    this.scraper = vertx.createSharedWorkerExecutor("votehub-metrics", 1);
    this.details =
        new MemoizedFuture<>(
            DETAILS_EVERY_MS, () -> scraper.executeBlocking(reports.details()::get, false));
    this.scrape =
        new MemoizedFuture<>(
            SCRAPE_EVERY_MS, () -> scraper.executeBlocking(metrics::scrape, false));
  }

  /** Adds the routes reserved for the management port; call it before {@link #mount}. */
  void mountForOperators(Router router) {
    get(router, "/health/errors", context -> answer(context, 200, errors.get()));
    get(router, "/health/detailed", context -> detailed(context, true));
  }

  /** Adds the routes to a router. */
  public void mount(Router router) {
    get(router, "/health/detailed", context -> detailed(context, false));
    get(router, "/health/alerts", context -> answer(context, 200, alerts.get()));
    get(router, "/health/live", this::live);
    get(router, "/health/ready", this::ready);
    get(router, "/health/cluster", this::cluster);
    get(router, "/health", this::health);
    get(router, "/version", context -> send(context, 200, JSON, version));
    get(router, "/metrics", this::metrics);
  }

  /**
   * Matches the exact path: a proxy rule that blocks {@code /metrics} does not cover {@code
   * /metrics/}.
   */
  private static void get(Router router, String path, Consumer<RoutingContext> answer) {
    Handler<RoutingContext> exactly =
        context -> {
          if (path.equals(context.request().path())) {
            answer.accept(context);
          } else {
            context.fail(404);
          }
        };
    router.get(path).handler(exactly);
    router.head(path).handler(exactly);
  }

  private void live(RoutingContext context) {
    onCallerContext(
        loops.get(),
        all -> answer(context, 200, Map.of("status", "UP")),
        blocked -> answer(context, 503, Map.of("status", "DOWN", "cause", "event-loops")));
  }

  private void ready(RoutingContext context) {
    onCallerContext(
        health.report(),
        report -> {
          boolean ready = isReady(report, context.request().getParam("for"));
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("status", Health.statusName(ready));
          json.put("state", report.lifecycle().wire());
          answer(context, ready ? 200 : 503, json);
        },
        fault -> down(context));
  }

  private static boolean isReady(Health.Report report, String purpose) {
    if ("pages".equals(purpose)) {
      return report.readyForPages();
    }
    return "warm".equals(purpose) ? report.readyAndWarm() : report.ready();
  }

  private void health(RoutingContext context) {
    onCallerContext(
        health.report(),
        report -> answer(context, report.ready() ? 200 : 503, report.toJson()),
        fault -> down(context));
  }

  /** Never 503: it is for people, who want to read it above all while something is down. */
  private void detailed(RoutingContext context, boolean withSettings) {
    onCallerContext(
        Future.all(health.report(), details.get(), loops.get().otherwise(Map.of())),
        all -> {
          Health.Report report = all.resultAt(0);
          Map<String, Object> json = new LinkedHashMap<>(report.toJson());
          json.put("version", build);
          json.put("eventLoops", all.resultAt(2));
          json.putAll(all.resultAt(1));
          if (!withSettings) {
            json.remove("settings");
          }
          answer(context, 200, json);
        },
        fault -> down(context));
  }

  private void cluster(RoutingContext context) {
    onCallerContext(
        cluster.get(),
        views -> {
          boolean up = !views.isEmpty() && views.stream().allMatch(InstanceView::up);
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("status", Health.statusName(up));
          json.put("instances", views.stream().map(InstanceView::toJson).toList());
          answer(context, 200, json);
        },
        fault -> answer(context, 503, Map.of("status", "DOWN", "instances", List.of())));
  }

  private void metrics(RoutingContext context) {
    onCallerContext(
        scrape.get(), text -> send(context, 200, PROMETHEUS, text), fault -> down(context));
  }

  /** A shared result completes on the event loop of its first caller. */
  private static <T> void onCallerContext(
      Future<T> answer, Consumer<T> then, Consumer<Throwable> otherwise) {
    Context own = Vertx.currentContext();
    answer.onComplete(
        done ->
            own.runOnContext(
                turn -> {
                  if (done.succeeded()) {
                    then.accept(done.result());
                  } else {
                    otherwise.accept(done.cause());
                  }
                }));
  }

  private static void down(RoutingContext context) {
    answer(context, 503, Map.of("status", "DOWN"));
  }

  private static void answer(RoutingContext context, int status, Map<String, Object> json) {
    send(context, status, JSON, Json.write(json));
  }

  private static void send(RoutingContext context, int status, String type, String text) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", type)
          .putHeader("Cache-Control", "no-store")
          .end(text);
    }
  }
}
