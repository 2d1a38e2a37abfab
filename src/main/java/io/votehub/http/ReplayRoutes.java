package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.votehub.count.Replay;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.protocol.Messages;
import io.votehub.question.Board;
import io.votehub.room.Polls;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The route that streams how the tally of a closed poll came about, a line for each frame. */
final class ReplayRoutes {
  private static final int MIN_STEP_MS = 100;
  private static final int DEFAULT_STEP_MS = 1_000;
  private static final int MAX_STEP_MS = 86_400_000;

  private final RequestAuthorizer authorizer;
  private final Polls polls;
  private final VotingMethods methods;

  ReplayRoutes(HttpParts parts, RequestAuthorizer authorizer) {
    this.authorizer = authorizer;
    this.polls = parts.polls();
    this.methods = parts.methods();
  }

  /** Streams the frames with back-pressure; if it fails midway the connection is closed. */
  Future<Void> play(RoomRequest request) {
    int stepMs = stepMs(request);
    Vertx vertx = request.ctx().vertx();
    return authorizer
        .poll(request)
        .compose(
            poll ->
                onCallerContext(
                    vertx,
                    polls
                        .boards()
                        .of(poll)
                        .compose(
                            board ->
                                polls
                                    .standings()
                                    .replay(
                                        poll.room(),
                                        poll.id(),
                                        stepMs,
                                        frame -> line(poll, board, frame)))))
        .compose(replay -> send(request, replay));
  }

  private static Future<Void> send(RoomRequest request, Replay replay) {
    Vertx vertx = request.ctx().vertx();
    // Make the first part before writing the head, so that a refusal can still set the status.
    return onCallerContext(vertx, replay.next())
        .compose(
            first -> {
              Iterator<Future<Iterator<String>>> begun =
                  List.of(Future.succeededFuture(first)).iterator();
              request.ctx().response().putHeader("Content-Type", ResultRoutes.NDJSON);
              return new LineStream<>(
                      request.ctx().response(),
                      Buffer.buffer(),
                      () -> begun.hasNext() ? begun.next() : onCallerContext(vertx, replay.next()),
                      Buffer::buffer)
                  .send();
            });
  }

  private String line(Poll poll, Board board, Replay.Frame frame) {
    VotingMethod method = methods.of(poll);
    Map<String, Object> tally = Messages.tally(poll, method, frame.tally(), true, board.entries());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ms", frame.ms());
    json.put("ballots", tally.get("ballots"));
    json.put("final", tally.get("final"));
    json.put("result", tally.get("result"));
    return Json.write(json) + "\n";
  }

  private static int stepMs(RoomRequest request) {
    String given = request.ctx().request().getParam("stepMs");
    if (given == null) {
      return DEFAULT_STEP_MS;
    }
    try {
      int step = Integer.parseInt(given);
      if (step >= MIN_STEP_MS && step <= MAX_STEP_MS) {
        return step;
      }
    } catch (NumberFormatException notWhole) {
      // Refused below, as a number that is too small.
    }
    throw Refusal.of(
        ErrorCode.BAD_REQUEST,
        "stepMs must be a whole number from " + MIN_STEP_MS + " to " + MAX_STEP_MS);
  }
}
