package io.votehub.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Rehearses an evening on a hub: phones arrive, hold some polls of which most votes come in the
 * last second, and sleep in between. At the end what was acknowledged is compared with what was
 * counted, and the room or the polls of the rehearsal are deleted, however it ends.
 *
 * <p>Use it once. The phones respect the hub's limits per voter, and need none of them lifted.
 */
public final class Rehearsal {
  private static final long LOOK_MS = 100;
  private static final long SECOND_MS = 1000;
  private static final int HUB_EVERY_SECONDS = 2;
  private static final long ARRIVE_LATE_MS = 20_000;
  private static final long CLOSE_LATE_MS = 30_000;
  private static final long ACK_LATE_MS = 15_000;

  private final Vertx vertx;
  private final RehearsalPlan plan;
  private final Consumer<Progress> listener;
  private final Context own;
  private final HubCalls calls;
  private final RehearsalRoom room;
  private final HubLoad load;
  private final GeneratorLoad generator = new GeneratorLoad();
  private final Measurements measured = new Measurements();
  private final List<PhoneBlock> blocks = new ArrayList<>();
  private final List<RoundOutcome> outcomes = new ArrayList<>();
  private final List<Sheet.Second> timeline = new ArrayList<>();
  private final Promise<Sheet> done = Promise.promise();
  private final long startedAt = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();
  private Progress.Phase phase = Progress.Phase.PREPARING;
  private long ackedBefore;
  private long ticker = -1;
  private volatile boolean stopped;
  private volatile boolean started;

  /**
   * @param listener hears of the progress once a second, on the rehearsal's own context
   */
  public Rehearsal(Vertx vertx, RehearsalPlan plan, Consumer<Progress> listener) {
    this.vertx = vertx;
    this.plan = plan;
    this.listener = listener;
    this.own = vertx.getOrCreateContext();
    this.calls = new HubCalls(vertx, plan.hub(), plan.trustAll());
    this.room = new RehearsalRoom(plan, calls);
    this.load = new HubLoad(calls, plan.metrics());
  }

  /**
   * Runs the rehearsal; completes with its sheet once everything is cleared up, also where it ended
   * early. Fails only if nothing could be measured: no room, no hub.
   */
  public Future<Sheet> run() {
    started = true;
    own.runOnContext(turn -> begin());
    return done.future();
  }

  /** Ends the rehearsal early. Completes once everything is cleared up. Safe from any thread. */
  public Future<Void> stop() {
    stopped = true;
    return started ? done.future().transform(any -> Future.succeededFuture()) : calls.close();
  }

  private void begin() {
    room.prepare()
        .compose(ready -> measureIdleHub())
        .compose(ready -> join())
        .compose(ready -> hold(0))
        .onComplete(ended -> end(ended.failed() ? String.valueOf(ended.cause().getMessage()) : ""));
  }

  private void end(String fault) {
    phase = Progress.Phase.ENDING;
    boolean nothing = blocks.isEmpty();
    vertx.cancelTimer(ticker);
    second();
    Future.join(blocks.stream().map(block -> vertx.undeploy(block.deploymentID())).toList())
        .eventually(room::clear)
        .eventually(calls::close)
        .onComplete(
            cleared -> {
              if (nothing) {
                done.fail(new IllegalStateException(fault));
              } else {
                done.complete(sheet(fault));
              }
            });
  }

  /** Two readings, because only their difference says how busy the CPUs are without phones. */
  private Future<Void> measureIdleHub() {
    return load.read()
        .compose(read -> load.isKnown() ? pause(SECOND_MS) : Future.succeededFuture())
        .compose(rested -> load.read());
  }

  private Future<Void> join() {
    phase = Progress.Phase.JOINING;
    ticker = vertx.setPeriodic(SECOND_MS, timer -> second());
    int count =
        Math.min(plan.voters(), Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    List<Future<?>> deployed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size = plan.voters() / count + (i < plan.voters() % count ? 1 : 0);
      PhoneBlock block =
          new PhoneBlock(plan, room.room(), Map.copyOf(room.rounds()), measured, size);
      deployed.add(vertx.deployVerticle(block).onSuccess(id -> blocks.add(block)));
    }
    return Future.all(deployed)
        .compose(
            up ->
                until(
                    () -> Future.succeededFuture(measured.arrived.sum() >= plan.voters()),
                    plan.arrivalMs() + ARRIVE_LATE_MS))
        .mapEmpty();
  }

  private Future<Void> hold(int round) {
    if (round == plan.rounds()) {
      return Future.succeededFuture();
    }
    phase = Progress.Phase.VOTING;
    RoundBallots ballots = List.copyOf(room.rounds().values()).get(round);
    return room.open(ballots.poll())
        .compose(open -> pause(plan.openSeconds() * SECOND_MS))
        .compose(over -> until(() -> room.isClosed(ballots.poll()), CLOSE_LATE_MS))
        .compose(
            closed ->
                closed
                    ? until(this::nobodyWaits, ACK_LATE_MS)
                    : Future.failedFuture("A poll did not close within 30 s of its time"))
        .compose(settled -> votes(ballots))
        .compose(votes -> room.compare(ballots, votes))
        .onSuccess(outcomes::add)
        .compose(
            compared ->
                round + 1 < plan.rounds() ? pause(plan.pauseMs()) : Future.succeededFuture())
        .compose(rested -> hold(round + 1));
  }

  private Future<Boolean> nobodyWaits() {
    List<Future<Integer>> waiting = blocks.stream().map(PhoneBlock::waiting).toList();
    return Future.all(waiting).map(all -> waiting.stream().allMatch(each -> each.result() == 0));
  }

  private Future<RoundVotes> votes(RoundBallots ballots) {
    List<Future<RoundVotes>> votes = blocks.stream().map(block -> block.votes(ballots)).toList();
    return Future.all(votes)
        .map(
            all ->
                votes.stream()
                    .map(Future::result)
                    .reduce(RoundVotes.none(ballots.size()), RoundVotes::plus));
  }

  private Future<Void> pause(long ms) {
    return until(() -> Future.succeededFuture(false), ms).mapEmpty();
  }

  /** Looks until it is so or the time is over; whether it is so. Fails once it is told to stop. */
  private Future<Boolean> until(Supplier<Future<Boolean>> condition, long ms) {
    Promise<Boolean> end = Promise.promise();
    look(condition, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms), end);
    return end.future();
  }

  private void look(Supplier<Future<Boolean>> condition, long until, Promise<Boolean> end) {
    if (stopped) {
      end.fail("It was stopped");
      return;
    }
    condition
        .get()
        .onFailure(end::fail)
        .onSuccess(
            so -> {
              long leftMs = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
              if (so || leftMs <= 0) {
                end.complete(so);
              } else {
                vertx.setTimer(
                    Math.min(LOOK_MS, leftMs),
                    timer -> own.runOnContext(t -> look(condition, until, end)));
              }
            });
  }

  private void second() {
    long acked = measured.acked.sum();
    measured.joins.endSecond();
    measured.loopLag.endSecond();
    timeline.add(
        new Sheet.Second(
            timeline.size(),
            measured.present.sum(),
            acked - ackedBefore,
            measured.acks.endSecond(),
            measured.tallies.endSecond(),
            load.cpu()));
    ackedBefore = acked;
    if (timeline.size() % HUB_EVERY_SECONDS == 0) {
      generator.read();
      load.read();
    }
    listener.accept(progress());
  }

  private Progress progress() {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    int rounds = plan.rounds();
    int round = phase == Progress.Phase.VOTING ? Math.min(rounds, outcomes.size() + 1) : 0;
    return new Progress(
        phase,
        measured.present.sum(),
        plan.voters(),
        measured.acked.sum(),
        round,
        rounds,
        Math.min(1, seconds / Math.max(1, plan.duration().toSeconds())));
  }

  private Sheet sheet(String fault) {
    Map<String, Latencies.Summary> latencies = new LinkedHashMap<>();
    latencies.put("ack", measured.acks.summary());
    latencies.put("tally", measured.tallies.summary());
    latencies.put("join", measured.joins.summary());
    GeneratorLoad.View view =
        generator.view(
            measured.loopLag.summary(), GeneratorLoad.isThisMachine(plan.hub().getHost()));
    Assessment assessment = new Assessment(plan, measured, outcomes, latencies);
    List<Sheet.Check> checks = assessment.checks();
    List<HubLoad.Resource> resources = load.resources(plan.voters());
    boolean passed = fault.isEmpty() && checks.stream().allMatch(Sheet.Check::passed);
    return new Sheet(
        plan.hub().toString(),
        startedAt,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos),
        plan.voters(),
        plan.profile(),
        checks,
        latencies,
        assessment.counts(),
        measured.refusals(),
        outcomes,
        resources,
        view,
        Assessment.capacity(plan.voters(), passed, resources, view),
        timeline,
        fault);
  }
}
