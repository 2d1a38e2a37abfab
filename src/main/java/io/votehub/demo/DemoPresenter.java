package io.votehub.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates a presenter over HTTP: creates a room, opens a question for five minutes, and the next
 * one shortly after it closed; starts over after the last question.
 */
final class DemoPresenter extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPresenter.class);
  private static final int OPEN_SECONDS = 300;
  private static final long PAUSE_MS = 12_000;
  private static final long RETRY_MS = 5000;

  private final DemoAudience.At at;
  private final List<String> polls = new ArrayList<>();
  private DemoCalls calls;
  private DemoRoom room;
  private Context own;
  private int turn;
  private String current = "";
  private long nextTimer = -1;

  DemoPresenter(DemoAudience.At at) {
    this.at = at;
  }

  @Override
  public Future<?> start() {
    own = context;
    calls = new DemoCalls(vertx, at);
    return post("/api/v1/rooms", Map.of("title", "Votehub demo"))
        .onSuccess(
            json -> room = new DemoRoom(at, (String) json.get("code"), (String) json.get("token")));
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
            nextAfter(PAUSE_MS);
          }
        });
  }

  private void nextAfter(long ms) {
    vertx.cancelTimer(nextTimer);
    nextTimer = vertx.setTimer(ms, timer -> next());
  }

  private void next() {
    int question = turn % Question.ALL.size();
    poll(question)
        .compose(id -> post(path(id, "/open"), Map.of("seconds", OPEN_SECONDS)).map(id))
        .onSuccess(
            id -> {
              turn++;
              current = id;
              // A fallback in case nobody reports the close.
              nextAfter(OPEN_SECONDS * 1000L + 2 * PAUSE_MS);
            })
        .onFailure(
            fault -> {
              LOG.debug("The demo could not open its next question", fault);
              nextAfter(RETRY_MS);
            });
  }

  /** The poll of a question, created or reset. */
  private Future<String> poll(int question) {
    if (question < polls.size()) {
      String id = polls.get(question);
      return post(path(id, "/reset"), Map.of()).map(id);
    }
    return post(path("", ""), Question.ALL.get(question).poll())
        .map(json -> (String) json.get("id"))
        .onSuccess(polls::add);
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
