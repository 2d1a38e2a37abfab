package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Simulated voters on one event loop; they arrive one after the other. */
final class VoterBlock extends VerticleBase {
  private static final long ADMIT_INTERVAL_MS = 20;
  private static final int MAX_CONNECTING = 50;
  private static final int CONNECT_TIMEOUT_MS = 10_000;
  private static final long REACT_EVERY_MS = 700;

  /** More players of the quiz would only lengthen its leaderboard. */
  private static final double PLAYERS = 300;

  private final DemoRoom room;
  private final int size;
  private final double perTick;
  private final AckTimes acks;
  private final Consumer<DemoNews> news;
  private final List<DemoVoter> voters = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom();
  private WebSocketClient client;
  private int connecting;
  private double admitted;

  /**
   * @param perSecond arrivals per second
   * @param news receives the events of the block's first voter, on the block's event loop
   */
  VoterBlock(DemoRoom room, int size, double perSecond, AckTimes acks, Consumer<DemoNews> news) {
    this.room = room;
    this.size = size;
    this.perTick = perSecond * ADMIT_INTERVAL_MS / 1000;
    this.acks = acks;
    this.news = news;
  }

  @Override
  public Future<?> start() {
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(size)
                .setConnectTimeout(CONNECT_TIMEOUT_MS));
    vertx.setPeriodic(ADMIT_INTERVAL_MS, this::admit);
    vertx.setPeriodic(REACT_EVERY_MS, timer -> react());
    return Future.succeededFuture();
  }

  private void admit(long timer) {
    admitted = Math.min(size, admitted + perTick);
    while (voters.size() < (int) admitted && connecting < MAX_CONNECTING) {
      DemoVoter voter = new DemoVoter(this, voters.isEmpty(), random.nextDouble() < PLAYERS / size);
      voters.add(voter);
      voter.connect();
    }
    if (voters.size() == size) {
      vertx.cancelTimer(timer);
    }
  }

  /** One of them applauds, laughs or marvels. */
  private void react() {
    if (!voters.isEmpty()) {
      voters.get(random.nextInt(voters.size())).react();
    }
  }

  Future<WebSocket> connect() {
    connecting++;
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(room.at().host())
            .setPort(room.at().port())
            .setURI("/ws")
            .addSubProtocol("votehub.v1");
    return client.connect(options).onComplete(done -> connecting--);
  }

  String code() {
    return room.code();
  }

  SplittableRandom random() {
    return random;
  }

  void acked(long nanos) {
    acks.record(nanos);
  }

  void tell(DemoNews heard) {
    news.accept(heard);
  }

  /** Runs a step after a delay; returns the id of the timer. */
  long after(double ms, Runnable step) {
    return vertx.setTimer(Math.max(1, Math.round(ms)), timer -> step.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  @Override
  public Future<?> stop() {
    voters.forEach(DemoVoter::leave);
    return client.close();
  }
}
