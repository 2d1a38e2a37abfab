package io.votehub.demo;

import io.vertx.core.http.WebSocket;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated voter: joins, waits, votes, and if restless changes the vote from time to time.
 * Confined to its block's event loop.
 *
 * <p>Follows the contract: an unacknowledged vote is sent again unchanged, over the next connection
 * if necessary; a lost connection is re-established with the token that keeps the voter's identity,
 * after an exponential backoff with jitter.
 */
final class DemoVoter {
  private static final double ACK_TIMEOUT_MS = 10_000;
  private static final double MIN_BACKOFF_MS = 500;
  private static final double MAX_BACKOFF_MS = 15_000;
  private static final double RESTLESS = 0.7;
  private static final double FAITHFUL = 0.5;
  private static final int FIRST_FINAL_CLOSE_CODE = 4500;

  /** Those that a room has from the start; the merry ones more often. */
  private static final List<String> EMOJI = List.of("👏", "👏", "🎉", "❤️", "❤️", "😂", "😮");

  /** A vote in flight. */
  private record Vote(String id, String text, long sentAt) {}

  private final VoterBlock block;
  private final boolean reporter;
  private final boolean player;
  private final boolean restless;
  private WebSocket socket;
  private String token;
  private Map<String, Object> poll;
  private Vote vote;

  /** The last ballot of a poll, for its second round. */
  private Map<String, Object> cast = Map.of();

  private Object castOn;
  private int votes;
  private boolean joined;
  private boolean left;
  private int attempts;
  private double minBackoffMs;
  private long voteTimer = -1;

  /**
   * @param reporter whether to report events to the block
   * @param player whether to have a name and a team in the quiz
   */
  DemoVoter(VoterBlock block, boolean reporter, boolean player) {
    this.block = block;
    this.reporter = reporter;
    this.player = player;
    this.restless = block.random().nextDouble() < RESTLESS;
  }

  void connect() {
    if (left) {
      return;
    }
    block.connect().onSuccess(this::connected).onFailure(fault -> reconnect());
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
      // Unknown until the connection is back; the old number would look as if all were well.
      block.tell(new DemoNews.Present(0));
    }
    if (status != null && status >= FIRST_FINAL_CLOSE_CODE) {
      leave();
      if (reporter) {
        block.tell(new DemoNews.RoomGone());
      }
    } else {
      reconnect();
    }
  }

  private void reconnect() {
    if (!left) {
      block.after(Math.max(minBackoffMs, backoffMs()), this::connect);
      minBackoffMs = 0;
    }
  }

  /** Exponential backoff with jitter. */
  private double backoffMs() {
    double longest = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * Math.pow(2, attempts++));
    return longest * (0.5 + block.random().nextDouble() / 2);
  }

  /** Leaves for good. */
  void leave() {
    left = true;
    block.cancel(voteTimer);
    vote = null;
    poll = null;
  }

  private void heard(String text) {
    // Tallies are nearly all messages; parsing them would double the work.
    if (text.startsWith("{\"type\":\"tally\"")
        || (!reporter && text.startsWith("{\"type\":\"presence\""))) {
      return;
    }
    try {
      heard(Json.readObject(text));
    } catch (BadJsonException | ClassCastException | NullPointerException unreadable) {
      // A message of a newer hub, to be ignored.
    }
  }

  private void heard(Map<String, Object> message) {
    switch (String.valueOf(message.get("type"))) {
      case "joined" -> joined(message);
      case "poll" -> pollReceived(object(message.get("poll")));
      case "ack" -> acked(message);
      case "error" -> refused(message);
      case "bye" -> minBackoffMs = ((Number) message.get("retryAfterMs")).doubleValue();
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
      pollReceived(object(each));
    }
    if (player) {
      send(Json.write(Map.of("type", "name", "id", "name")));
    }
    if (vote != null) {
      sendVote();
    }
  }

  /** Reacts with an emoji of the room. */
  void react() {
    if (joined) {
      String emoji = EMOJI.get(block.random().nextInt(EMOJI.size()));
      send(Json.write(Map.of("type", "react", "emoji", emoji)));
    }
  }

  private void pollReceived(Map<String, Object> seen) {
    if ("questions".equals(seen.get("method"))) {
      // It stays open beside the others; DemoQuestions fills it.
      return;
    }
    boolean same = poll != null && seen.get("id").equals(poll.get("id"));
    if ("open".equals(seen.get("state"))) {
      if (!same || !seen.get("openedAt").equals(poll.get("openedAt"))) {
        poll = seen;
        vote = null;
        later(firstVoteDelayMs());
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

  /** A log-normal distribution: most vote within ten seconds, some take a minute. */
  private double firstVoteDelayMs() {
    return Math.min(90_000, 7000 * Math.exp(block.random().nextGaussian() * 0.9));
  }

  private double changeDelayMs() {
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
    ballot()
        .ifPresent(
            ballot -> {
              if (!poll.containsKey("previous")) {
                cast = ballot;
                castOn = poll.get("id");
              }
              String id = Integer.toString(++votes);
              Map<String, Object> message =
                  Map.of("type", "vote", "id", id, "poll", poll.get("id"), "ballot", ballot);
              vote = new Vote(id, Json.write(message), System.nanoTime());
              sendVote();
            });
  }

  /** In a second round many stay with what they chose in the first. */
  private Optional<Map<String, Object>> ballot() {
    boolean voted = castOn != null && castOn.equals(poll.get("previous"));
    return voted && block.random().nextDouble() < FAITHFUL
        ? Optional.of(cast)
        : new VoterPreference(poll, block.random(), System.nanoTime() / 1e9)
            .ballot(String.valueOf(poll.get("method")));
  }

  private boolean mayChange() {
    return poll != null
        && poll.get("settings") instanceof Map<?, ?> settings
        && !Boolean.FALSE.equals(settings.get("change"));
  }

  private void sendVote() {
    if (joined && vote != null) {
      send(vote.text);
      block.cancel(voteTimer);
      voteTimer = block.after(ACK_TIMEOUT_MS, this::sendVote);
    }
  }

  private void acked(Map<String, Object> message) {
    if (vote != null && vote.id.equals(message.get("id"))) {
      block.acked(System.nanoTime() - vote.sentAt);
      vote = null;
      attempts = 0;
      block.cancel(voteTimer);
      if (restless && mayChange()) {
        later(changeDelayMs());
      }
    }
  }

  private void refused(Map<String, Object> message) {
    boolean again = Boolean.TRUE.equals(message.get("retry"));
    if (vote != null && vote.id.equals(message.get("id"))) {
      block.cancel(voteTimer);
      if (again) {
        voteTimer = block.after(backoffMs(), this::sendVote);
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
