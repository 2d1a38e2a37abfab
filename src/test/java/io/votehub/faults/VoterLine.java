package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.faults.ReceivedMessages.SeenTally;
import io.votehub.faults.Sending.Answer;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A voter's connection to an instance, which records everything received. A request fails if there
 * is no response in time or the connection ends. Confined to the voter's event loop.
 */
final class VoterLine {
  private static final long TIMEOUT_MS = 4_000;

  private final Vertx vertx;
  private final RoomUnderTest floor;
  private final History history;
  private final ReceivedMessages line;
  private final WebSocket socket;
  private final Map<String, Promise<Map<String, Object>>> asked = new HashMap<>();
  private int pings;

  private VoterLine(Vertx vertx, RoomUnderTest floor, ReceivedMessages line, WebSocket socket) {
    this.vertx = vertx;
    this.floor = floor;
    this.history = floor.history();
    this.line = line;
    this.socket = socket;
    socket.textMessageHandler(this::hear);
    socket.closeHandler(end -> ended());
    socket.exceptionHandler(reset -> ended());
  }

  /** An established connection, and the answer to its join. */
  record Joined(VoterLine line, Map<String, Object> message) {}

  /**
   * Connects to an instance and joins.
   *
   * @param token the voter's, or null for a new voter
   */
  static Future<Joined> join(
      Vertx vertx, WebSocketClient client, int port, RoomUnderTest floor, String token) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/ws")
            .setTimeout(TIMEOUT_MS);
    return client
        .connect(options)
        .compose(
            socket -> {
              ReceivedMessages line = floor.history().line();
              VoterLine voter = new VoterLine(vertx, floor, line, socket);
              Map<String, Object> join =
                  new HashMap<>(Map.of("type", "join", "room", floor.room()));
              if (token != null) {
                join.put("token", token);
              }
              return voter
                  .ask("joined", join)
                  .onFailure(silent -> voter.close())
                  .map(message -> new Joined(voter, message));
            });
  }

  /** Sends a vote once; the answer is also recorded in the history. */
  Future<Answer> vote(String voter, String poll, Map<String, Object> ballot) {
    Sending sending = history.send(voter, poll, BallotText.of(ballot));
    String id = "s" + sending.number();
    return ask(id, Map.of("type", "vote", "id", id, "poll", poll, "ballot", ballot))
        .map(message -> note(sending, message));
  }

  private Answer note(Sending sending, Map<String, Object> message) {
    return "ack".equals(message.get("type"))
        ? Receipts.note(history, sending, message)
        : history.refused(sending, (String) message.get("code"), (boolean) message.get("retry"));
  }

  /** Succeeds if the hub still answers on this connection. */
  Future<Void> ping() {
    String id = "p" + ++pings;
    return ask(id, Map.of("type", "ping", "id", id)).mapEmpty();
  }

  private Future<Map<String, Object>> ask(String id, Map<String, Object> message) {
    if (!line.isOpen()) {
      return Future.failedFuture("The connection has ended");
    }
    Promise<Map<String, Object>> answer = Promise.promise();
    asked.put(id, answer);
    long timer =
        vertx.setTimer(
            TIMEOUT_MS,
            late -> answer.tryFail(new TimeoutException("No answer within " + TIMEOUT_MS + " ms")));
    socket.writeTextMessage(Json.write(message));
    return answer
        .future()
        .onComplete(
            any -> {
              vertx.cancelTimer(timer);
              asked.remove(id);
            });
  }

  private void hear(String text) {
    Map<String, Object> message;
    try {
      message = Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException(text, fault);
    }
    switch ((String) message.get("type")) {
      case "joined" -> joined(message);
      case "tally" -> tally(message);
      case "poll" -> poll((Map<?, ?>) message.get("poll"));
      case "ack", "error", "pong" -> answered(message);
      default -> {
        // Presence, goodbyes and deleted polls are not checked here.
      }
    }
  }

  private void joined(Map<String, Object> message) {
    ((List<?>) message.get("polls")).forEach(poll -> poll((Map<?, ?>) poll));
    ((List<?>) message.get("tallies")).forEach(tally -> tally((Map<?, ?>) tally));
    complete("joined", message);
  }

  private void tally(Map<?, ?> tally) {
    line.heard(
        new SeenTally(
            (String) tally.get("poll"),
            number(tally, "rev"),
            (int) number(tally, "ballots"),
            (boolean) tally.get("final"),
            String.valueOf(tally.get("result"))));
  }

  private void poll(Map<?, ?> poll) {
    String id = (String) poll.get("id");
    floor.open().put(id, "open".equals(poll.get("state")));
    if ("closed".equals(poll.get("state"))) {
      history.closed(id, number(poll, "closedAt"));
    }
  }

  private void answered(Map<String, Object> message) {
    if (message.get("id") instanceof String id) {
      complete(id, message);
    } else if (asked.containsKey("joined")) {
      if (Boolean.FALSE.equals(message.get("retry"))) {
        history.turnedAway(message.toString());
      }
      asked.get("joined").tryFail("Not let in: " + message);
    }
  }

  private void complete(String id, Map<String, Object> message) {
    Promise<Map<String, Object>> answer = asked.get(id);
    if (answer != null) {
      answer.tryComplete(message);
    }
  }

  private static long number(Map<?, ?> message, String name) {
    return ((Number) message.get(name)).longValue();
  }

  boolean isOpen() {
    return line.isOpen();
  }

  private void ended() {
    line.closed();
    List.copyOf(asked.values()).forEach(answer -> answer.tryFail("The connection ended"));
  }

  /** Closes it without waiting for the other side. */
  void close() {
    ended();
    if (!socket.isClosed()) {
      socket.shutdown(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
  }
}
