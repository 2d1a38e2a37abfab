package io.votehub.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearsals that presenters start on the hub itself: at most {@value #MAX_VOTERS} phones in a copy
 * of their room, over the hub's own address. One at a time, for at most a minute, and not while
 * people vote. Safe from any thread.
 */
public final class Rehearsals {
  /** The largest rehearsal; larger ones need another machine. */
  public static final int MAX_VOTERS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);
  private static final Duration DURATION = Duration.ofSeconds(35);
  private static final long LONGEST_MS = 60_000;
  private static final long LOOK_MS = 1000;

  /** Votes of others in a second with which the hub is busy. */
  private static final double BUSY_VOTES = 20;

  /** Votes of others in all after which a rehearsal gives way. */
  private static final double GIVE_WAY_VOTES = 200;

  private static final String STOPPED = "stopped";
  private static final String BUSY = "busy";
  private static final String FAULT = "fault";

  private final Vertx vertx;
  private final Optional<Place> place;
  private final Duration duration;
  private Run current;

  /**
   * The hub as its own phones reach it.
   *
   * @param address a loopback address, once the hub listens
   * @param metrics empty if they are at that address
   * @param votes all votes counted so far
   */
  public record Place(Supplier<URI> address, Optional<URI> metrics, DoubleSupplier votes) {}

  /** Makes and deletes the copy of a room. */
  public interface Copies {
    Future<RehearsalPlan.Room> make();

    Future<Void> delete(RehearsalPlan.Room copy);
  }

  /**
   * @param place empty where rehearsals are not possible, because there are several instances
   */
  public Rehearsals(Vertx vertx, Optional<Place> place) {
    this(vertx, place, DURATION);
  }

  Rehearsals(Vertx vertx, Optional<Place> place, Duration duration) {
    this.vertx = vertx;
    this.place = place;
    this.duration = duration;
  }

  /** One rehearsal, running or over. */
  private static final class Run {
    private final String room;
    private final int voters;
    private final double votesBefore;
    private volatile Progress progress;
    private volatile String state = "running";
    private volatile String reason = "";
    private volatile Sheet sheet;
    private volatile Rehearsal rehearsal;
    private volatile Future<Void> cleared = Future.succeededFuture();

    Run(String room, int voters, double votesBefore) {
      this.room = room;
      this.voters = voters;
      this.votesBefore = votesBefore;
    }

    boolean isRunning() {
      return "running".equals(state);
    }

    void stop(String why) {
      if (reason.isEmpty()) {
        reason = why;
      }
      Rehearsal running = rehearsal;
      if (running != null) {
        running.stop();
      }
    }
  }

  /**
   * Starts a rehearsal for a room.
   *
   * @param polls of the room, in the form of the HTTP API; may be empty
   * @throws Refusal {@code busy} while there is one already, {@code bad-request} where it is not
   *     possible
   */
  public synchronized Map<String, Object> start(
      String room, int voters, List<Map<String, Object>> polls, Copies copies) {
    Place at =
        place.orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.BAD_REQUEST,
                    "A hub of several instances is rehearsed by its operator: votehub rehearse"));
    if (current != null && current.isRunning()) {
      throw Refusal.of(ErrorCode.BUSY, "The hub holds a rehearsal already");
    }
    Run run = new Run(room, voters, at.votes().getAsDouble());
    current = run;
    run.cleared = hold(run, at, polls, copies);
    return state(room);
  }

  private Future<Void> hold(Run run, Place at, List<Map<String, Object>> polls, Copies copies) {
    return vertx
        .timer(LOOK_MS, TimeUnit.MILLISECONDS)
        .compose(
            looked -> {
              if (at.votes().getAsDouble() - run.votesBefore > BUSY_VOTES) {
                run.stop(BUSY);
              }
              return run.reason.isEmpty()
                  ? copies.make().compose(copy -> inCopy(run, at, polls, copies, copy))
                  : Future.succeededFuture();
            })
        .onFailure(
            fault -> {
              LOG.warn("A presenter's rehearsal failed", fault);
              run.stop(FAULT);
            })
        .transform(
            any -> {
              run.state = run.reason.isEmpty() && run.sheet != null ? "done" : STOPPED;
              return Future.succeededFuture();
            });
  }

  private Future<Void> inCopy(
      Run run, Place at, List<Map<String, Object>> polls, Copies copies, RehearsalPlan.Room copy) {
    // Vert.x warns of an instance that is made on a context of another.
    return Future.fromCompletionStage(
            CompletableFuture.supplyAsync(Rehearsals::phones), vertx.getOrCreateContext())
        .compose(phones -> hold(run, at, polls, copy, phones).eventually(phones::close))
        .eventually(() -> copies.delete(copy))
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

  private Future<Void> hold(
      Run run, Place at, List<Map<String, Object>> polls, RehearsalPlan.Room copy, Vertx phones) {
    URI hub = at.address().get();
    RehearsalPlan plan =
        new RehearsalPlan(
            hub,
            "https".equals(hub.getScheme()),
            List.of(at.metrics().orElse(hub.resolve("/metrics"))),
            run.voters,
            duration,
            AudienceProfile.HALL,
            Thresholds.DEFAULT,
            Optional.of(copy),
            polls.isEmpty()
                ? RehearsalPlan.defaultPolls()
                : polls.stream().map(Rehearsals::rehearsable).toList());
    Rehearsal rehearsal = new Rehearsal(phones, plan, progress -> follow(run, at, progress));
    run.rehearsal = rehearsal;
    if (!run.reason.isEmpty()) {
      return rehearsal.stop();
    }
    long guard = phones.setTimer(LONGEST_MS, timer -> run.stop(FAULT));
    return rehearsal
        .run()
        .onSuccess(sheet -> run.sheet = sheet)
        .onComplete(over -> phones.cancelTimer(guard))
        .mapEmpty();
  }

  private static void follow(Run run, Place at, Progress progress) {
    run.progress = progress;
    double others = at.votes().getAsDouble() - run.votesBefore - progress.acked();
    // Votes of phones are counted a moment before they are acknowledged.
    if (others > GIVE_WAY_VOTES + run.voters) {
      run.stop(BUSY);
    }
  }

  /** The poll with results that phones see grow, and votes that they may change. */
  private static Map<String, Object> rehearsable(Map<String, Object> poll) {
    Map<String, Object> copy = new LinkedHashMap<>(poll);
    Map<String, Object> settings = new LinkedHashMap<>();
    if (poll.get("settings") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> settings.put(String.valueOf(name), value));
    }
    settings.put("results", "live");
    settings.put("change", true);
    copy.put("settings", settings);
    return copy;
  }

  /** How far the rehearsal of a room is, or how the last one went. */
  public synchronized Map<String, Object> state(String room) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (place.isEmpty() || current == null || !current.room.equals(room)) {
      json.put("state", "none");
      json.put("possible", place.isPresent() && (current == null || !current.isRunning()));
      return json;
    }
    Run run = current;
    json.put("state", run.state);
    json.put("possible", !run.isRunning());
    json.put("voters", run.voters);
    Progress progress = run.progress;
    if (run.isRunning()) {
      json.put(
          "phase",
          progress == null ? "preparing" : progress.phase().name().toLowerCase(Locale.ROOT));
      json.put("present", progress == null ? 0 : progress.present());
      json.put("acknowledged", progress == null ? 0 : progress.acked());
      json.put("share", progress == null ? 0 : Math.round(progress.share() * 100) / 100.0);
    } else if (!run.reason.isEmpty()) {
      json.put("reason", run.reason);
    } else {
      json.put("sheet", run.sheet.toJson(false));
    }
    return json;
  }

  /** Ends the rehearsal of a room; completes once its copy is deleted. */
  public Future<Void> stop(String room) {
    Run run;
    synchronized (this) {
      run = current;
    }
    if (run == null || !run.room.equals(room) || !run.isRunning()) {
      return Future.succeededFuture();
    }
    run.stop(STOPPED);
    return run.cleared;
  }

  /** Ends whatever runs, before the hub stops. */
  public Future<Void> close() {
    Run run;
    synchronized (this) {
      run = current;
    }
    return run == null ? Future.succeededFuture() : stop(run.room);
  }
}
