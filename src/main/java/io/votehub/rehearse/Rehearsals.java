package io.votehub.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearsals that presenters start on the hub itself: at most {@value #MAX_VOTERS} phones in a copy
 * of their room. One at a time on all instances, for at most a minute, and not while people vote.
 * The instance that is asked for it holds it, and its phones connect to that one; each instance
 * tells how far it is, and can stop it. Safe from any thread.
 */
public final class Rehearsals {
  /** The largest rehearsal; larger ones need another machine. */
  public static final int MAX_VOTERS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);
  private static final Duration DURATION = Duration.ofSeconds(35);
  private static final long RENEW_MS = 1000;
  private static final long LOOK_MS = 250;

  /**
   * Longer than a rehearsal takes to end, and than it takes to notice that its instance is gone.
   */
  private static final int STOP_LOOKS = 60;

  private final Vertx vertx;
  private final Place place;
  private final CurrentRehearsal current;
  private final Duration duration;
  private final AtomicReference<Optional<Own>> own = new AtomicReference<>(Optional.empty());

  /** The rehearsal that this instance holds, or held last. */
  private record Own(RehearsalRun run, Future<Void> ended) {}

  /**
   * The instance as its own phones reach it.
   *
   * @param address a loopback address, once the instance listens
   * @param metrics empty if they are at that address
   * @param votes all votes counted so far on this instance
   * @param votesPerSecondElsewhere on all other instances
   */
  public record Place(
      Supplier<URI> address,
      Optional<URI> metrics,
      DoubleSupplier votes,
      Supplier<Future<Double>> votesPerSecondElsewhere) {}

  /** Makes and deletes the copy of a room. */
  public interface Copies {
    Future<RehearsalPlan.Room> make();

    /** Nothing if there is none with that code. */
    Future<Void> delete(String code);
  }

  public Rehearsals(Vertx vertx, Place place, CurrentRehearsal current) {
    this(vertx, place, current, DURATION);
  }

  Rehearsals(Vertx vertx, Place place, CurrentRehearsal current, Duration duration) {
    this.vertx = vertx;
    this.place = place;
    this.current = current;
    this.duration = duration;
  }

  /**
   * Starts a rehearsal for a room.
   *
   * @param polls of the room, in the form of the HTTP API; may be empty
   * @return its state; fails with {@code busy} while there is one already
   */
  public Future<Map<String, Object>> start(
      String room, int voters, List<Map<String, Object>> polls, Copies copies) {
    RehearsalRun run =
        new RehearsalRun(vertx, place, duration, UUID.randomUUID().toString(), voters);
    return latest(copies)
        .compose(cleared -> current.begin(run.id(), room, run.toJson()))
        .map(
            begun -> {
              if (!begun) {
                throw Refusal.of(ErrorCode.BUSY, "The hub holds a rehearsal already");
              }
              own.set(Optional.of(new Own(run, hold(run, polls, copies))));
              return run.toJson();
            });
  }

  private Future<Void> hold(RehearsalRun run, List<Map<String, Object>> polls, Copies copies) {
    long[] renewedAt = {System.nanoTime()};
    long renewing = vertx.setPeriodic(RENEW_MS, timer -> renew(run, renewedAt));
    return run.hold(polls, copies, () -> current.renew(run.id(), run.copy(), run.toJson()))
        .onComplete(over -> vertx.cancelTimer(renewing))
        .eventually(() -> current.end(run.id(), run.toJson()))
        .onFailure(fault -> LOG.warn("The end of a rehearsal was not noted", fault))
        .otherwiseEmpty();
  }

  private void renew(RehearsalRun run, long[] renewedAt) {
    run.lookElsewhere();
    current
        .renew(run.id(), run.copy(), run.toJson())
        .onComplete(
            done -> {
              long now = System.nanoTime();
              if (done.succeeded()) {
                renewedAt[0] = now;
                obey(run, done.result());
              } else if (now - renewedAt[0]
                  > TimeUnit.MILLISECONDS.toNanos(CurrentRehearsal.LEASE_MS)) {
                run.stop(RehearsalRun.FAULT);
              }
            });
  }

  private static void obey(RehearsalRun run, CurrentRehearsal.Order order) {
    if (order == CurrentRehearsal.Order.STOP) {
      run.stop(RehearsalRun.STOPPED);
    } else if (order == CurrentRehearsal.Order.LOST) {
      run.stop(RehearsalRun.FAULT);
    }
  }

  /** The latest rehearsal; one whose instance is gone is ended, and its copy deleted. */
  private Future<Optional<CurrentRehearsal.Known>> latest(Copies copies) {
    return current
        .read()
        .compose(
            found ->
                found.filter(each -> each.running() && !each.alive()).isPresent()
                    ? clearUp(found.get(), copies).compose(cleared -> current.read())
                    : Future.succeededFuture(found));
  }

  private Future<Void> clearUp(CurrentRehearsal.Known lost, Copies copies) {
    return lost.copy()
        .map(copies::delete)
        .orElseGet(Future::succeededFuture)
        .compose(deleted -> current.end(lost.id(), RehearsalRun.lost(lost.state())));
  }

  /** How far the rehearsal of a room is, or how the last one went. */
  public Future<Map<String, Object>> state(String room, Copies copies) {
    return latest(copies).map(found -> state(room, found));
  }

  private Map<String, Object> state(String room, Optional<CurrentRehearsal.Known> found) {
    if (found.filter(each -> each.room().equals(room)).isEmpty()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("state", "none");
      json.put("possible", found.filter(CurrentRehearsal.Known::running).isEmpty());
      return json;
    }
    CurrentRehearsal.Known known = found.get();
    return held(known)
        .filter(mine -> known.running())
        .map(mine -> mine.run().toJson())
        .orElse(known.state());
  }

  private Optional<Own> held(CurrentRehearsal.Known known) {
    return own.get().filter(mine -> mine.run().id().equals(known.id()));
  }

  /** Ends the rehearsal of a room; completes once its copy is deleted. */
  public Future<Void> stop(String room, Copies copies) {
    return current
        .read()
        .compose(
            found -> {
              if (found.filter(each -> each.running() && each.room().equals(room)).isEmpty()) {
                return Future.succeededFuture();
              }
              CurrentRehearsal.Known known = found.get();
              return held(known)
                  .map(Rehearsals::stop)
                  .orElseGet(
                      () ->
                          current
                              .requestStop(known.id())
                              .compose(asked -> ended(known.id(), copies, STOP_LOOKS)));
            });
  }

  private static Future<Void> stop(Own mine) {
    mine.run().stop(RehearsalRun.STOPPED);
    return mine.ended();
  }

  private Future<Void> ended(String id, Copies copies, int looks) {
    return latest(copies)
        .compose(
            found -> {
              if (found.filter(each -> each.running() && each.id().equals(id)).isEmpty()) {
                return Future.succeededFuture();
              }
              return looks == 0
                  ? Future.failedFuture(
                      Refusal.of(ErrorCode.UNAVAILABLE, "The rehearsal has not ended yet"))
                  : vertx.timer(LOOK_MS).compose(waited -> ended(id, copies, looks - 1));
            });
  }

  /** Ends what this instance holds, before it stops. */
  public Future<Void> close() {
    return own.get().map(Rehearsals::stop).orElseGet(Future::succeededFuture);
  }
}
