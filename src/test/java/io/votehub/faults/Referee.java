package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.faults.HubApi.Answer;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Creates the room of a round, and finally asks every instance for the results. */
final class Referee {
  private static final long ROOM_WITHIN_S = 20;

  private final HubApi api;
  private final RoomUnderTest floor;
  private final List<String> disagreements = new ArrayList<>();

  private Referee(HubApi api, RoomUnderTest floor) {
    this.api = api;
    this.floor = floor;
  }

  static Referee openRoom(Vertx vertx, History history, List<Integer> ports, long seed) {
    HubApi api = new HubApi(vertx, ports, new Random(seed));
    Map<String, Object> room =
        api.insist("POST", "/rooms", null, Map.of("title", "Faults"))
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(ROOM_WITHIN_S, TimeUnit.SECONDS)
            .join()
            .json();
    String code = (String) room.get("code");
    return new Referee(api, RoomUnderTest.of(history, ports, code, (String) room.get("token")));
  }

  RoomUnderTest floor() {
    return floor;
  }

  /** Differences between the results of instances. */
  List<String> disagreements() {
    return List.copyOf(disagreements);
  }

  /** The outcome of a closed poll according to the first instance. */
  Future<Outcome> outcome(String poll, List<Voter.Standing> standing) {
    Map<String, String> own = new TreeMap<>();
    for (Voter.Standing voter : standing) {
      String ballot = voter.ballots().get(poll);
      if (ballot != null) {
        own.put(voter.voter(), ballot);
      }
    }
    return same(poll, "")
        .compose(
            found ->
                same(poll, "/result")
                    .compose(
                        result ->
                            same(poll, "/ballots")
                                .map(ballots -> outcome(poll, found, result, ballots, own))));
  }

  /**
   * The common answer of all instances; if they differ, the first one's answer, and a violation.
   */
  private Future<String> same(String poll, String path) {
    List<Future<Answer>> asked =
        floor.ports().stream()
            .map(port -> api.ask(port, "GET", floor.pollPath(poll) + path, floor.token(), null))
            .toList();
    return Future.join(asked)
        .map(
            all -> {
              List<Answer> answers = all.list();
              long different =
                  answers.stream()
                      .map(a -> path.equals("/ballots") ? sorted(a.body()) : a.body())
                      .distinct()
                      .count();
              if (different > 1 || !answers.get(0).ok()) {
                disagreements.add("GET " + floor.pollPath(poll) + path + ": " + answers);
              }
              return answers.get(0).body();
            });
  }

  /** The ballots are exported in random order. */
  private static String sorted(String lines) {
    return String.join("\n", lines.lines().sorted().toList());
  }

  private Outcome outcome(
      String id, String poll, String tally, String ballots, Map<String, String> standing) {
    Map<String, Object> found = json(poll);
    Map<String, Object> last = json(tally);
    Map<?, ?> settings = (Map<?, ?>) found.get("settings");
    Map<?, ?> result = (Map<?, ?>) last.get("result");
    if (!"closed".equals(found.get("state"))) {
      disagreements.add("poll " + id + " does not stay closed: " + poll);
    }
    Map<String, Integer> votes = new HashMap<>();
    for (Object option : (List<?>) result.get("options")) {
      Map<?, ?> fields = (Map<?, ?>) option;
      votes.put((String) fields.get("id"), (int) number(fields.get("votes")));
    }
    return new Outcome(
        id,
        (boolean) settings.get("change"),
        number(found.get("closedAt")),
        number(last.get("rev")),
        (int) number(last.get("ballots")),
        String.valueOf(result),
        votes,
        ballots.lines().map(line -> BallotText.of((Map<?, ?>) json(line).get("ballot"))).toList(),
        standing);
  }

  private static long number(Object value) {
    return value == null ? -1 : ((Number) value).longValue();
  }

  private static Map<String, Object> json(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(text, fault);
    }
  }

  void close() {
    api.close();
  }
}
