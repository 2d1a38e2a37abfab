package io.votehub.http;

import io.votehub.hublog.HubLog;
import io.votehub.json.Json;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.poll.Team;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import io.votehub.question.BoardView;
import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.Standing;
import io.votehub.room.Leaderboards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the parts of a room's report as JSON. */
final class ReportJson {
  /** The others are in the table for spreadsheets. */
  private static final int MAX_PLAYERS = 200;

  private final VotingMethods methods;

  ReportJson(VotingMethods methods) {
    this.methods = methods;
  }

  /** What precedes the polls. */
  static String head(Room room, long at) {
    return "{\"code\":"
        + Json.write(room.code())
        + ",\"title\":"
        + Json.write(room.title())
        + ",\"at\":"
        + at
        + ",\"polls\":[";
  }

  /** A poll with its result; empty if it has become a draft again. */
  String poll(ReportedPoll reported) {
    Poll poll = reported.poll();
    if (poll.state() == PollState.DRAFT) {
      return "";
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("poll", PollJson.of(poll, false));
    reported.turnout().ifPresent(turnout -> json.put("turnout", turnout(turnout)));
    if (!reported.isWithheld()) {
      VotingMethod method = methods.of(poll);
      boolean questions = Questions.isMethodOf(poll);
      json.put(
          "tally", Messages.tally(poll, method, reported.tally(), questions, reported.entries()));
      if (questions) {
        json.put("entries", entries(reported, method));
      }
    }
    return Json.write(json);
  }

  private static Map<String, Object> turnout(ReportedPoll.Turnout turnout) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("roll", turnout.roll());
    json.put("members", turnout.members());
    json.put("voted", turnout.voted());
    json.put("weight", turnout.weight());
    json.put("weightVoted", turnout.weightVoted());
    return json;
  }

  private static List<Map<String, Object>> entries(ReportedPoll reported, VotingMethod method) {
    Map<String, Map<String, Object>> counts =
        BoardView.counts(method.result(reported.poll(), reported.tally()));
    return reported.entries().values().stream()
        .sorted(BoardView.order(counts))
        .map(each -> BoardView.entry(each, counts, true, true))
        .toList();
  }

  /** How far the hub's log has come, preceded by a comma. */
  static String log(HubLog.Head head) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("size", head.size());
    json.put("root", head.root().base64Url());
    return ",\"log\":" + Json.write(json);
  }

  /** The leaderboard, preceded by a comma. */
  static String leaderboard(Room room, Leaderboards.Table table) {
    List<Standing> all = table.board().standings();
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Standing each : all.subList(0, Math.min(MAX_PLAYERS, all.size()))) {
      entries.add(player(room, table, each));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("of", all.size());
    json.put("entries", entries);
    json.put("teams", table.teams().stream().map(team -> team(room, team)).toList());
    return ",\"leaderboard\":" + Json.write(json);
  }

  private static Map<String, Object> player(
      Room room, Leaderboards.Table table, Standing standing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rank", standing.rank());
    json.put("name", table.name(standing.voter()));
    room.players()
        .team(table.teamOf().getOrDefault(standing.voter(), ""))
        .ifPresent(team -> json.put("team", team.name()));
    json.put("points", standing.total());
    json.put("right", standing.right());
    json.put("answered", standing.answered());
    json.put("ms", standing.ms());
    return json;
  }

  private static Map<String, Object> team(Room room, Leaderboard.Team team) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rank", team.rank());
    json.put("name", room.players().team(team.id()).map(Team::name).orElse(team.id()));
    json.put("points", team.points());
    json.put("players", team.players());
    return json;
  }
}
