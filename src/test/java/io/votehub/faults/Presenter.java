package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Manages one poll: creates it, opens it with or without a time limit, extends it, closes it
 * (sometimes on two instances at once), and reopens it, until told to finish.
 */
final class Presenter extends VerticleBase {
  private static final int PAUSE_MS = 5_000;
  private static final int SHORT_PAUSE_MS = 700;
  private static final int RETRY_MS = 100;

  private final RoomUnderTest floor;
  private final Random random;
  private final Question question;
  private final Promise<Void> quiet = Promise.promise();
  private HubApi api;
  private String poll;
  private boolean finishing;

  /**
   * @param seed determines all random choices
   */
  Presenter(RoomUnderTest floor, long seed) {
    this.floor = floor;
    this.random = new Random(seed);
    this.question = Question.any(random);
  }

  @Override
  public Future<?> start() {
    api = new HubApi(vertx, floor.ports(), random);
    return api.insist("POST", "/rooms/" + floor.room() + "/polls", floor.token(), question.draft())
        .compose(
            made -> {
              if (!made.ok()) {
                return Future.failedFuture("No poll could be made: " + made);
              }
              poll = (String) made.json().get("id");
              return turn("open", true);
            })
        .onSuccess(
            opened -> {
              floor.questions().put(poll, question);
              act();
            });
  }

  @Override
  public Future<?> stop() {
    api.close();
    return Future.succeededFuture();
  }

  private void act() {
    if (finishing) {
      quiet.complete();
      return;
    }
    vertx
        .timer(1 + random.nextInt(PAUSE_MS))
        .compose(waited -> finishing ? Future.succeededFuture() : doSomething())
        .onComplete(any -> act());
  }

  private Future<?> doSomething() {
    return switch (random.nextInt(6)) {
      case 0 -> once(api.anyPort(), "extend", Map.of("seconds", 1 + random.nextInt(5)));
      case 1 -> close();
      case 2 -> closeTwice();
      default -> turn("reopen", false);
    };
  }

  /** Opens the poll, retrying until the outcome is known; half of the time with a time limit. */
  private Future<HubApi.Answer> turn(String step, boolean mustBeTimeless) {
    boolean timed = !mustBeTimeless && random.nextBoolean();
    Map<String, Object> body = timed ? Map.of("seconds", 2 + random.nextInt(8)) : Map.of();
    return api.insist("POST", floor.pollPath(poll) + "/" + step, floor.token(), body);
  }

  private Future<HubApi.Answer> once(int port, String step, Map<String, Object> body) {
    return api.ask(port, "POST", floor.pollPath(poll) + "/" + step, floor.token(), body);
  }

  private Future<?> close() {
    return api.insist("POST", floor.pollPath(poll) + "/close", floor.token(), Map.of())
        .map(this::noteClose)
        .compose(closed -> reopenSoon());
  }

  private Future<?> closeTwice() {
    int one = random.nextInt(floor.ports().size());
    int next = (one + 1) % floor.ports().size();
    List<Future<HubApi.Answer>> both =
        List.of(
            once(floor.ports().get(one), "close", Map.of()),
            once(floor.ports().get(next), "close", Map.of()));
    both.forEach(each -> each.onSuccess(this::noteClose));
    return Future.join(both).transform(done -> reopenSoon());
  }

  private Future<?> reopenSoon() {
    return finishing
        ? Future.succeededFuture()
        : vertx.timer(1 + random.nextInt(SHORT_PAUSE_MS)).compose(waited -> turn("reopen", false));
  }

  private HubApi.Answer noteClose(HubApi.Answer answer) {
    if (answer.ok()) {
      Map<String, Object> json = answer.json();
      floor.history().closed(poll, ((Number) json.get("closedAt")).longValue());
    }
    return answer;
  }

  /**
   * Finally closes the poll, on two instances at once; returns its id once it is closed. Before,
   * every instance is spoken to, so that it has seen what was sent to it while it was cut off: a
   * command without an answer may be one that the hub has not heard of yet.
   */
  Future<String> finish() {
    Promise<String> finished = Promise.promise();
    context.runOnContext(
        now -> {
          finishing = true;
          quiet
              .future()
              .compose(silent -> Future.join(floor.ports().stream().map(this::heard).toList()))
              .compose(heard -> closeTwice())
              .compose(begun -> closed())
              .map(closed -> poll)
              .onComplete(finished);
        });
    return finished.future();
  }

  private Future<HubApi.Answer> heard(int port) {
    return again(
        () -> api.ask(port, "GET", floor.pollPath(poll), floor.token(), null), HubApi.Answer::ok);
  }

  /** A close that takes long is answered before the result is final. */
  private Future<HubApi.Answer> closed() {
    return again(
        () ->
            api.insist("POST", floor.pollPath(poll) + "/close", floor.token(), Map.of())
                .map(this::noteClose),
        answer -> answer.ok() && "closed".equals(answer.json().get("state")));
  }

  private Future<HubApi.Answer> again(
      Supplier<Future<HubApi.Answer>> call, Predicate<HubApi.Answer> enough) {
    return call.get()
        .transform(
            asked ->
                asked.succeeded() && enough.test(asked.result())
                    ? Future.succeededFuture(asked.result())
                    : vertx.timer(RETRY_MS).compose(waited -> again(call, enough)));
  }

  Question question() {
    return question;
  }
}
