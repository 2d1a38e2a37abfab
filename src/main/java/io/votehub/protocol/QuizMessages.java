package io.votehub.protocol;

import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the messages of quizzes. */
public final class QuizMessages {
  private static final int TOP = 10;

  private QuizMessages() {}

  /** Those whom everybody sees. */
  public static List<Standing> top(Leaderboard board) {
    return board.standings().subList(0, Math.min(TOP, board.players()));
  }

  /**
   * The leaderboard for everybody.
   *
   * @param names of the top, by voter
   * @param teamOf the id of the team of all players who are in one
   * @param teams the best first; empty if the room has none
   */
  public static Map<String, Object> leaderboard(
      long rev,
      Leaderboard board,
      Map<String, String> names,
      Map<String, String> teamOf,
      List<Leaderboard.Team> teams) {
    List<Map<String, Object>> top = new ArrayList<>();
    for (Standing each : top(board)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("rank", each.rank());
      row.put("name", names.get(each.voter()));
      row.put("points", each.total());
      if (teamOf.containsKey(each.voter())) {
        row.put("team", teamOf.get(each.voter()));
      }
      top.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "leaderboard");
    json.put("rev", rev);
    json.put("top", top);
    json.put("of", board.players());
    if (!teams.isEmpty()) {
      json.put("teams", teams.stream().map(QuizMessages::team).toList());
    }
    return json;
  }

  /** How a team stands. */
  public static Map<String, Object> team(Leaderboard.Team team) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", team.id());
    json.put("rank", team.rank());
    json.put("points", team.points());
    json.put("players", team.players());
    return json;
  }

  /** What came of a question for one voter. */
  public static Map<String, Object> score(String poll, Standing standing, int of) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "score");
    json.put("poll", poll);
    json.put("correct", standing.last().filter(Standing.Last::right).isPresent());
    json.put("points", standing.last().map(Standing.Last::points).orElse(0));
    json.put("total", standing.total());
    json.put("rank", standing.rank());
    json.put("of", of);
    json.put("streak", standing.streak());
    return json;
  }

  /**
   * What a player of quizzes is called, and in which team.
   *
   * @param id that of the client's message; null if it had none, or did not ask
   * @param named whether somebody chose the name
   */
  public static Map<String, Object> named(
      String id, String name, boolean named, Optional<String> team) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "named");
    if (id != null) {
      json.put("id", id);
    }
    json.put("name", name);
    json.put("named", named);
    team.ifPresent(of -> json.put("team", of));
    return json;
  }
}
