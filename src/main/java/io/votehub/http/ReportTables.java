package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.votehub.hublog.HubLog;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.poll.Team;
import io.votehub.question.Board;
import io.votehub.question.BoardView;
import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.Standing;
import io.votehub.room.Leaderboards;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Writes the parts of a room's report as tables for spreadsheets, one below the other. */
final class ReportTables {
  private static final List<String> POLL =
      List.of("poll", "question", "method", "state", "opened", "closed", "ballots", "seal", "root");
  private static final List<String> TURNOUT =
      List.of("roll", "members", "voted", "weight", "weightVoted");
  private static final List<String> PLAYERS =
      List.of("rank", "name", "team", "points", "right", "answered", "seconds");
  private static final List<String> TEAMS = List.of("rank", "team", "points", "players");
  private static final String EMPTY_LINE = "\r\n";
  private static final double MS_PER_SECOND = 1000;

  private final VotingMethods methods;

  ReportTables(VotingMethods methods) {
    this.methods = methods;
  }

  /** What precedes the polls. */
  static String head(Room room, Instant at, HubLog.Head log, Csv.Dialect dialect) {
    return dialect
        .line(List.of("room", "title", "at", "log size", "log root"))
        .appendBuffer(
            dialect.line(
                List.of(room.code(), room.title(), at, log.size(), log.root().base64Url())))
        .toString();
  }

  /** A poll with its turnout and its result; empty if it has become a draft again. */
  String poll(ReportedPoll reported, int number, Csv.Dialect dialect) {
    Poll poll = reported.poll();
    if (poll.state() == PollState.DRAFT) {
      return "";
    }
    Buffer csv =
        Buffer.buffer(EMPTY_LINE)
            .appendBuffer(dialect.line(POLL))
            .appendBuffer(
                dialect.line(
                    Arrays.asList(
                        number,
                        poll.question(),
                        poll.method(),
                        poll.state().wire(),
                        time(poll.times().openedAt()),
                        time(poll.times().closedAt()),
                        reported.tally().ballots(),
                        poll.seal().root().map(root -> poll.seal().number()).orElse(null),
                        poll.seal().root().orElse(null))));
    reported
        .turnout()
        .ifPresent(
            turnout ->
                csv.appendBuffer(dialect.line(TURNOUT))
                    .appendBuffer(
                        dialect.line(
                            List.of(
                                turnout.roll(),
                                turnout.members(),
                                turnout.voted(),
                                turnout.weight(),
                                turnout.weightVoted()))));
    if (!reported.isWithheld()) {
      csv.appendBuffer(dialect.table(result(reported)));
    }
    return csv.toString();
  }

  private static Instant time(OptionalLong at) {
    return at.isPresent() ? Instant.ofEpochMilli(at.getAsLong()) : null;
  }

  private VotingMethod.Table result(ReportedPoll reported) {
    Poll poll = reported.poll();
    VotingMethod method = methods.of(poll);
    return Questions.isMethodOf(poll)
        ? BoardView.table(reported.entries().values(), method.result(poll, reported.tally()), true)
        : ResultRoutes.table(poll, method, reported.tally(), false, Board.EMPTY);
  }

  /** The leaderboard, whole. */
  static String leaderboard(Room room, Leaderboards.Table table, Csv.Dialect dialect) {
    Buffer csv = Buffer.buffer(EMPTY_LINE).appendBuffer(dialect.line(PLAYERS));
    for (Standing each : table.board().standings()) {
      csv.appendBuffer(
          dialect.line(
              List.of(
                  each.rank(),
                  table.name(each.voter()),
                  team(room, table.teamOf().getOrDefault(each.voter(), "")),
                  each.total(),
                  each.right(),
                  each.answered(),
                  each.ms() / MS_PER_SECOND)));
    }
    if (!table.teams().isEmpty()) {
      csv.appendString(EMPTY_LINE).appendBuffer(dialect.line(TEAMS));
      for (Leaderboard.Team each : table.teams()) {
        csv.appendBuffer(
            dialect.line(
                List.of(each.rank(), team(room, each.id()), each.points(), each.players())));
      }
    }
    return csv.toString();
  }

  private static String team(Room room, String id) {
    return room.players().team(id).map(Team::name).orElse(id);
  }
}
