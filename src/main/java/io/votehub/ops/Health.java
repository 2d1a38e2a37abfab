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
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an instance can do its work: where it stands in its life, and how each thing it depends
 * on is. The dependencies are asked at most once a second, however many probes come; where the
 * instance stands is never cached. Safe from any thread, once its checks are added.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final long ASK_EVERY_MS = 1000;

  private final AtomicReference<Lifecycle> lifecycle;
  private final HealthChecks checks;
  private final Set<String> forPages = new HashSet<>();
  private final MemoizedFuture<List<Check>> shared;
  private volatile boolean told = true;

  /** One dependency's state; {@code data} says more, and nothing that is secret. */
  public record Check(String id, boolean up, Map<String, Object> data) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("status", word(up));
      json.put("data", data);
      return json;
    }
  }

  /**
   * Everything at one moment.
   *
   * @param forPages the checks that pages and reading depend on
   */
  public record Report(Lifecycle lifecycle, List<Check> checks, Set<String> forPages) {
    /** Whether the instance takes traffic: it is ready, and all that it depends on is up. */
    public boolean ready() {
      return lifecycle == Lifecycle.READY && checks.stream().allMatch(Check::up);
    }

    /** Whether it serves pages and what is read: ready, and up what these depend on. */
    public boolean readyForPages() {
      return lifecycle == Lifecycle.READY
          && checks.stream().filter(check -> forPages.contains(check.id())).allMatch(Check::up);
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("status", word(ready()));
      json.put("state", lifecycle.wire());
      json.put("checks", checks.stream().map(Check::toJson).toList());
      return json;
    }
  }

  /**
   * @param lifecycle set by whoever starts and stops the instance
   */
  public Health(Vertx vertx, AtomicReference<Lifecycle> lifecycle) {
    this.lifecycle = lifecycle;
    this.checks = HealthChecks.create(vertx);
    this.shared = new MemoizedFuture<>(ASK_EVERY_MS, this::ask);
  }

  static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }

  /**
   * Adds a thing that the instance cannot do without.
   *
   * @param id its name in the report
   * @param withinMs after which silence means that it is down
   * @param check fails, or completes with what the report shows as its data: a map, or anything
   *     else for none
   * @return this
   */
  public Health check(String id, long withinMs, Supplier<Future<?>> check) {
    checks.register(id, withinMs, promise -> run(check, promise));
    return this;
  }

  /** Adds one that pages and reading cannot do without, either; see the other. */
  public Health checkForPages(String id, long withinMs, Supplier<Future<?>> check) {
    forPages.add(id);
    return check(id, withinMs, check);
  }

  private static void run(Supplier<Future<?>> check, Promise<Status> promise) {
    long began = System.nanoTime();
    // A check that throws is one that fails.
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

  /** Health is open to everyone, and only refusals are written for everyone to read. */
  private static String cause(Throwable fault) {
    return fault instanceof Refusal refusal
        ? refusal.getMessage()
        : fault.getClass().getSimpleName();
  }

  /** How the instance is. Never fails; completes on any thread, within the checks' time-outs. */
  public Future<Report> report() {
    return shared.get().map(list -> new Report(lifecycle.get(), list, Set.copyOf(forPages)));
  }

  private Future<List<Check>> ask() {
    return checks
        .checkStatus()
        .map(Health::checks)
        .otherwise(fault -> List.of(new Check("checks", false, Map.of("cause", cause(fault)))))
        .onSuccess(this::tellChange);
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
      // Our own checks answer failures themselves; what is left is the time-out.
      return new Check(result.getId(), false, Map.of("cause", "No answer in time"));
    }
    Map<String, Object> data = result.getData() == null ? Map.of() : result.getData().getMap();
    return new Check(result.getId(), CheckResult.isUp(result), data);
  }

  /** An outage is told when it begins and when it ends, not at every probe. */
  private void tellChange(List<Check> list) {
    List<String> down = list.stream().filter(check -> !check.up()).map(Check::id).toList();
    boolean up = down.isEmpty();
    if (up != told) {
      told = up;
      if (up) {
        LOG.info("All checks are up again");
      } else {
        LOG.warn("Down: {}", String.join(", ", down));
      }
    }
  }
}
