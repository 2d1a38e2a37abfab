package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import io.votehub.question.Board;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import io.votehub.room.Standings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Exports the results of a room that the client may see as one file, in the room's order. Each is
 * read when the previous one has been written, so that only one is in memory.
 */
final class RoomResultRoutes {
  private final Rooms rooms;
  private final Polls polls;
  private final VotingMethods methods;

  RoomResultRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.methods = parts.methods();
  }

  /** Streams the file; if it fails midway the connection is closed. */
  Future<Void> results(RoomRequest request) {
    Vertx vertx = request.ctx().vertx();
    return onCallerContext(vertx, rooms.polls(request.room().code()))
        .compose(
            all -> {
              List<Poll> seen = all.stream().filter(poll -> maySee(request, poll)).toList();
              boolean csv = ResultRoutes.wantsCsv(request, Reply.JSON);
              return send(request, csv, csv ? tables(request, seen) : json(request, seen));
            });
  }

  private static boolean maySee(RoomRequest request, Poll poll) {
    boolean withheld = poll.isSecret() && poll.state() != PollState.CLOSED;
    return poll.state() != PollState.DRAFT && !withheld && (poll.visible() || request.seesHidden());
  }

  private static Future<Void> send(
      RoomRequest request, boolean csv, Queue<Supplier<Future<String>>> parts) {
    String name = "votehub-" + request.room().code() + "-results" + (csv ? ".csv" : ".json");
    return PartStream.send(request, csv ? ResultRoutes.CSV : Reply.JSON, name, parts);
  }

  private Queue<Supplier<Future<String>>> tables(RoomRequest request, List<Poll> seen) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    String head =
        Csv.line(List.of("room", request.room().code(), request.room().title())).toString();
    parts.add(() -> Future.succeededFuture(head));
    for (int i = 0; i < seen.size(); i++) {
      Poll poll = seen.get(i);
      int number = i + 1;
      parts.add(() -> PartStream.unlessGone(request, table(request, poll, number)));
    }
    return parts;
  }

  private Future<String> table(RoomRequest request, Poll of, int number) {
    return polls
        .standings()
        .whole(of.room(), of.id())
        .compose(
            standings ->
                polls
                    .boards()
                    .of(standings.poll())
                    .map(board -> table(request, standings, board, number)));
  }

  private String table(RoomRequest request, Standings standings, Board board, int number) {

    Poll poll = standings.poll();
    if (!maySee(request, poll)) {
      return "";
    }
    VotingMethod method = methods.of(poll);
    List<Object> about =
        new ArrayList<>(
            List.of(
                "poll",
                number,
                poll.question(),
                poll.method(),
                poll.state().wire(),
                standings.tally().ballots()));
    poll.times().closedAt().ifPresent(at -> about.add(Instant.ofEpochMilli(at)));
    return Buffer.buffer("\r\n")
        .appendBuffer(Csv.line(about))
        .appendBuffer(
            Csv.table(
                ResultRoutes.table(poll, method, standings.tally(), request.moderates(), board)))
        .toString();
  }

  private Queue<Supplier<Future<String>>> json(RoomRequest request, List<Poll> seen) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    String head =
        "{\"code\":"
            + Json.write(request.room().code())
            + ",\"title\":"
            + Json.write(request.room().title())
            + ",\"results\":[";
    parts.add(() -> Future.succeededFuture(head));
    boolean[] some = new boolean[1];
    for (Poll poll : seen) {
      parts.add(
          () ->
              PartStream.unlessGone(request, result(request, poll))
                  .map(
                      text -> {
                        String separated = some[0] && !text.isEmpty() ? "," + text : text;
                        some[0] |= !text.isEmpty();
                        return separated;
                      }));
    }
    parts.add(() -> Future.succeededFuture("]}"));
    return parts;
  }

  private Future<String> result(RoomRequest request, Poll of) {
    return polls
        .standings()
        .of(of.room(), of.id())
        .compose(
            standings ->
                polls
                    .boards()
                    .of(standings.poll())
                    .map(board -> result(request, standings, board)));
  }

  private String result(RoomRequest request, Standings standings, Board board) {

    Poll poll = standings.poll();
    if (!maySee(request, poll)) {
      return "";
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("poll", PollJson.of(poll, false));
    json.put(
        "tally",
        Messages.tally(
            poll, methods.of(poll), standings.tally(), request.moderates(), board.entries()));
    return Json.write(json);
  }
}
