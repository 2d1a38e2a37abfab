package io.votehub.rehearse;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The presenter of a rehearsal: makes its room and polls, reads what was counted, and clears up.
 */
final class RehearsalRoom {
  private static final String ROOMS = "/api/v1/rooms";

  private final RehearsalPlan plan;
  private final HubCalls calls;
  private final Map<String, RoundBallots> rounds = new LinkedHashMap<>();
  private RehearsalPlan.Room room;

  RehearsalRoom(RehearsalPlan plan, HubCalls calls) {
    this.plan = plan;
    this.calls = calls;
  }

  /** Makes what is needed. After a failure, too, call {@link #clear}. */
  Future<Void> prepare() {
    Future<RehearsalPlan.Room> made =
        plan.room()
            .map(given -> calls.get(ROOMS + "/" + given.code(), given.token()).map(found -> given))
            .orElseGet(
                () ->
                    calls
                        .post(ROOMS, null, Map.of("title", "Rehearsal"))
                        .map(
                            json ->
                                new RehearsalPlan.Room(
                                    (String) json.get("code"), (String) json.get("token"))));
    return made.onSuccess(ready -> room = ready).compose(ready -> draft(0));
  }

  private Future<Void> draft(int round) {
    if (round == plan.rounds()) {
      return Future.succeededFuture();
    }
    Map<String, Object> poll = plan.polls().get(round % plan.polls().size());
    return calls
        .post(polls(), room.token(), poll)
        .compose(
            made -> {
              RoundBallots ballots = RoundBallots.of(made, new SplittableRandom());
              rounds.put(ballots.poll(), ballots);
              return draft(round + 1);
            });
  }

  private String polls() {
    return ROOMS + "/" + room.code() + "/polls";
  }

  RehearsalPlan.Room room() {
    return room;
  }

  /** The ballots of each poll in the order in which they are held, by the poll's id. */
  Map<String, RoundBallots> rounds() {
    return rounds;
  }

  Future<Void> open(String poll) {
    return calls
        .post(polls() + "/" + poll + "/open", room.token(), Map.of("seconds", plan.openSeconds()))
        .mapEmpty();
  }

  Future<Boolean> isClosed(String poll) {
    return calls
        .get(polls() + "/" + poll, room.token())
        .map(found -> "closed".equals(found.get("state")));
  }

  /** Compares the result and the export of a closed poll with what the phones know. */
  Future<RoundOutcome> compare(RoundBallots ballots, RoundVotes votes) {
    String path = polls() + "/" + ballots.poll();
    return calls
        .get(path + "/result", room.token())
        .compose(
            tally ->
                calls
                    .lines(path + "/ballots", room.token())
                    .map(
                        lines -> {
                          long counted = ((Number) tally.get("ballots")).longValue();
                          return RoundOutcome.compare(
                              votes,
                              ballots.isExact(),
                              Arrays.stream(byBallot(ballots, tally)).boxed().toList(),
                              counted,
                              exported(ballots, tally, lines));
                        }));
  }

  private static long[] byBallot(RoundBallots ballots, Map<String, Object> tally) {
    long[] counted = new long[ballots.size()];
    if (ballots.isExact() && tally.get("result") instanceof Map<?, ?> result) {
      for (Object each : (List<?>) result.get("options")) {
        Map<?, ?> option = (Map<?, ?>) each;
        int ballot = ballots.indexOf(Map.of("choice", option.get("id")));
        counted[ballot] = ((Number) option.get("votes")).longValue();
      }
    }
    return counted;
  }

  /** The number of ballots in the export; -1 if they are not those of the result. */
  private static long exported(RoundBallots ballots, Map<String, Object> tally, String lines) {
    long[] found = new long[ballots.size()];
    List<String> all = lines.lines().filter(line -> !line.isBlank()).toList();
    if (ballots.isExact()) {
      for (String line : all) {
        int ballot = ballots.indexOf(ballotIn(line));
        if (ballot < 0) {
          return -1;
        }
        found[ballot]++;
      }
      if (!Arrays.equals(found, byBallot(ballots, tally))) {
        return -1;
      }
    }
    return all.size();
  }

  private static Object ballotIn(String line) {
    try {
      return Json.readObject(line).get("ballot");
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A line of the export is not JSON", fault);
    }
  }

  /** Deletes everything that was made for the rehearsal, and nothing else. */
  Future<Void> clear() {
    if (room == null) {
      return Future.succeededFuture();
    }
    if (plan.room().isEmpty()) {
      return calls.delete(ROOMS + "/" + room.code(), room.token());
    }
    List<Future<Void>> deletions =
        rounds.keySet().stream()
            .map(poll -> calls.delete(polls() + "/" + poll, room.token()))
            .toList();
    return Future.join(deletions).mapEmpty();
  }
}
