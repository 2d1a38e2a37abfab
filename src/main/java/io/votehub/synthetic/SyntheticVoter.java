package io.votehub.synthetic;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.synthetic.SyntheticMeters.Failure;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Votes about once a second in a hidden room of its own, and waits for the tally on a second
 * connection, a screen's. The time between is measured; a vote that is not seen in time has failed,
 * and the next comes over new connections. Now and then it moves to another room, so that no
 * journal grows for ever. Warms the hub up first ({@link WarmUp}).
 *
 * <p>Deploy one per instance, best where clients cannot block it, and undeploy it before the
 * servers. Its start and its stop never fail.
 */
public final class SyntheticVoter extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SyntheticVoter.class);
  private static final long STOP_WITHIN_MS = 2_000;
  private static final long RETRY_MS = 1_000;
  private static final int OWN_CONNECTIONS = 4;

  private enum State {
    /** Without a room, or on the way into one. */
    AWAY,
    RESTING,
    WAITING
  }

  private final Place place;
  private final SyntheticOptions options;
  private final SyntheticMeters meters;
  private final Warmth warmth;
  private TrialRooms rooms;
  private TrialClient client;
  private WarmUp warmUp;
  private TrialRoom room;
  private TrialSocket voter;
  private TrialSocket screen;
  private long roomSince;
  private long sentAt;
  private long seenRev;
  private int votes;
  private long timer = -1;
  private State state = State.AWAY;
  private boolean stopped;
  private Future<Void> changing = Future.succeededFuture();

  /**
   * @param votes the votes of voters counted since the start
   * @param connections the connections of voters opened since the start
   */
  public SyntheticVoter(
      Place place,
      SyntheticOptions options,
      MeterRegistry registry,
      LongSupplier votes,
      LongSupplier connections) {
    this.place = place;
    this.options = options;
    Warmth.Activity activity = new Warmth.Activity(votes, connections, SyntheticVoter::compilerMs);
    Warmth.Needed needed = new Warmth.Needed(options.warmVotes(), options.warmJoins());
    warmth = new Warmth(activity, needed, System::nanoTime);
    meters = new SyntheticMeters(registry, warmth::isWarm, System::nanoTime);
  }

  private static long compilerMs() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
        ? 0
        : compiler.getTotalCompilationTime();
  }

  /** Whether the code of joins and votes is compiled. Safe from any thread. */
  public boolean isWarm() {
    return warmth.isWarm();
  }

  @Override
  public Future<?> start() {
    rooms = new TrialRooms(vertx, place);
    int connections = options.audience() + WarmUp.JOIN_AT_ONCE + OWN_CONNECTIONS;
    client = new TrialClient(vertx, place, connections);
    warmUp = new WarmUp(vertx, rooms, client, warmth, options.audience());
    rooms
        .removeLeft()
        .onComplete(
            done -> {
              begin();
              warmUp.start();
            });
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return Future.join(warmUp.stop(), changing)
        .eventually(this::leave)
        .timeout(STOP_WITHIN_MS, TimeUnit.MILLISECONDS)
        .eventually(client::close)
        .otherwiseEmpty();
  }

  /** Enters a new room, and votes there. */
  private void begin() {
    if (stopped) {
      return;
    }
    meters.due();
    changing =
        rooms
            .open(List.of("single"))
            .onSuccess(this::entered)
            .compose(opened -> client.join(opened, true, new Screen()))
            .onSuccess(joined -> screen = joined)
            .compose(joined -> client.join(room, false, new Phone()))
            .onSuccess(joined -> voter = joined)
            .<Void>mapEmpty()
            .onSuccess(ready -> vote())
            .recover(
                fault -> {
                  LOG.debug("The hub's own voter has no room yet", fault);
                  return fail(Failure.DISCONNECTED);
                });
  }

  private void entered(TrialRoom opened) {
    room = opened;
    roomSince = System.nanoTime();
    seenRev = 0;
  }

  private void vote() {
    if (stopped) {
      return;
    }
    meters.due();
    state = State.WAITING;
    sentAt = System.nanoTime();
    timer = vertx.setTimer(options.withinMs(), late -> failed(Failure.TIMEOUT));
    voter.send(TrialBallots.message(room.polls().get(0), votes++));
  }

  private final class Phone implements TrialSocket.Listener {
    @Override
    public void heard(String text) {
      if (TrialSocket.isError(text)) {
        failed(Failure.REFUSED);
      }
    }

    @Override
    public void closed() {
      failed(Failure.DISCONNECTED);
    }
  }

  private final class Screen implements TrialSocket.Listener {
    @Override
    public void heard(String text) {
      if (state == State.WAITING && text.startsWith("{\"type\":\"tally\"")) {
        tally(rev(text), System.nanoTime());
      }
    }

    @Override
    public void closed() {
      failed(Failure.DISCONNECTED);
    }
  }

  private void tally(long rev, long now) {
    if (rev > seenRev) {
      seenRev = rev;
      state = State.RESTING;
      vertx.cancelTimer(timer);
      meters.seen(now - sentAt);
      warmth.voted();
      timer = vertx.setTimer(options.intervalMs(), turn -> next());
    }
  }

  private static long rev(String text) {
    try {
      return Json.readObject(text).get("rev") instanceof Number rev ? rev.longValue() : 0;
    } catch (BadJsonException unreadable) {
      return 0;
    }
  }

  private void next() {
    if (System.nanoTime() - roomSince > TimeUnit.MILLISECONDS.toNanos(options.roomMs())) {
      changing = leave().compose(gone -> rooms.removeLeft());
      changing.onComplete(done -> begin());
    } else {
      vote();
    }
  }

  private void failed(Failure why) {
    if (!stopped && state != State.AWAY) {
      changing = fail(why);
    }
  }

  /** Counts a failure, and begins anew a little later. */
  private Future<Void> fail(Failure why) {
    vertx.cancelTimer(timer);
    if (stopped) {
      return Future.succeededFuture();
    }
    meters.failed(why);
    meters.due();
    timer = vertx.setTimer(RETRY_MS, turn -> begin());
    return leave();
  }

  private Future<Void> leave() {
    state = State.AWAY;
    if (voter != null) {
      voter.leave();
    }
    if (screen != null) {
      screen.leave();
    }
    voter = null;
    screen = null;
    TrialRoom left = room;
    room = null;
    return left == null ? Future.succeededFuture() : rooms.close(left);
  }
}
