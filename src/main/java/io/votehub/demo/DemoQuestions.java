package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates questions from the floor over HTTP: opens a poll for them beside the others, has a few
 * people ask, and more of them support what was asked, one every few seconds. They go on as long as
 * the demo; a call that fails is skipped.
 */
final class DemoQuestions extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DemoQuestions.class);
  private static final int PEOPLE = 40;
  private static final long ASK_EVERY_MS = 4000;
  private static final long SUPPORT_EVERY_MS = 1500;

  /** The better the sooner: more people support the first ones. */
  private static final List<String> ASKED =
      List.of(
          "When do the night buses start?",
          "Who decides which streets get bike lanes first, and can the people who live there"
              + " still object?",
          "Will there be more trees?",
          "What does all of this cost?",
          "Why is the library closed on Mondays?",
          "Could the market stay until six?",
          "Is there a plan for the old swimming pool, or will it be sold?");

  private final DemoRoom room;
  private final SplittableRandom random = new SplittableRandom();
  private final List<String> entries = new ArrayList<>();
  private final Map<String, TreeSet<String>> supported = new LinkedHashMap<>();
  private DemoCalls calls;
  private String poll;
  private boolean asking;

  DemoQuestions(DemoRoom room) {
    this.room = room;
  }

  @Override
  public Future<?> start() {
    calls = new DemoCalls(vertx, room.at());
    Map<String, Object> settings = Map.of("results", "live", "names", "optional");
    Map<String, Object> fields =
        Map.of(
            "question",
            "What would you like to ask?",
            "method",
            "questions",
            "options",
            List.of(),
            "settings",
            settings);
    Optional<String> presenter = Optional.of(room.token());
    return calls
        .post(path("polls"), presenter, fields)
        .compose(
            made -> {
              poll = (String) made.get("id");
              return calls.post(path("polls/" + poll + "/open"), presenter, Map.of());
            })
        .onSuccess(
            open -> {
              vertx.setPeriodic(1, ASK_EVERY_MS, this::ask);
              vertx.setPeriodic(SUPPORT_EVERY_MS, timer -> support());
            });
  }

  private String path(String rest) {
    return "/api/v1/rooms/" + room.code() + "/" + rest;
  }

  private void ask(long timer) {
    if (entries.size() == ASKED.size()) {
      vertx.cancelTimer(timer);
    } else if (!asking) {
      asking = true;
      Map<String, Object> question = Map.of("slot", 1, "text", ASKED.get(entries.size()));
      newPerson()
          .compose(
              token -> calls.post(path("polls/" + poll + "/entries"), Optional.of(token), question))
          .onSuccess(asked -> entries.add((String) asked.get("entry")))
          .onFailure(DemoQuestions::skipped)
          .onComplete(done -> asking = false);
    }
  }

  private Future<String> newPerson() {
    return calls
        .post(path("voters"), Optional.empty(), Map.of())
        .map(made -> (String) made.get("token"));
  }

  /** Somebody supports one more question, or no longer. */
  private void support() {
    if (entries.isEmpty()) {
      return;
    }
    person()
        .compose(
            token -> {
              TreeSet<String> up = supported.computeIfAbsent(token, first -> new TreeSet<>());
              int last = entries.size();
              String entry = entries.get(Math.min(random.nextInt(last), random.nextInt(last)));
              if (!up.add(entry)) {
                up.remove(entry);
              }
              Map<String, Object> ballot = Map.of("up", List.copyOf(up), "down", List.of());
              return calls.post(
                  path("polls/" + poll + "/ballots"), Optional.of(token), Map.of("ballot", ballot));
            })
        .onFailure(DemoQuestions::skipped);
  }

  private Future<String> person() {
    if (supported.size() < PEOPLE) {
      return newPerson();
    }
    List<String> all = List.copyOf(supported.keySet());
    return Future.succeededFuture(all.get(random.nextInt(all.size())));
  }

  private static void skipped(Throwable fault) {
    LOG.debug("A question of the demo was not asked or supported", fault);
  }

  @Override
  public Future<?> stop() {
    return calls.close();
  }
}
