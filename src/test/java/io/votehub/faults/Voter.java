package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.votehub.faults.Sending.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A voter who votes, changes and repeats votes, disconnects, moves between instances, and sometimes
 * votes on all of them at once. A vote without an answer is sent again, usually to another
 * instance, until there is one.
 */
final class Voter extends VerticleBase {
  private static final int THINK_MS = 250;
  private static final int RETRY_MS = 150;
  private static final int GIVE_UP = 12;
  private static final int COME_BACK_TRIES = 5;

  private final RoomUnderTest floor;
  private final Random random;
  private final Map<String, Integer> made = new HashMap<>();
  private final Promise<Void> quiet = Promise.promise();
  private HubApi api;
  private WebSocketClient client;
  private VoterLine line;
  private String voter;
  private String token;
  private boolean settling;

  /**
   * @param ballots ballots by poll
   */
  record Standing(String voter, Map<String, String> ballots) {}

  /**
   * @param seed determines all random choices
   */
  Voter(RoomUnderTest floor, long seed) {
    this.floor = floor;
    this.random = new Random(seed);
  }

  @Override
  public Future<?> start() {
    api = new HubApi(vertx, floor.ports(), random);
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20));
    return connected().onSuccess(here -> act());
  }

  @Override
  public Future<?> stop() {
    api.close();
    return client.close();
  }

  /** The open connection, or a new one to any instance, retrying until there is one. */
  private Future<VoterLine> connected() {
    if (line != null && line.isOpen()) {
      return Future.succeededFuture(line);
    }
    return VoterLine.join(vertx, client, api.anyPort(), floor, token)
        .transform(
            joined -> {
              if (joined.failed()) {
                return vertx
                    .timer(RETRY_MS + random.nextInt(2 * RETRY_MS))
                    .compose(waited -> connected());
              }
              line = joined.result().line();
              voter = (String) joined.result().message().get("voter");
              token = (String) joined.result().message().getOrDefault("token", token);
              return Future.succeededFuture(line);
            });
  }

  private void act() {
    if (settling) {
      quiet.complete();
      return;
    }
    vertx
        .timer(1 + random.nextInt(2 * THINK_MS))
        .compose(thought -> doSomething())
        .onComplete(any -> act());
  }

  private Future<?> doSomething() {
    Optional<String> poll = floor.anyPoll(random);
    if (poll.isEmpty()) {
      return Future.succeededFuture();
    }
    int roll = random.nextInt(100);
    if (roll < 4) {
      line.close();
      return connected();
    }
    if (roll < 12) {
      return voteEverywhere(poll.get());
    }
    return voteUntilAnswered(
        poll.get(), roll < 25 ? lastBallot(poll.get()) : nextBallot(poll.get()));
  }

  /** A ballot that this voter has not sent on that poll, if there is one left. */
  private Map<String, Object> nextBallot(String poll) {
    Question question = floor.questions().get(poll);
    int n = made.getOrDefault(poll, 0);
    if (n + 1 < question.ballots()) {
      made.put(poll, n + 1);
    }
    return lastBallot(poll);
  }

  private Map<String, Object> lastBallot(String poll) {
    int n = made.computeIfAbsent(poll, first -> 1);
    return floor.questions().get(poll).ballot(voter.hashCode() + n);
  }

  private Future<Void> voteUntilAnswered(String poll, Map<String, Object> ballot) {
    return connected()
        .compose(here -> here.vote(voter, poll, ballot))
        .transform(
            answered -> {
              if (answered.succeeded() && !mayTryAgain(answered.result())) {
                return Future.succeededFuture();
              }
              boolean silent = answered.failed();
              if (silent || random.nextBoolean()) {
                line.close();
              }
              if (random.nextInt(GIVE_UP) == 0) {
                return Future.succeededFuture();
              }
              return vertx
                  .timer(RETRY_MS + random.nextInt(RETRY_MS))
                  .compose(waited -> voteUntilAnswered(poll, ballot));
            });
  }

  private static boolean mayTryAgain(Answer answer) {
    return answer instanceof Answer.Refused refused && refused.retry();
  }

  /** Over the voter's connection, and over HTTP to every instance, at the same time. */
  private Future<?> voteEverywhere(String poll) {
    boolean alike = random.nextBoolean();
    Map<String, Object> first = nextBallot(poll);
    for (int port : floor.ports()) {
      post(port, poll, alike ? first : nextBallot(poll));
    }
    return voteUntilAnswered(poll, first);
  }

  private void post(int port, String poll, Map<String, Object> ballot) {
    Sending sending = floor.history().send(voter, poll, BallotText.of(ballot));
    String path = floor.pollPath(poll) + "/ballots";
    api.ask(port, "POST", path, token, Map.of("ballot", ballot))
        .onSuccess(answer -> note(sending, answer));
  }

  private void note(Sending sending, HubApi.Answer answer) {
    if (answer.ok()) {
      Receipts.note(floor.history(), sending, answer.json());
    } else {
      String code = String.valueOf(answer.json().get("code"));
      floor.history().refused(sending, code, answer.status() >= 500 || answer.retry());
    }
  }

  /**
   * Casts no more votes; completes when the last one has been answered and the voter has a working
   * connection.
   */
  Future<Void> settle() {
    Promise<Void> settled = Promise.promise();
    context.runOnContext(
        now -> {
          settling = true;
          quiet.future().compose(silent -> onALivingLine()).onComplete(settled);
        });
    return settled.future();
  }

  private Future<Void> onALivingLine() {
    return connected()
        .compose(VoterLine::ping)
        .recover(
            silent -> {
              line.close();
              return onALivingLine();
            });
  }

  /** This voter's standing ballots according to the hub after a reconnect. */
  Future<Standing> standing() {
    Promise<Standing> told = Promise.promise();
    context.runOnContext(now -> comeBack(COME_BACK_TRIES).onComplete(told));
    return told.future();
  }

  private Future<Standing> comeBack(int tries) {
    return VoterLine.join(vertx, client, api.anyPort(), floor, token)
        .map(
            joined -> {
              joined.line().close();
              Map<String, String> ballots = new TreeMap<>();
              ((Map<?, ?>) joined.message().get("ballots"))
                  .forEach(
                      (poll, ballot) ->
                          ballots.put((String) poll, BallotText.of((Map<?, ?>) ballot)));
              return new Standing(voter, ballots);
            })
        .recover(
            fault ->
                tries == 1
                    ? Future.failedFuture(fault)
                    : vertx.timer(RETRY_MS).compose(waited -> comeBack(tries - 1)));
  }
}
