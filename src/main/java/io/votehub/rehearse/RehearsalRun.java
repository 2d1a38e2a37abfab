package io.votehub.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rehearsal of a presenter on this instance: phones in a copy of the room, over the instance's
 * own address. Gives way when people vote. Safe from any thread; use it once.
 */
final class RehearsalRun {
  static final String RUNNING = "running";
  static final String STOPPED = "stopped";
  static final String FAULT = "fault";

  private static final Logger LOG = LoggerFactory.getLogger(RehearsalRun.class);
  private static final String DONE = "done";
  private static final String BUSY = "busy";
  private static final long LONGEST_MS = 60_000;
  private static final long LOOK_MS = 1000;

  /** Votes of others in a second with which the hub is busy. */
  private static final double BUSY_VOTES = 20;

  /** Votes of others in all after which a rehearsal gives way. */
  private static final double GIVE_WAY_VOTES = 200;

  private final Vertx vertx;
  private final Rehearsals.Place place;
  private final Duration duration;
  private final String id;
  private final int voters;
  private final double votesBefore;
  private final DoubleAdder votesElsewhere = new DoubleAdder();
  private volatile Progress progress;
  private volatile String state = RUNNING;
  private volatile String reason = "";
  private volatile Sheet sheet;
  private volatile Rehearsal rehearsal;
  private volatile Optional<String> copy = Optional.empty();

  RehearsalRun(Vertx vertx, Rehearsals.Place place, Duration duration, String id, int voters) {
    this.vertx = vertx;
    this.place = place;
    this.duration = duration;
    this.id = id;
    this.voters = voters;
    this.votesBefore = place.votes().getAsDouble();
  }

  String id() {
    return id;
  }

  /** The code of the copy of the room while there is one. */
  Optional<String> copy() {
    return copy;
  }

  /**
   * Runs it; completes once the copy is deleted, however it ends.
   *
   * @param copied called as soon as there is a copy, so that others can delete it if this instance
   *     cannot
   */
  Future<Void> hold(
      List<Map<String, Object>> polls, Rehearsals.Copies copies, Supplier<Future<?>> copied) {
    return vertx
        .timer(LOOK_MS, TimeUnit.MILLISECONDS)
        .compose(looked -> place.votesPerSecondElsewhere().get())
        .compose(
            elsewhere -> {
              if (place.votes().getAsDouble() - votesBefore + elsewhere > BUSY_VOTES) {
                stop(BUSY);
              }
              return reason.isEmpty()
                  ? copies.make().compose(made -> inCopy(polls, copies, made, copied))
                  : Future.succeededFuture();
            })
        .onFailure(
            fault -> {
              LOG.warn("A presenter's rehearsal failed", fault);
              stop(FAULT);
            })
        .transform(
            any -> {
              state = reason.isEmpty() && sheet != null ? DONE : STOPPED;
              return Future.succeededFuture();
            });
  }

  private Future<Void> inCopy(
      List<Map<String, Object>> polls,
      Rehearsals.Copies copies,
      RehearsalPlan.Room made,
      Supplier<Future<?>> copied) {
    copy = Optional.of(made.code());
    return copied
        .get()
        // Vert.x warns of an instance that is made on a context of another.
        .compose(
            noted ->
                Future.fromCompletionStage(
                    CompletableFuture.supplyAsync(RehearsalRun::phones),
                    vertx.getOrCreateContext()))
        .compose(phones -> rehearse(polls, made, phones).eventually(phones::close))
        .eventually(() -> copies.delete(made.code()))
        .onSuccess(deleted -> copy = Optional.empty())
        .mapEmpty();
  }

  /** Event loops of their own, so that the hub's latencies can be measured. */
  private static Vertx phones() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setPreferNativeTransport(true));
  }

  private Future<Void> rehearse(
      List<Map<String, Object>> polls, RehearsalPlan.Room made, Vertx phones) {
    rehearsal = new Rehearsal(phones, plan(polls, made), this::follow);
    if (!reason.isEmpty()) {
      return rehearsal.stop();
    }
    long guard = phones.setTimer(LONGEST_MS, timer -> stop(FAULT));
    return rehearsal
        .run()
        .onSuccess(found -> sheet = found)
        .onComplete(over -> phones.cancelTimer(guard))
        .mapEmpty();
  }

  private RehearsalPlan plan(List<Map<String, Object>> polls, RehearsalPlan.Room made) {
    URI hub = place.address().get();
    return new RehearsalPlan(
        hub,
        "https".equals(hub.getScheme()),
        List.of(place.metrics().orElse(hub.resolve("/metrics"))),
        voters,
        duration,
        AudienceProfile.HALL,
        Thresholds.DEFAULT,
        Optional.of(made),
        polls.isEmpty()
            ? RehearsalPlan.defaultPolls()
            : polls.stream().map(RehearsalRun::rehearsable).toList());
  }

  /** The poll with results that phones see grow, and votes that they may change. */
  private static Map<String, Object> rehearsable(Map<String, Object> poll) {
    Map<String, Object> copied = new LinkedHashMap<>(poll);
    Map<String, Object> settings = new LinkedHashMap<>();
    if (poll.get("settings") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> settings.put(String.valueOf(name), value));
    }
    settings.put("results", "live");
    settings.put("change", true);
    copied.put("settings", settings);
    return copied;
  }

  private void follow(Progress now) {
    progress = now;
    double others = place.votes().getAsDouble() - votesBefore - now.acked() + votesElsewhere.sum();
    // Votes of phones are counted a moment before they are acknowledged.
    if (others > GIVE_WAY_VOTES + voters) {
      stop(BUSY);
    }
  }

  /** Notes the votes on other instances; to be called once a second. */
  void lookElsewhere() {
    place.votesPerSecondElsewhere().get().onSuccess(votesElsewhere::add);
  }

  /** Ends it early; the first reason counts. */
  synchronized void stop(String why) {
    if (reason.isEmpty()) {
      reason = why;
    }
    Rehearsal running = rehearsal;
    if (running != null) {
      running.stop();
    }
  }

  /** How far it is, or how it went, as the API tells it. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    String now = state;
    json.put("state", now);
    json.put("possible", !RUNNING.equals(now));
    json.put("voters", voters);
    Progress last = progress;
    if (RUNNING.equals(now)) {
      json.put("phase", last == null ? "preparing" : last.phase().name().toLowerCase(Locale.ROOT));
      json.put("present", last == null ? 0 : last.present());
      json.put("acknowledged", last == null ? 0 : last.acked());
      json.put("share", last == null ? 0 : Math.round(last.share() * 100) / 100.0);
    } else if (DONE.equals(now)) {
      json.put("sheet", sheet.toJson(false));
    } else {
      json.put("reason", reason.isEmpty() ? FAULT : reason);
    }
    return json;
  }

  /** The state of one whose instance is gone. */
  static Map<String, Object> lost(Map<String, Object> before) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", STOPPED);
    json.put("possible", true);
    json.put("voters", before.get("voters"));
    json.put("reason", FAULT);
    return json;
  }
}
