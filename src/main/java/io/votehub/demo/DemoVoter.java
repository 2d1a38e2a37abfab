package io.votehub.demo;

import io.vertx.core.http.WebSocket;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One simulated voter: joins, thinks for a while, votes, and if restless votes anew from time to
 * time. Lives on its block's event loop.
 *
 * <p>Keeps to what the contract asks of clients: a vote without an ack is sent again as it is, over
 * the next connection if need be; a lost connection is made again with the token that keeps the
 * voter's identity, after a growing pause with jitter.
 */
final class DemoVoter {
  private static final double ACK_WITHIN_MS = 10_000;
  private static final double FIRST_PAUSE_MS = 500;
  private static final double LONGEST_PAUSE_MS = 15_000;
  private static final double RESTLESS = 0.7;
  private static final int DO_NOT_COME_BACK = 4500;

  /** A vote on its way. */
  private record Vote(String id, String text, long sentAt) {}

  private final VoterBlock block;
  private final boolean reporter;
  private final boolean restless;
  private WebSocket socket;
  private String token;
  private Map<String, Object> poll;
  private Vote vote;
  private int votes;
  private boolean joined;
  private boolean left;
  private int attempts;
  private double pauseAtLeastMs;
  private long voteTimer = -1;

  /**
   * @param reporter whether to tell the block what is heard
   */
  DemoVoter(VoterBlock block, boolean reporter) {
    this.block = block;
    this.reporter = reporter;
    this.restless = block.random().nextDouble() < RESTLESS;
  }

  void connect() {
    if (left) {
      return;
    }
    block.connect().onSuccess(this::connected).onFailure(fault -> comeBack());
  }

  private void connected(WebSocket open) {
    socket = open;
    open.textMessageHandler(this::heard);
    open.exceptionHandler(fault -> {});
    open.closeHandler(closed -> closed(open.closeStatusCode()));
    Map<String, Object> join = new LinkedHashMap<>();
    join.put("type", "join");
    join.put("room", block.code());
    if (token != null) {
      join.put("token", token);
    }
    send(Json.write(join));
  }

  private void closed(Short status) {
    socket = null;
    joined = false;
    if (reporter) {
      // Until it is back nobody knows; a number from before would look as if all were well.
      block.tell(new DemoNews.Present(0));
    }
    if (status != null && status >= DO_NOT_COME_BACK) {
      leave();
      if (reporter) {
        block.tell(new DemoNews.RoomGone());
      }
    } else {
      comeBack();
    }
  }

  private void comeBack() {
    if (!left) {
      block.after(Math.max(pauseAtLeastMs, pauseMs()), this::connect);
      pauseAtLeastMs = 0;
    }
  }

  /** Doubles with each attempt in a row, and half of it is chance. */
  private double pauseMs() {
    double longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * Math.pow(2, attempts++));
    return longest * (0.5 + block.random().nextDouble() / 2);
  }

  /** Goes for good. */
  void leave() {
    left = true;
    block.cancel(voteTimer);
    vote = null;
    poll = null;
  }

  private void heard(String text) {
    // Tallies are nearly all that is heard, by everyone; reading them would be half of the work.
    if (text.startsWith("{\"type\":\"tally\"")
        || (!reporter && text.startsWith("{\"type\":\"presence\""))) {
      return;
    }
    try {
      heard(Json.readObject(text));
    } catch (BadJsonException | ClassCastException | NullPointerException unreadable) {
      // A newer hub's message; a voter's page would pass over it, too.
    }
  }

  private void heard(Map<String, Object> message) {
    switch (String.valueOf(message.get("type"))) {
      case "joined" -> joined(message);
      case "poll" -> look(object(message.get("poll")));
      case "ack" -> acked(message);
      case "error" -> refused(message);
      case "bye" -> pauseAtLeastMs = ((Number) message.get("retryAfterMs")).doubleValue();
      case "presence" ->
          block.tell(new DemoNews.Present(((Number) message.get("present")).intValue()));
      default -> {}
    }
  }

  private void joined(Map<String, Object> message) {
    joined = true;
    attempts = 0;
    token = message.get("token") instanceof String given ? given : token;
    for (Object each : (List<?>) message.get("polls")) {
      look(object(each));
    }
    if (vote != null) {
      sendVote();
    }
  }

  private void look(Map<String, Object> seen) {
    boolean same = poll != null && seen.get("id").equals(poll.get("id"));
    if ("open".equals(seen.get("state"))) {
      if (!same || !seen.get("openedAt").equals(poll.get("openedAt"))) {
        poll = seen;
        vote = null;
        later(firstThoughtMs());
      }
    } else {
      if (same) {
        poll = null;
        vote = null;
        block.cancel(voteTimer);
      }
      if (reporter && "closed".equals(seen.get("state"))) {
        block.tell(new DemoNews.PollClosed(String.valueOf(seen.get("id"))));
      }
    }
  }

  /** Most answer within ten seconds, some take a minute. */
  private double firstThoughtMs() {
    return Math.min(90_000, 7000 * Math.exp(block.random().nextGaussian() * 0.9));
  }

  private double secondThoughtMs() {
    return 5000 - 45_000 * Math.log(1 - block.random().nextDouble());
  }

  private void later(double ms) {
    block.cancel(voteTimer);
    voteTimer = block.after(ms, this::decide);
  }

  private void decide() {
    if (poll == null || left) {
      return;
    }
    new VoterPreference(poll, block.random(), System.nanoTime() / 1e9)
        .ballot(String.valueOf(poll.get("method")))
        .ifPresent(
            ballot -> {
              String id = Integer.toString(++votes);
              Map<String, Object> message =
                  Map.of("type", "vote", "id", id, "poll", poll.get("id"), "ballot", ballot);
              vote = new Vote(id, Json.write(message), System.nanoTime());
              sendVote();
            });
  }

  private void sendVote() {
    if (joined && vote != null) {
      send(vote.text);
      block.cancel(voteTimer);
      voteTimer = block.after(ACK_WITHIN_MS, this::sendVote);
    }
  }

  private void acked(Map<String, Object> message) {
    if (vote != null && vote.id.equals(message.get("id"))) {
      block.acked(System.nanoTime() - vote.sentAt);
      vote = null;
      attempts = 0;
      block.cancel(voteTimer);
      if (restless) {
        later(secondThoughtMs());
      }
    }
  }

  private void refused(Map<String, Object> message) {
    boolean again = Boolean.TRUE.equals(message.get("retry"));
    if (vote != null && vote.id.equals(message.get("id"))) {
      block.cancel(voteTimer);
      if (again) {
        voteTimer = block.after(pauseMs(), this::sendVote);
      } else {
        vote = null;
      }
    } else if (!joined) {
      joinRefused(again);
    }
  }

  private void joinRefused(boolean again) {
    if (again && socket != null) {
      socket.close();
    } else if (!again) {
      leave();
      if (reporter) {
        block.tell(new DemoNews.RoomGone());
      }
    }
  }

  private void send(String text) {
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
