package io.votehub.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The simulated phones of one event loop; they arrive one after the other. */
final class PhoneBlock extends VerticleBase {
  private static final long ADMIT_INTERVAL_MS = 20;
  private static final int MAX_CONNECTING = 200;
  private static final int CONNECT_TIMEOUT_MS = 15_000;
  private static final long LAG_INTERVAL_MS = 100;
  private static final long SHORTEST_TIMER_MS = 1;

  private final RehearsalPlan plan;
  private final RehearsalPlan.Room room;
  private final Map<String, RoundBallots> rounds;
  private final Measurements measured;
  private final int size;
  private final double perTick;
  private final List<Phone> phones = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom();
  private final boolean tls;
  private final int port;
  private WebSocketClient client;
  private int connecting;
  private double admitted;
  private long lagExpectedAt;
  private long clockAheadMs = Long.MIN_VALUE;

  /**
   * @param rounds the ballots of each poll, by its id
   * @param size number of phones
   */
  PhoneBlock(
      RehearsalPlan plan,
      RehearsalPlan.Room room,
      Map<String, RoundBallots> rounds,
      Measurements measured,
      int size) {
    this.plan = plan;
    this.room = room;
    this.rounds = rounds;
    this.measured = measured;
    this.size = size;
    this.perTick = Math.max(0.02, size * (double) ADMIT_INTERVAL_MS / plan.arrivalMs());
    this.tls = "https".equals(plan.hub().getScheme());
    this.port = plan.hub().getPort() > 0 ? plan.hub().getPort() : tls ? 443 : 80;
  }

  @Override
  public Future<?> start() {
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(size)
                .setSsl(tls)
                .setTrustAll(plan.trustAll())
                .setVerifyHost(!plan.trustAll())
                .setConnectTimeout(CONNECT_TIMEOUT_MS));
    vertx.setPeriodic(ADMIT_INTERVAL_MS, this::admit);
    lagExpectedAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAG_INTERVAL_MS);
    vertx.setPeriodic(LAG_INTERVAL_MS, this::measureLag);
    return Future.succeededFuture();
  }

  private void measureLag(long timer) {
    long now = System.nanoTime();
    measured.loopLag.record(Math.max(0, now - lagExpectedAt));
    lagExpectedAt = now + TimeUnit.MILLISECONDS.toNanos(LAG_INTERVAL_MS);
  }

  private void admit(long timer) {
    admitted = Math.min(size, admitted + perTick);
    while (phones.size() < (int) admitted && connecting < MAX_CONNECTING) {
      Phone phone = new Phone(this);
      phones.add(phone);
      phone.connect();
    }
    if (phones.size() == size) {
      vertx.cancelTimer(timer);
    }
  }

  Future<WebSocket> connect() {
    connecting++;
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(plan.hub().getHost())
            .setPort(port)
            .setURI("/ws")
            .addSubProtocol("votehub.v1");
    return client.connect(options).onComplete(done -> connecting--);
  }

  RehearsalPlan plan() {
    return plan;
  }

  String room() {
    return room.code();
  }

  /** The ballots of a poll of this rehearsal; null for another poll. */
  RoundBallots ballotsOf(String poll) {
    return rounds.get(poll);
  }

  /** Takes the hub's time as it was when a message left it. */
  void hubTime(long now) {
    // The message that took least says most.
    clockAheadMs = Math.max(clockAheadMs, now - System.currentTimeMillis());
  }

  /** The time until a moment of the hub's clock. */
  double msUntil(long hubMoment) {
    return hubMoment - System.currentTimeMillis() - (double) clockAheadMs;
  }

  SplittableRandom random() {
    return random;
  }

  Measurements measured() {
    return measured;
  }

  /** Runs a step after a delay; returns the id of the timer. */
  long after(double ms, Runnable step) {
    return vertx.setTimer(Math.max(SHORTEST_TIMER_MS, Math.round(ms)), timer -> step.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  /** How many phones still wait to hear of a vote. Safe from any thread. */
  Future<Integer> waiting() {
    return onOwnLoop(() -> (int) phones.stream().filter(Phone::isWaiting).count());
  }

  /** What the phones know of their votes on a poll. Safe from any thread. */
  Future<RoundVotes> votes(RoundBallots poll) {
    return onOwnLoop(
        () -> {
          PhoneCount count = new PhoneCount(poll.size());
          phones.forEach(phone -> phone.addTo(poll, count));
          return count.votes();
        });
  }

  private <T> Future<T> onOwnLoop(Supplier<T> work) {
    Promise<T> done = Promise.promise();
    Context own = context;
    own.runOnContext(turn -> done.complete(work.get()));
    return done.future();
  }

  @Override
  public Future<?> stop() {
    phones.forEach(Phone::leave);
    return client.close();
  }
}
