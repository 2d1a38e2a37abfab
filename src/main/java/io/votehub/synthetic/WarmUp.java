package io.votehub.synthetic;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a hall does first, after the start: an audience of the hub's own comes to a hidden room, all
 * at once and with others in its place, and votes in it, until the hub is warm. It takes half of
 * the time at most, and leaves at once when voters come; once they are calm, it begins anew.
 * Confined to its event loop.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final List<String> METHODS = List.of("single", "multiple", "ranked", "score");

  /** Connections that leave may still be there while these come. */
  static final int JOIN_AT_ONCE = 16;

  private static final int VOTES_AT_ONCE = 32;
  private static final long PAUSE_MS = 1_000;
  private static final long COMPILER_CHECK_MS = 1_000;

  /** Of one CPU; the votes that go on once a second keep it busier than nothing. */
  private static final long COMPILER_RESTS_MS = COMPILER_CHECK_MS / 5;

  private static final int COMPILER_CHECKS = 15;

  /** Then comes another room: joins and votes take turns, and no chain of futures grows long. */
  private static final int STEPS = 100;

  private final Vertx vertx;
  private final TrialRooms rooms;
  private final TrialClient client;
  private final Warmth warmth;
  private final int most;
  private TrialAudience audience;
  private boolean stopped;
  private Promise<Void> pausing = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private boolean begun;

  /**
   * @param most the greatest number of connections at a time
   */
  WarmUp(Vertx vertx, TrialRooms rooms, TrialClient client, Warmth warmth, int most) {
    this.vertx = vertx;
    this.rooms = rooms;
    this.client = client;
    this.warmth = warmth;
    this.most = most;
  }

  /** Begins; to be called on the event loop. */
  void start() {
    begun = true;
    next();
  }

  /** Ends it; completes when nothing is left of it. */
  Future<Void> stop() {
    stopped = true;
    pausing.tryComplete();
    if (audience != null) {
      audience.end();
    }
    return begun ? ended.future() : Future.succeededFuture();
  }

  private boolean isDone() {
    return warmth.hasVotes() && warmth.hasJoins();
  }

  /** One round after the other, for as long as it takes; so not as one chain of futures. */
  private void next() {
    if (stopped) {
      ended.tryComplete();
    } else if (isDone()) {
      warmth.becomeWarm();
      ended.complete();
    } else {
      Future<Void> round = warmth.isCalm() ? round() : Future.succeededFuture();
      round
          .onFailure(fault -> LOG.debug("The hub could not warm up yet", fault))
          .otherwiseEmpty()
          .compose(done -> compilerRests(warmth.compilerMs(), COMPILER_CHECKS))
          .onComplete(done -> next());
    }
  }

  /** A stop does not wait for the end of a pause. */
  private Future<Void> pause(long ms) {
    if (stopped) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    pausing = over;
    long timer = vertx.setTimer(ms, turn -> over.tryComplete());
    return over.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /**
   * Waits until the compiler has little to do. While it is behind, the JVM has code compiled in a
   * way that does not find out how it is used, so that joins and votes would be in vain.
   */
  private Future<Void> compilerRests(long before, int checks) {
    return pause(COMPILER_CHECK_MS)
        .compose(
            waited -> {
              long now = warmth.compilerMs();
              boolean busy = now - before > COMPILER_RESTS_MS && checks > 1 && !stopped;
              return busy ? compilerRests(now, checks - 1) : Future.succeededFuture();
            });
  }

  /** First all come, then others in their place, and those who are there in the end vote. */
  private Future<Void> round() {
    return rooms
        .open(METHODS)
        .onSuccess(opened -> audience = new TrialAudience(client, opened, warmth))
        .compose(opened -> steps(STEPS, this::wantsJoins, this::joins))
        .compose(there -> steps(STEPS, () -> !warmth.hasVotes(), this::votes))
        .eventually(this::leave);
  }

  private boolean wantsJoins() {
    return !warmth.hasJoins() || (!warmth.hasVotes() && audience.size() < most);
  }

  private Future<Void> joins() {
    int number = Math.min(JOIN_AT_ONCE, most);
    audience.leave(audience.size() + number - most);
    return audience.join(number);
  }

  private Future<Void> votes() {
    return audience.vote(VOTES_AT_ONCE);
  }

  /** One step after the other, at most so many, while they are wanted and no voter comes. */
  private Future<Void> steps(int left, BooleanSupplier wanted, Supplier<Future<Void>> step) {
    if (left == 0 || stopped || !warmth.isCalm() || !wanted.getAsBoolean()) {
      return Future.succeededFuture();
    }
    long began = System.nanoTime();
    return step.get().compose(done -> rest(began)).compose(rested -> steps(left - 1, wanted, step));
  }

  /** As long as the work took, so that voters who come meanwhile find half of a CPU at least. */
  private Future<Void> rest(long began) {
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return pause(Math.min(PAUSE_MS, Math.max(1, tookMs)));
  }

  private Future<Void> leave() {
    TrialAudience left = audience;
    audience = null;
    if (left == null) {
      return Future.succeededFuture();
    }
    left.end();
    return rooms.close(left.room());
  }
}
