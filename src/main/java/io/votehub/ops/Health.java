package io.votehub.ops;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of an instance: its lifecycle and the state of each dependency. Dependencies are
 * checked at most once a second, however many probes arrive; the lifecycle is never cached. Safe
 * for use from any thread once all checks are registered.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final long CACHE_MS = 1000;

  private final AtomicReference<Lifecycle> lifecycle;
  private final HealthChecks checks;
  private final Set<String> forPages = new HashSet<>();
  private final MemoizedFuture<List<Check>> shared;
  private volatile boolean lastLogged = true;
  private volatile Optional<BooleanSupplier> warm = Optional.empty();

  /** The state of one dependency; {@code data} holds details and no secrets. */
  public record Check(String id, boolean up, Map<String, Object> data) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("status", statusName(up));
      json.put("data", data);
      return json;
    }
  }

  /**
   * The health at one moment.
   *
   * @param forPages ids of the checks that pages and reads depend on
   * @param warm whether the code of the way of a vote is compiled; empty where that is not known
   */
  public record Report(
      Lifecycle lifecycle, List<Check> checks, Set<String> forPages, Optional<Boolean> warm) {
    /** Whether the instance takes traffic: it is ready and all checks are up. */
    public boolean ready() {
      return lifecycle == Lifecycle.READY && checks.stream().allMatch(Check::up);
    }

    /** Whether the instance serves pages and reads: it is ready and the checks for pages are up. */
    public boolean readyForPages() {
      return lifecycle == Lifecycle.READY
          && checks.stream().filter(check -> forPages.contains(check.id())).allMatch(Check::up);
    }

    /** Whether the instance takes traffic, and as fast as it ever will. */
    public boolean readyAndWarm() {
      return ready() && warm.orElse(true);
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("status", statusName(ready()));
      json.put("state", lifecycle.wire());
      warm.ifPresent(is -> json.put("warm", is));
      json.put("checks", checks.stream().map(Check::toJson).toList());
      return json;
    }
  }

  /**
   * @param lifecycle updated by the owner of the instance
   */
  public Health(Vertx vertx, AtomicReference<Lifecycle> lifecycle) {
    this.lifecycle = lifecycle;
    this.checks = HealthChecks.create(vertx);
    this.shared = new MemoizedFuture<>(CACHE_MS, this::runChecks);
  }

  /** Reports from now on whether the instance is warm, on which nothing but the report depends. */
  public void reportWarm(BooleanSupplier isWarm) {
    warm = Optional.of(isWarm);
  }

  static String statusName(boolean up) {
    return up ? "UP" : "DOWN";
  }

  /**
   * Registers the check of an indispensable dependency.
   *
   * @param id name in the report
   * @param withinMs timeout after which the dependency counts as down
   * @param check fails if the dependency is down; completes with a map of details for the report,
   *     or with anything else for none
   * @return this
   */
  public Health check(String id, long withinMs, Supplier<Future<?>> check) {
    checks.register(id, withinMs, promise -> run(check, promise));
    return this;
  }

  /** Registers a check that pages and reads depend on, too; see {@link #check}. */
  public Health checkForPages(String id, long withinMs, Supplier<Future<?>> check) {
    forPages.add(id);
    return check(id, withinMs, check);
  }

  private static void run(Supplier<Future<?>> check, Promise<Status> promise) {
    long began = System.nanoTime();
    // Inside compose, so that a check that throws counts as failed.
    Future.succeededFuture()
        .compose(start -> check.get())
        .onComplete(
            answer -> {
              JsonObject data = data(answer.result());
              if (answer.succeeded()) {
                data.put("tookMs", (System.nanoTime() - began) / 1_000_000);
                promise.tryComplete(Status.OK(data));
              } else {
                LOG.debug("A health check failed", answer.cause());
                promise.tryComplete(Status.KO(data.put("cause", cause(answer.cause()))));
              }
            });
  }

  private static JsonObject data(Object answer) {
    JsonObject data = new JsonObject();
    if (answer instanceof Map<?, ?> map) {
      map.forEach((key, value) -> data.put(key.toString(), value));
    }
    return data;
  }

  /** Health is public, so only messages of refusals, which are written for clients, are shown. */
  private static String cause(Throwable fault) {
    return fault instanceof Refusal refusal
        ? refusal.getMessage()
        : fault.getClass().getSimpleName();
  }

  /**
   * The current health. Never fails; completes on any thread, within the timeouts of the checks.
   */
  public Future<Report> report() {
    return shared
        .get()
        .map(
            list ->
                new Report(
                    lifecycle.get(),
                    list,
                    Set.copyOf(forPages),
                    warm.map(BooleanSupplier::getAsBoolean)));
  }

  private Future<List<Check>> runChecks() {
    return checks
        .checkStatus()
        .map(Health::checks)
        .otherwise(fault -> List.of(new Check("checks", false, Map.of("cause", cause(fault)))))
        .onSuccess(this::logChange);
  }

  private static List<Check> checks(CheckResult all) {
    List<Check> list = new ArrayList<>();
    if (all.getChecks() != null) {
      all.getChecks().forEach(result -> list.add(check(result)));
    }
    list.sort(Comparator.comparing(Check::id));
    return List.copyOf(list);
  }

  private static Check check(CheckResult result) {
    if (result.getFailure() != null) {
      // Registered checks report failures themselves, so this is a timeout.
      return new Check(result.getId(), false, Map.of("cause", "No answer in time"));
    }
    Map<String, Object> data = result.getData() == null ? Map.of() : result.getData().getMap();
    return new Check(result.getId(), CheckResult.isUp(result), data);
  }

  /** Logs an outage at its begin and its end, not at every probe. */
  private void logChange(List<Check> list) {
    List<String> down = list.stream().filter(check -> !check.up()).map(Check::id).toList();
    boolean up = down.isEmpty();
    if (up != lastLogged) {
      lastLogged = up;
      if (up) {
        LOG.info("All checks are up again");
      } else {
        LOG.warn("Down: {}", String.join(", ", down));
      }
    }
  }
}
