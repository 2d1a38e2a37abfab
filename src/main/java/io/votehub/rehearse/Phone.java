package io.votehub.rehearse;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A simulated phone: joins, votes, now and then changes its vote, sleeps and returns with its
 * token. Remembers what the hub acknowledged, and looks for it when it returns. Confined to its
 * block's event loop.
 *
 * <p>Follows the contract: an unacknowledged vote is sent again unchanged, over the next connection
 * if necessary; a lost connection is re-established after an exponential back-off with jitter.
 * Casts at most three ballots on a poll, which is within the hub's limits per voter.
 */
final class Phone implements PhoneConnection.Listener {
  private static final int NONE = -1;
  private static final double ACK_TIMEOUT_MS = 10_000;
  private static final double CHANGE_PROBABILITY = 0.15;
  private static final double NAP_PROBABILITY = 0.05;
  private static final double LAST_SECOND_MS = 1000;

  /** Before the close, so that a vote is not late by what the network takes. */
  private static final double LAST_MARGIN_MS = 150;

  private final PhoneBlock block;
  private final PhoneConnection connection;
  private final PhoneVote vote;
  private String token;
  private boolean joined;
  private boolean open;
  private long closesAt;
  private boolean mayChange;

  /** The next vote, change, sleep or awakening. */
  private long nextTimer = NONE;

  private long ackTimer = NONE;

  Phone(PhoneBlock block) {
    this.block = block;
    this.connection = new PhoneConnection(block, this);
    this.vote = new PhoneVote(block);
  }

  void connect() {
    connection.open();
  }

  @Override
  public void connected() {
    Map<String, Object> join = new LinkedHashMap<>();
    join.put("type", "join");
    join.put("room", block.room());
    if (token != null) {
      join.put("token", token);
    }
    connection.send(Json.write(join));
  }

  @Override
  public void disconnected() {
    setJoined(false);
  }

  private void setJoined(boolean now) {
    if (joined != now) {
      joined = now;
      block.measured().present.add(now ? 1 : -1);
    }
  }

  @Override
  public void heard(String text) {
    // Tallies are nearly all messages; parsing them would make the generator the limit.
    if (text.startsWith("{\"type\":\"tally\"")) {
      vote.tally(text);
      return;
    }
    if (text.startsWith("{\"type\":\"presence\"")) {
      return;
    }
    try {
      heard(Json.readObject(text));
    } catch (BadJsonException | ClassCastException | NullPointerException unreadable) {
      block.measured().refused("unreadable-message");
    }
  }

  private void heard(Map<String, Object> message) {
    switch (String.valueOf(message.get("type"))) {
      case "joined" -> joined(message);
      case "poll" -> poll(object(message.get("poll")));
      case "ack" -> acked(message);
      case "error" -> refused(message);
      case "bye" -> connection.stayAwayFor(((Number) message.get("retryAfterMs")).doubleValue());
      default -> {}
    }
  }

  private void joined(Map<String, Object> message) {
    setJoined(true);
    block.hubTime(((Number) message.get("now")).longValue());
    Measurements measured = block.measured();
    measured.joins.record(connection.joinedAfterNanos());
    if (token == null) {
      measured.arrived.increment();
    } else {
      measured.returned.increment();
    }
    token = message.get("token") instanceof String given ? given : token;
    for (Object each : (List<?>) message.get("polls")) {
      poll(object(each));
    }
    if (message.get("ballots") instanceof Map<?, ?> kept) {
      vote.lookFor(kept);
    }
    if (vote.isWaiting()) {
      sendVote();
    } else {
      block.cancel(ackTimer);
    }
  }

  private void poll(Map<String, Object> poll) {
    RoundBallots known = block.ballotsOf(String.valueOf(poll.get("id")));
    if (known == null) {
      return;
    }
    boolean nowOpen = "open".equals(poll.get("state")) && !Boolean.TRUE.equals(poll.get("closing"));
    if (nowOpen && (!vote.isOn(known) || !open)) {
      opened(known, poll);
    } else if (!nowOpen && vote.isOn(known) && open) {
      open = false;
      block.cancel(nextTimer);
      if (block.random().nextDouble() < block.plan().profile().sleepShare()) {
        sleepBetweenPolls();
      }
    }
  }

  private void opened(RoundBallots ballots, Map<String, Object> poll) {
    if (!vote.isOn(ballots)) {
      block.cancel(ackTimer);
    }
    vote.begin(ballots, poll.get("run"));
    open = true;
    // By the hub's clock the poll may be open for a while: the phone slept.
    double leftMs = block.msUntil(((Number) poll.get("closesAt")).longValue());
    closesAt = System.nanoTime() + (long) (leftMs * 1e6);
    if (vote.isMissing()) {
      mayChange = block.random().nextDouble() < CHANGE_PROBABILITY;
      later(firstVoteDelayMs(leftMs), this::vote);
    }
  }

  private double firstVoteDelayMs(double leftMs) {
    if (block.random().nextDouble() < block.plan().profile().lastSecondShare()) {
      return leftMs - LAST_MARGIN_MS - block.random().nextDouble() * LAST_SECOND_MS;
    }
    // A log-normal distribution: most vote early.
    double share = 0.15 * Math.exp(block.random().nextGaussian() * 0.7);
    return leftMs * Math.min(0.8, share);
  }

  private double leftMs() {
    return (closesAt - System.nanoTime()) / 1e6;
  }

  private void vote() {
    if (open && connection.isAwake()) {
      vote.choose();
      sendVote();
    }
  }

  private void sendVote() {
    if (joined && vote.isWaiting()) {
      connection.send(vote.message());
      block.cancel(ackTimer);
      ackTimer = block.after(ACK_TIMEOUT_MS, this::sendVote);
    }
  }

  private void acked(Map<String, Object> message) {
    if (vote.isMeant(message)) {
      vote.acked(((Number) message.get("rev")).longValue());
      block.cancel(ackTimer);
      afterVote();
    }
  }

  private void afterVote() {
    double leftMs = leftMs();
    if (mayChange && leftMs > 3 * LAST_SECOND_MS) {
      mayChange = block.random().nextDouble() < CHANGE_PROBABILITY;
      later(LAST_SECOND_MS + block.random().nextDouble() * leftMs / 2, this::vote);
    } else if (block.random().nextDouble() < NAP_PROBABILITY && leftMs > LAST_SECOND_MS) {
      later(LAST_SECOND_MS / 2, () -> sleepFor(leftMs * block.random().nextDouble() / 2));
    }
  }

  private void refused(Map<String, Object> message) {
    String code = String.valueOf(message.get("code"));
    if (!vote.isMeant(message)) {
      block.measured().refused(code);
      if (!joined) {
        connection.reset();
      }
      return;
    }
    block.cancel(ackTimer);
    if (Boolean.TRUE.equals(message.get("retry"))) {
      block.measured().refused(code);
      ackTimer = block.after(connection.backoffMs(), this::sendVote);
      return;
    }
    if ("not-open".equals(code)) {
      block.measured().late.increment();
    } else {
      block.measured().refused(code);
    }
    vote.refused();
  }

  private void sleepBetweenPolls() {
    double pauseMs = block.plan().pauseMs();
    later(
        block.random().nextDouble() * pauseMs / 4,
        // Some return in time, others only when the next poll is open.
        () -> sleepFor(pauseMs * (0.4 + block.random().nextDouble() * 0.7)));
  }

  private void sleepFor(double ms) {
    if (!vote.isWaiting() && connection.isOpen()) {
      connection.sleep();
      later(ms, this::connect);
    }
  }

  private void later(double ms, Runnable step) {
    block.cancel(nextTimer);
    nextTimer = block.after(ms, step);
  }

  /** Whether it still waits to hear of a vote. */
  boolean isWaiting() {
    return vote.isWaiting();
  }

  /** Adds what it knows of its vote on a poll. */
  void addTo(RoundBallots poll, PhoneCount count) {
    vote.addTo(poll, count);
  }

  /** Leaves for good. */
  void leave() {
    block.cancel(nextTimer);
    block.cancel(ackTimer);
    setJoined(false);
    connection.leave();
  }

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
