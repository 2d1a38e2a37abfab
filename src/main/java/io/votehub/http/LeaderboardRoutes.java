package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.votehub.poll.Team;
import io.votehub.protocol.QuizMessages;
import io.votehub.quiz.Standing;
import io.votehub.room.Leaderboards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The route with which a presenter reads the leaderboard of a quiz. */
final class LeaderboardRoutes {
  /** The others are in the file for spreadsheets. */
  private static final int MAX_ENTRIES = 200;

  private static final List<String> HEAD =
      List.of("rank", "name", "team", "points", "right", "answered", "seconds");
  private static final double MS_PER_SECOND = 1000;

  private final HttpParts parts;

  LeaderboardRoutes(HttpParts parts) {
    this.parts = parts;
  }

  Future<Reply> show(RoomRequest request) {
    boolean csv = ResultRoutes.wantsCsv(request, Reply.JSON);
    return parts
        .rooms()
        .leaderboards()
        .table(request.room().code())
        .compose(
            table ->
                parts
                    .vertx()
                    .executeBlocking(
                        () -> csv ? csv(request, table) : Reply.ok(json(table)), false))
        .map(reply -> reply.with("Vary", "Accept"));
  }

  private static Map<String, Object> json(Leaderboards.Table table) {
    List<Map<String, Object>> entries = new ArrayList<>();
    List<Standing> all = table.board().standings();
    for (Standing each : all.subList(0, Math.min(MAX_ENTRIES, all.size()))) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("voter", each.voter());
      entry.put("rank", each.rank());
      entry.put("name", table.name(each.voter()));
      entry.put("points", each.total());
      if (table.teamOf().containsKey(each.voter())) {
        entry.put("team", table.teamOf().get(each.voter()));
      }
      entry.put("right", each.right());
      entry.put("answered", each.answered());
      entry.put("ms", each.ms());
      entry.put("streak", each.streak());
      entries.add(entry);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", table.rev());
    json.put("of", all.size());
    json.put("entries", entries);
    json.put("teams", table.teams().stream().map(QuizMessages::team).toList());
    return json;
  }

  private static Reply csv(RoomRequest request, Leaderboards.Table table) {
    Buffer csv = Csv.line(HEAD);
    for (Standing each : table.board().standings()) {
      String team =
          request
              .room()
              .players()
              .team(table.teamOf().getOrDefault(each.voter(), ""))
              .map(Team::name)
              .orElse("");
      csv.appendBuffer(
          Csv.line(
              List.of(
                  each.rank(),
                  table.name(each.voter()),
                  team,
                  each.total(),
                  each.right(),
                  each.answered(),
                  each.ms() / MS_PER_SECOND)));
    }
    return new Reply(200, ResultRoutes.CSV, csv)
        .with(
            "Content-Disposition",
            "attachment; filename=\"votehub-" + request.room().code() + "-leaderboard.csv\"");
  }
}
