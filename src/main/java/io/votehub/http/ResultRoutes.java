package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.votehub.count.BallotExport;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.Outcome;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.method.WithAbstention;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.Board;
import io.votehub.question.BoardView;
import io.votehub.room.Polls;
import io.votehub.room.Standings;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes for the result of a poll, and for its ballots. */
final class ResultRoutes {
  static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final String SALT = "Votehub-Seal-Salt";
  static final String NDJSON = "application/x-ndjson";

  private final RequestAuthorizer authorizer;
  private final Polls polls;
  private final VotingMethods methods;

  ResultRoutes(HttpParts parts, RequestAuthorizer authorizer) {
    this.authorizer = authorizer;
    this.polls = parts.polls();
    this.methods = parts.methods();
  }

  Future<Reply> result(RoomRequest request) {
    String room = request.room().code();
    boolean csv = wantsCsv(request, Reply.JSON);
    return (csv ? complete(request, room) : polls.standings().of(room, request.poll()))
        .compose(
            standings -> {
              Poll poll = RequestAuthorizer.requireVisible(request, standings.poll());
              requireResultVisible(request, poll);
              if (csv) {
                requireFinalIfSecret(poll);
              }
              return polls
                  .boards()
                  .of(poll)
                  .compose(board -> computed(request, standings, board, csv));
            });
  }

  private Future<Reply> computed(
      RoomRequest request, Standings standings, Board board, boolean csv) {
    boolean moderates = request.moderates();
    return TallyFrame.isLarge(standings.tally())
        ? request
            .ctx()
            .vertx()
            .executeBlocking(() -> answer(standings, board, csv, moderates), false)
        : Future.succeededFuture(answer(standings, board, csv, moderates));
  }

  private Reply answer(Standings standings, Board board, boolean csv, boolean presenter) {
    Poll poll = standings.poll();
    VotingMethod method = methods.of(poll);
    Tally tally = standings.tally();
    Reply answer =
        csv
            ? csv(poll, table(poll, method, tally, presenter, board))
            : Reply.ok(Messages.tally(poll, method, tally, presenter, board.entries()));
    return answer.with("Vary", "Accept");
  }

  /** Checks access first, because reading all entries of a result is expensive. */
  private Future<Standings> complete(RoomRequest request, String room) {
    return authorizer
        .poll(request)
        .compose(
            poll -> {
              requireResultVisible(request, poll);
              requireFinalIfSecret(poll);
              return polls.standings().whole(room, poll.id());
            });
  }

  static void requireResultVisible(RoomRequest request, Poll poll) {
    if (!poll.visible() && !request.seesHidden()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "The presenter has not revealed this result yet");
    }
  }

  private static void requireFinalIfSecret(Poll poll) {
    if (poll.isSecret() && poll.state() != PollState.CLOSED) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "The poll is secret; its result comes at the close");
    }
  }

  /** The result as a table, with abstentions and the outcome. */
  static VotingMethod.Table table(
      Poll poll, VotingMethod method, Tally tally, boolean presenter, Board board) {
    Map<String, Object> result = method.result(poll, tally);
    if (Questions.isMethodOf(poll)) {
      return BoardView.table(board.entries().values(), result, presenter);
    }
    if (Moderation.isOn(poll)) {
      VotingMethod.Table table =
          Moderation.table(Moderation.forAudience(poll, result, presenter), presenter);
      return WithAbstention.in(table, poll, tally);
    }
    VotingMethod.Table table = WithAbstention.in(method.table(poll, tally), poll, tally);
    VotingMethod.Table complete =
        result.containsKey("winners") ? Outcome.of(poll, tally, result).in(table) : table;
    return tally.shift().map(shift -> ShiftTable.in(complete, poll, shift)).orElse(complete);
  }

  private static Reply csv(Poll poll, VotingMethod.Table table) {
    return new Reply(200, CSV, Csv.table(table))
        .with("Content-Disposition", attachment(poll, "result.csv"));
  }

  /**
   * Streams every standing ballot, one per line, with back-pressure. If it fails midway the
   * connection is closed, so that the client can tell that the response is incomplete.
   */
  Future<Void> ballots(RoomRequest request) {
    return authorizer
        .poll(request)
        .compose(
            poll -> {
              if (poll.isSecret()) {
                throw Refusal.of(
                    ErrorCode.FORBIDDEN, "The poll is secret; its ballots are shown to nobody");
              }
              return onCallerContext(
                      request.ctx().vertx(),
                      polls
                          .sealed()
                          .salt(poll)
                          .onSuccess(salt -> putSalt(request, salt))
                          .compose(salt -> polls.standings().ballots(poll.room(), poll.id())))
                  .compose(export -> send(request, poll, export));
            });
  }

  /** With it, whoever has the ballots can check that they are those that were sealed. */
  private static void putSalt(RoomRequest request, Optional<String> salt) {
    salt.ifPresent(text -> request.ctx().response().putHeader(SALT, text));
  }

  private Future<Void> send(RoomRequest request, Poll poll, BallotExport export) {
    Vertx vertx = request.ctx().vertx();
    // Read the first part before writing the head, so that a refusal can still set the status.
    return onCallerContext(vertx, export.next())
        .compose(
            first -> {
              Iterator<Future<Iterator<String>>> begun =
                  List.of(Future.succeededFuture(first)).iterator();
              return send(
                  request,
                  poll,
                  () -> begun.hasNext() ? begun.next() : onCallerContext(vertx, export.next()));
            })
        .onComplete(sent -> export.close());
  }

  private Future<Void> send(
      RoomRequest request, Poll poll, Supplier<Future<Iterator<String>>> ballots) {
    boolean csv = wantsCsv(request, NDJSON);
    HttpServerResponse response = request.ctx().response();
    response.headers().add("Vary", "Accept");
    response
        .putHeader("Content-Type", csv ? CSV : NDJSON)
        .putHeader("Content-Disposition", attachment(poll, csv ? "ballots.csv" : "ballots.ndjson"));
    VotingMethod method = methods.of(poll);
    Buffer head = csv ? Csv.line(method.columns(poll)) : Buffer.buffer();
    Function<String, Buffer> line =
        csv
            ? ballot -> Csv.line(method.row(poll, read(ballot)))
            : ballot -> Buffer.buffer("{\"ballot\":").appendString(ballot).appendString("}\n");
    return new LineStream<>(response, head, ballots, line).send();
  }

  private static Map<String, Object> read(String ballot) {
    try {
      return Json.readObject(ballot);
    } catch (BadJsonException impossible) {
      throw new IllegalStateException("A ballot in the journal is not JSON", impossible);
    }
  }

  /**
   * Whether the client prefers CSV (RFC 9110, 12.5.1). Not {@code Route.produces}: that answers 406
   * to whoever accepts neither type, and these clients get {@code otherwise}.
   */
  static boolean wantsCsv(RoomRequest request, String otherwise) {
    for (MIMEHeader range : request.ctx().parsedHeaders().accept()) {
      if (range.weight() > 0 && matches(range, otherwise)) {
        return false;
      }
      if (range.weight() > 0 && matches(range, "text/csv")) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(MIMEHeader range, String mediaType) {
    String type = mediaType.substring(0, mediaType.indexOf('/'));
    String subtype = mediaType.substring(type.length() + 1);
    return (range.component().equals("*") || range.component().equalsIgnoreCase(type))
        && (range.subComponent().equals("*") || range.subComponent().equalsIgnoreCase(subtype));
  }

  /** Join codes and ids need no escaping in file names and headers. */
  private static String attachment(Poll poll, String name) {
    return "attachment; filename=\"votehub-" + poll.room() + "-" + poll.id() + "-" + name + "\"";
  }
}
