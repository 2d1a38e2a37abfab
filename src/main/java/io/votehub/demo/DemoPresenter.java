package io.votehub.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates a presenter over HTTP: creates a room with its pictures and polls, opens a question for
 * five minutes (one of the quiz for less), and the next one shortly after it closed; starts over
 * after the last question. After a question of the quiz the big screen shows the leaderboard. One
 * question is asked a second time.
 */
final class DemoPresenter extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPresenter.class);
  private static final int OPEN_SECONDS = 300;
  private static final int QUIZ_SECONDS = 40;
  private static final long PAUSE_MS = 12_000;
  private static final long ANSWER_MS = 6000;
  private static final long RETRY_MS = 5000;

  private final DemoAudience.At at;
  private final List<String> polls = new ArrayList<>();
  private DemoCalls calls;
  private DemoRoom room;
  private Context own;
  private int turn;
  private String current = "";

  /** The second round of the question that is asked twice; empty if there is none. */
  private String second = "";

  private long nextTimer = -1;
  private long stageTimer = -1;

  /** The revision of the stage as this presenter left it: a human's choice is not overridden. */
  private Object stage = 0;

  DemoPresenter(DemoAudience.At at) {
    this.at = at;
  }

  @Override
  public Future<?> start() {
    own = context;
    calls = new DemoCalls(vertx, at);
    return post("/api/v1/rooms", Map.of("title", "Votehub demo"))
        .onSuccess(
            json -> room = new DemoRoom(at, (String) json.get("code"), (String) json.get("token")))
        .compose(made -> new DemoDecoration(vertx, calls, room).apply())
        .compose(this::createPolls)
        .compose(made -> writeAgenda());
  }

  /** A running order for whoever looks at the presenter's page; nothing runs it by itself. */
  private Future<?> writeAgenda() {
    int last = polls.size() - 1;
    return calls.put(
        "/api/v1/rooms/" + room.code() + "/agenda",
        Optional.of(room.token()),
        List.of(
            Map.of("poll", polls.get(last - 1), "seconds", 30, "early", true),
            Map.of("break", "Coffee", "seconds", 60),
            Map.of("poll", polls.get(last), "seconds", 30)));
  }

  /** All at once, so that a human presenter sees what there is and may open any. */
  private Future<?> createPolls(Map<DemoPicture, String> pictures) {
    Future<?> all = Future.succeededFuture();
    for (Question each : Question.PROGRAMME) {
      all =
          all.compose(before -> post(path("", ""), each.poll(pictures)))
              .onSuccess(json -> polls.add((String) json.get("id")));
    }
    return all;
  }

  /** The room; available once started. */
  DemoRoom room() {
    return room;
  }

  /** Opens the first question. Safe for use from any thread. */
  void begin() {
    own.runOnContext(turned -> next());
  }

  /**
   * Reports that a poll was closed, by its time limit or by a human presenter. Safe for use from
   * any thread.
   */
  void closed(String poll) {
    own.runOnContext(
        turned -> {
          if (poll.equals(current)) {
            current = "";
            if (asked().isAskedTwice() && second.isEmpty()) {
              vertx.cancelTimer(nextTimer);
              nextTimer = vertx.setTimer(PAUSE_MS, timer -> askAgain(poll));
            } else {
              nextAfter(PAUSE_MS);
            }
            if (asked().isQuiz()) {
              stageTimer = vertx.setTimer(ANSWER_MS, timer -> show("leaderboard"));
            }
          }
        });
  }

  private void nextAfter(long ms) {
    vertx.cancelTimer(nextTimer);
    nextTimer = vertx.setTimer(ms, timer -> next());
  }

  /** The question that was opened last. */
  private Question asked() {
    return Question.PROGRAMME.get((turn - 1) % polls.size());
  }

  private void show(String what) {
    calls
        .call(
            HttpMethod.PUT,
            "/api/v1/rooms/" + room.code() + "/stage",
            Optional.of(room.token()),
            Map.of(what, true, "rev", stage))
        .onSuccess(shown -> stage = shown.get("rev"))
        .onFailure(fault -> LOG.debug("The demo left the big screen as it is", fault));
  }

  private void next() {
    if (vertx.cancelTimer(stageTimer) || (turn > 0 && asked().isQuiz())) {
      show("follow");
    }
    int question = turn % polls.size();
    Question next = Question.PROGRAMME.get(question);
    int seconds = next.isQuiz() || next.isAskedTwice() ? QUIZ_SECONDS : OPEN_SECONDS;
    poll(question)
        .compose(id -> post(path(id, "/open"), Map.of("seconds", seconds)).map(id))
        .onSuccess(
            id -> {
              turn++;
              current = id;
              // A fallback in case nobody reports the close.
              nextAfter(seconds * 1000L + 2 * PAUSE_MS);
            })
        .onFailure(
            fault -> {
              LOG.debug("The demo could not open its next question", fault);
              nextAfter(RETRY_MS);
            });
  }

  /** The poll of a question, without votes. */
  private Future<String> poll(int question) {
    String id = polls.get(question);
    if (turn < polls.size()) {
      return Future.succeededFuture(id);
    }
    return withoutSecondRound(question)
        .compose(deleted -> post(path(id, "/reset"), Map.of()))
        .map(id);
  }

  private Future<?> withoutSecondRound(int question) {
    if (second.isEmpty() || !Question.PROGRAMME.get(question).isAskedTwice()) {
      return Future.succeededFuture();
    }
    return calls
        .call(HttpMethod.DELETE, path(second, ""), Optional.of(room.token()), Map.of())
        .onComplete(done -> second = "")
        // If it is still there, the reset is refused, and tried again.
        .otherwise(Map.of());
  }

  private void askAgain(String first) {
    post(path(first, "/again"), Map.of("seconds", QUIZ_SECONDS))
        .onSuccess(
            made -> {
              second = String.valueOf(made.get("id"));
              current = second;
              // A fallback in case nobody reports the close.
              nextAfter(QUIZ_SECONDS * 1000L + 2 * PAUSE_MS);
            })
        .onFailure(
            fault -> {
              LOG.debug("The demo could not ask again", fault);
              nextAfter(RETRY_MS);
            });
  }

  private String path(String poll, String step) {
    String all = "/api/v1/rooms/" + room.code() + "/polls";
    return poll.isEmpty() ? all : all + "/" + poll + step;
  }

  private Future<Map<String, Object>> post(String path, Map<String, Object> body) {
    return calls.post(path, Optional.ofNullable(room).map(DemoRoom::token), body);
  }

  @Override
  public Future<?> stop() {
    return calls.close();
  }
}
