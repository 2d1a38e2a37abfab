package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Messages;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * All results of a room in one file, poll by poll in the room's order: those that the asker may
 * see. Each is read when the one before is on its way, so that no more than one is in memory.
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

  /** Sends the file; an answer that breaks off is cut and not ended. */
  Future<Void> results(RoomRequest visit) {
    Vertx vertx = visit.ctx().vertx();
    return onCallerContext(vertx, rooms.polls(visit.room().code()))
        .compose(
            all -> {
              List<Poll> seen = all.stream().filter(poll -> maySee(visit, poll)).toList();
              boolean csv = ResultRoutes.wantsCsv(visit, Reply.JSON);
              return send(visit, csv, csv ? tables(visit, seen) : json(visit, seen));
            });
  }

  private static boolean maySee(RoomRequest visit, Poll poll) {
    return poll.state() != PollState.DRAFT && (poll.visible() || visit.isPresenter());
  }

  private static Future<Void> send(
      RoomRequest visit, boolean csv, Queue<Supplier<Future<String>>> left) {
    HttpServerResponse response = visit.ctx().response();
    response.headers().add("Vary", "Accept");
    String ending = csv ? ".csv" : ".json";
    // The first part before the head of the answer: a refusal is then said by its status.
    return left.remove()
        .get()
        .compose(
            first -> {
              response
                  .putHeader("Content-Type", csv ? ResultRoutes.CSV : Reply.JSON)
                  .putHeader(
                      "Content-Disposition",
                      "attachment; filename=\"votehub-"
                          + visit.room().code()
                          + "-results"
                          + ending
                          + '"');
              return new LineStream(
                      response, Buffer.buffer(first), () -> next(left), Buffer::buffer)
                  .send();
            });
  }

  private static Future<Iterator<String>> next(Queue<Supplier<Future<String>>> left) {
    Supplier<Future<String>> next = left.poll();
    return next == null
        ? Future.succeededFuture(List.<String>of().iterator())
        : next.get().map(text -> List.of(text).iterator());
  }

  private Queue<Supplier<Future<String>>> tables(RoomRequest visit, List<Poll> seen) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    String head = Csv.line(List.of("room", visit.room().code(), visit.room().title())).toString();
    parts.add(() -> Future.succeededFuture(head));
    for (int i = 0; i < seen.size(); i++) {
      Poll poll = seen.get(i);
      int number = i + 1;
      parts.add(() -> unlessGone(visit, table(visit, poll, number)));
    }
    return parts;
  }

  private Future<String> table(RoomRequest visit, Poll of, int number) {
    return polls
        .wholeStandings(of.room(), of.id())
        .map(
            standings -> {
              Poll poll = standings.poll();
              if (!maySee(visit, poll)) {
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
                          ResultRoutes.table(poll, method, standings.tally(), visit.isPresenter())))
                  .toString();
            });
  }

  private Queue<Supplier<Future<String>>> json(RoomRequest visit, List<Poll> seen) {
    Queue<Supplier<Future<String>>> parts = new ArrayDeque<>();
    String head =
        "{\"code\":"
            + Json.write(visit.room().code())
            + ",\"title\":"
            + Json.write(visit.room().title())
            + ",\"results\":[";
    parts.add(() -> Future.succeededFuture(head));
    boolean[] some = new boolean[1];
    for (Poll poll : seen) {
      parts.add(
          () ->
              unlessGone(visit, result(visit, poll))
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

  private Future<String> result(RoomRequest visit, Poll of) {
    return polls
        .standings(of.room(), of.id())
        .map(
            standings -> {
              Poll poll = standings.poll();
              if (!maySee(visit, poll)) {
                return "";
              }
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("poll", Messages.poll(poll));
              json.put(
                  "tally",
                  Messages.tally(poll, methods.of(poll), standings.tally(), visit.isPresenter()));
              return Json.write(json);
            });
  }

  /** A poll may be deleted while those before it are sent. */
  private static Future<String> unlessGone(RoomRequest visit, Future<String> part) {
    return onCallerContext(visit.ctx().vertx(), part)
        .recover(
            fault ->
                fault instanceof Refusal why && why.code() == ErrorCode.UNKNOWN_POLL
                    ? Future.succeededFuture("")
                    : Future.failedFuture(fault));
  }
}
