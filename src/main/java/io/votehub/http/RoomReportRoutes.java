package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.votehub.hublog.HubLog;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.room.Leaderboards;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The route for the report of a room: what came of all its polls, in one file to be handed out, for
 * those who have a key of the room, from viewers up. It holds what the audience may know: no
 * drafts, no entries that nobody let through, no right answers before they are revealed, and of a
 * secret poll that is not closed the turnout alone.
 *
 * @see RoomResultRoutes the results alone, as each client may see them
 */
final class RoomReportRoutes {
  /** Without it spreadsheets do not read a file as UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Rooms rooms;
  private final Polls polls;
  private final Leaderboards leaderboards;
  private final InstantSource clock;
  private final HubLog log;
  private final ReportJson json;
  private final ReportTables tables;

  RoomReportRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.leaderboards = parts.rooms().leaderboards();
    this.clock = parts.clock();
    this.log = parts.log();
    this.json = new ReportJson(parts.methods());
    this.tables = new ReportTables(parts.methods());
  }

  /** Streams the file; if it fails midway the connection is closed. */
  Future<Void> report(RoomRequest request) {
    boolean csv = ResultRoutes.wantsCsv(request, Reply.JSON);
    Csv.Dialect dialect = dialect(request);
    return onCallerContext(request.ctx().vertx(), rooms.polls(request.room().code()))
        .compose(
            all -> {
              List<Poll> begun =
                  all.stream().filter(poll -> poll.state() != PollState.DRAFT).toList();
              return PartStream.send(
                  request,
                  csv ? ResultRoutes.CSV : Reply.JSON,
                  "votehub-" + request.room().code() + "-report" + (csv ? ".csv" : ".json"),
                  csv ? tables(request, begun, dialect) : json(request, begun));
            });
  }

  private static Csv.Dialect dialect(RoomRequest request) {
    String decimal = request.ctx().request().getParam("decimal", "point");
    return switch (decimal) {
      case "point" -> Csv.Dialect.DECIMAL_POINT;
      case "comma" -> Csv.Dialect.DECIMAL_COMMA;
      default -> throw Refusal.of(ErrorCode.BAD_REQUEST, "'decimal' is one of 'point' and 'comma'");
    };
  }

  private Queue<Supplier<Future<String>>> tables(
      RoomRequest request, List<Poll> begun, Csv.Dialect dialect) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    parts.add(
        () ->
            log.head()
                .map(
                    head ->
                        BYTE_ORDER_MARK
                            + ReportTables.head(request.room(), clock.instant(), head, dialect)));
    for (int i = 0; i < begun.size(); i++) {
      Poll poll = begun.get(i);
      int number = i + 1;
      parts.add(
          () ->
              PartStream.unlessGone(
                  request,
                  of(request, poll, true).map(found -> tables.poll(found, number, dialect))));
    }
    if (isQuiz(begun)) {
      parts.add(
          () ->
              leaderboard(
                  request, table -> ReportTables.leaderboard(request.room(), table, dialect)));
    }
    return parts;
  }

  private Queue<Supplier<Future<String>>> json(RoomRequest request, List<Poll> begun) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    String head = ReportJson.head(request.room(), clock.millis());
    parts.add(() -> Future.succeededFuture(head));
    boolean[] some = new boolean[1];
    for (Poll poll : begun) {
      parts.add(
          () ->
              PartStream.unlessGone(request, of(request, poll, false).map(json::poll))
                  .map(
                      text -> {
                        String separated = some[0] && !text.isEmpty() ? "," + text : text;
                        some[0] |= !text.isEmpty();
                        return separated;
                      }));
    }
    parts.add(() -> Future.succeededFuture("]"));
    if (isQuiz(begun)) {
      parts.add(() -> leaderboard(request, table -> ReportJson.leaderboard(request.room(), table)));
    }
    parts.add(() -> log.head().map(now -> ReportJson.log(now) + "}"));
    return parts;
  }

  private static boolean isQuiz(List<Poll> polls) {
    return polls.stream().anyMatch(poll -> poll.settings().quiz().isPresent());
  }

  private Future<ReportedPoll> of(RoomRequest request, Poll poll, boolean whole) {
    return (whole && !poll.isSecret()
            ? polls.standings().whole(poll.room(), poll.id())
            : polls.standings().of(poll.room(), poll.id()))
        .compose(
            standings ->
                polls
                    .boards()
                    .of(standings.poll())
                    .map(board -> ReportedPoll.of(request.room(), standings, board)));
  }

  private Future<String> leaderboard(
      RoomRequest request, Function<Leaderboards.Table, String> write) {
    return onCallerContext(
        request.ctx().vertx(),
        leaderboards
            .table(request.room().code())
            .compose(
                table -> request.ctx().vertx().executeBlocking(() -> write.apply(table), false)));
  }
}
