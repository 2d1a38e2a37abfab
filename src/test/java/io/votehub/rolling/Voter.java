package io.votehub.rolling;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A voter who keeps changing the vote and repeats unanswered votes. Records what was acknowledged.
 * Confined to one event loop.
 */
final class Voter implements LastingSocket.Owner {
  private static final int THINK_LEAST_MS = 1000;
  private static final int THINK_MORE_MS = 2000;
  private static final long ANSWER_WITHIN_MS = 5000;
  private static final long RETRY_MS = 500;

  /**
   * @param options the ids that may be chosen, two at least
   */
  record Question(String room, String poll, List<String> options) {}

  private record Attempt(String id, String choice) {}

  private final Vertx vertx;
  private final Question question;
  private final Random random;
  private final LastingSocket socket;
  private final List<String> faults = new ArrayList<>();
  private String token;
  private boolean voting = true;
  private boolean thinking;
  private Attempt attempt;
  private String acked;
  private String standing;
  private Map<?, ?> lastTally = Map.of();
  private int acks;
  private int acksBefore;
  private int ids;

  Voter(Vertx vertx, WebSocketClient client, int port, Question question, Random random) {
    this.vertx = vertx;
    this.question = question;
    this.random = random;
    this.socket = new LastingSocket(vertx, client, port, random, this);
  }

  LastingSocket socket() {
    return socket;
  }

  @Override
  public Map<String, Object> join() {
    Map<String, Object> join = new HashMap<>(Map.of("room", question.room()));
    if (token != null) {
      join.put("token", token);
    }
    return join;
  }

  @Override
  public void heard(Map<String, Object> message) {
    switch ((String) message.get("type")) {
      case "joined" -> joined(message);
      case "ack" -> acked(message);
      case "error" -> refused(message);
      case "tally" -> lastTally = message;
      default -> {
        // Presence, polls and goodbyes do not affect a voter who keeps voting.
      }
    }
  }

  private void joined(Map<String, Object> message) {
    token = (String) message.get("token");
    Object ballot = ((Map<?, ?>) message.get("ballots")).get(question.poll());
    standing = ballot == null ? null : (String) ((Map<?, ?>) ballot).get("choice");
    ((List<?>) message.get("tallies")).forEach(tally -> lastTally = (Map<?, ?>) tally);
    if (attempt == null) {
      think();
    } else {
      transmit(attempt);
    }
  }

  private void think() {
    if (voting && !thinking) {
      thinking = true;
      vertx.setTimer(
          THINK_LEAST_MS + random.nextInt(THINK_MORE_MS),
          decided -> {
            thinking = false;
            vote();
          });
    }
  }

  private void vote() {
    if (!voting || attempt != null) {
      return;
    }
    List<String> others =
        question.options().stream().filter(option -> !option.equals(acked)).toList();
    attempt = new Attempt("v" + ids++, others.get(random.nextInt(others.size())));
    transmit(attempt);
  }

  private void transmit(Attempt which) {
    if (!which.equals(attempt)) {
      return;
    }
    boolean sent =
        socket.send(
            Map.of(
                "type",
                "vote",
                "id",
                which.id(),
                "poll",
                question.poll(),
                "ballot",
                Map.of("choice", which.choice())));
    if (sent) {
      vertx.setTimer(ANSWER_WITHIN_MS, late -> transmit(which));
    }
  }

  private void acked(Map<String, Object> message) {
    if (attempt != null && attempt.id().equals(message.get("id"))) {
      acked = attempt.choice();
      attempt = null;
      acks++;
      think();
    }
  }

  private void refused(Map<String, Object> message) {
    Attempt which = attempt;
    if (!Boolean.TRUE.equals(message.get("retry"))) {
      faults.add(message.toString());
    } else if (which != null && which.id().equals(message.get("id"))) {
      vertx.setTimer(RETRY_MS, later -> transmit(which));
    }
  }

  @Override
  public void ended(String why) {
    faults.add(why);
  }

  /** Stops changing the vote; completes the vote in progress. */
  void settle() {
    voting = false;
  }

  /** Whether there is an acknowledged vote, and no unanswered one. */
  boolean isSettled() {
    return acked != null && attempt == null;
  }

  int acks() {
    return acks;
  }

  void countAnew() {
    acksBefore = acks;
  }

  /** The number of votes acknowledged since {@link #countAnew}. */
  int acksAnew() {
    return acks - acksBefore;
  }

  /** Forgets the standing ballot and joins again to receive it. */
  void lookAgain() {
    standing = null;
    socket.connect();
  }

  /** The choice that was acknowledged last, or null. */
  String acknowledged() {
    return acked;
  }

  /** The standing choice according to the hub at the last join, or null. */
  String standing() {
    return standing;
  }

  Map<?, ?> lastTally() {
    return lastTally;
  }

  /** Unexpected events. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
