package io.votehub.rehearse;

import io.vertx.core.http.WebSocket;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.Arrays;
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
final class Phone {
  private static final int NONE = -1;
  private static final double ACK_TIMEOUT_MS = 10_000;
  private static final double MIN_BACKOFF_MS = 500;
  private static final double MAX_BACKOFF_MS = 15_000;
  private static final double CHANGE_PROBABILITY = 0.15;
  private static final double NAP_PROBABILITY = 0.05;
  private static final double LAST_SECOND_MS = 1000;

  /** Before the close, so that a vote is not late by what the network takes. */
  private static final double LAST_MARGIN_MS = 150;

  private final PhoneBlock block;
  private WebSocket socket;
  private String token;
  private boolean joined;
  private boolean asleep;
  private boolean left;
  private int attempts;
  private double minBackoffMs;
  private long connectingSince;

  /** The next vote, change, sleep or awakening. */
  private long nextTimer = NONE;

  private long ackTimer = NONE;

  private RoundBallots round;
  private boolean open;
  private Object run;
  private long closesAt;
  private boolean mayChange;
  private int standing = NONE;
  private int pending = NONE;
  private int doubtful = NONE;
  private int number;
  private int sendings;
  private long sentAt;
  private long awaitedRev;
  private long tallyRev;
  private long tallyAt;

  Phone(PhoneBlock block) {
    this.block = block;
  }

  void connect() {
    if (left) {
      return;
    }
    asleep = false;
    connectingSince = System.nanoTime();
    block.connect().onSuccess(this::connected).onFailure(fault -> broken());
  }

  private void connected(WebSocket opened) {
    if (left) {
      opened.close();
      return;
    }
    socket = opened;
    opened.textMessageHandler(this::heard);
    opened.exceptionHandler(fault -> {});
    opened.closeHandler(closed -> closed(opened));
    Map<String, Object> join = new LinkedHashMap<>();
    join.put("type", "join");
    join.put("room", block.room());
    if (token != null) {
      join.put("token", token);
    }
    send(Json.write(join));
  }

  private void closed(WebSocket which) {
    if (which != socket) {
      return;
    }
    socket = null;
    setJoined(false);
    if (!asleep) {
      broken();
    }
  }

  private void setJoined(boolean now) {
    if (joined != now) {
      joined = now;
      block.measured().present.add(now ? 1 : -1);
    }
  }

  private void broken() {
    if (left) {
      return;
    }
    block.measured().broken.increment();
    block.after(Math.max(minBackoffMs, backoffMs()), this::connect);
    minBackoffMs = 0;
  }

  private double backoffMs() {
    double longest = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * Math.pow(2, attempts++));
    return longest * (0.5 + block.random().nextDouble() / 2);
  }

  private void heard(String text) {
    // Tallies are nearly all messages; parsing them would make the generator the limit.
    if (text.startsWith("{\"type\":\"tally\"")) {
      if (pending != NONE || awaitedRev > 0) {
        tally(text);
      }
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
      case "bye" -> minBackoffMs = ((Number) message.get("retryAfterMs")).doubleValue();
      default -> {}
    }
  }

  private void tally(String text) {
    if (round == null || !text.startsWith("\"poll\":\"" + round.poll() + "\"", 16)) {
      return;
    }
    tallyRev = revision(text);
    tallyAt = System.nanoTime();
    if (awaitedRev > 0 && tallyRev >= awaitedRev) {
      block.measured().tallies.record(tallyAt - sentAt);
      awaitedRev = 0;
    }
  }

  private static long revision(String tally) {
    int at = tally.indexOf("\"rev\":") + 6;
    long rev = 0;
    while (at >= 6 && at < tally.length() && Character.isDigit(tally.charAt(at))) {
      rev = rev * 10 + Character.digit(tally.charAt(at++), 10);
    }
    return rev;
  }

  private void joined(Map<String, Object> message) {
    setJoined(true);
    attempts = 0;
    block.hubTime(((Number) message.get("now")).longValue());
    Measurements measured = block.measured();
    measured.joins.record(System.nanoTime() - connectingSince);
    if (token == null) {
      measured.arrived.increment();
    } else {
      measured.returned.increment();
    }
    token = message.get("token") instanceof String given ? given : token;
    for (Object each : (List<?>) message.get("polls")) {
      poll(object(each));
    }
    if (round != null && message.get("ballots") instanceof Map<?, ?> kept) {
      lookFor(kept.get(round.poll()));
    }
    if (pending != NONE) {
      sendVote();
    }
  }

  /** Compares what the hub keeps of this voter with what it acknowledged. */
  private void lookFor(Object kept) {
    if (pending != NONE && sendings > 0 && round.isExact() && round.isKept(pending, kept)) {
      // Counted, although the acknowledgement was lost with the connection.
      standing = pending;
      settle();
    } else if (standing != NONE && pending == NONE && doubtful == NONE) {
      if (!round.isKept(standing, kept)) {
        block.measured().forgotten.increment();
      }
    }
  }

  private void poll(Map<String, Object> poll) {
    RoundBallots known = block.ballotsOf(String.valueOf(poll.get("id")));
    if (known == null) {
      return;
    }
    boolean nowOpen = "open".equals(poll.get("state")) && !Boolean.TRUE.equals(poll.get("closing"));
    if (nowOpen && (known != round || !open)) {
      opened(known, poll);
    } else if (!nowOpen && known == round && open) {
      open = false;
      block.cancel(nextTimer);
      if (block.random().nextDouble() < block.plan().profile().sleepShare()) {
        sleepBetweenPolls();
      }
    }
  }

  private void opened(RoundBallots ballots, Map<String, Object> poll) {
    if (round != ballots) {
      forget();
    }
    round = ballots;
    open = true;
    run = poll.get("run");
    // By the hub's clock the poll may be open for a while: the phone slept.
    double leftMs = block.msUntil(((Number) poll.get("closesAt")).longValue());
    closesAt = System.nanoTime() + (long) (leftMs * 1e6);
    if (standing == NONE && pending == NONE) {
      mayChange = block.random().nextDouble() < CHANGE_PROBABILITY;
      later(firstVoteDelayMs(leftMs), this::vote);
    }
  }

  private void forget() {
    standing = NONE;
    pending = NONE;
    doubtful = NONE;
    awaitedRev = 0;
    tallyRev = 0;
    block.cancel(ackTimer);
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
    if (!open || left || asleep) {
      return;
    }
    pending = block.random().nextInt(round.size());
    number++;
    sendings = 0;
    block.measured().sent.increment();
    sendVote();
  }

  private void sendVote() {
    if (!joined || pending == NONE) {
      return;
    }
    if (sendings++ == 0) {
      sentAt = System.nanoTime();
    } else {
      block.measured().resent.increment();
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "vote");
    message.put("id", Integer.toString(number));
    message.put("poll", round.poll());
    message.put("run", run);
    message.put("ballot", new Json.Raw(round.text(pending)));
    send(Json.write(message));
    block.cancel(ackTimer);
    ackTimer = block.after(ACK_TIMEOUT_MS, this::sendVote);
  }

  private boolean isOwn(Map<String, Object> message) {
    return pending != NONE && Integer.toString(number).equals(message.get("id"));
  }

  private void acked(Map<String, Object> message) {
    if (!isOwn(message)) {
      return;
    }
    Measurements measured = block.measured();
    long now = System.nanoTime();
    measured.acks.record(now - sentAt);
    measured.acked.increment();
    long rev = ((Number) message.get("rev")).longValue();
    if (tallyRev >= rev) {
      measured.tallies.record(tallyAt - sentAt);
    } else {
      awaitedRev = rev;
    }
    standing = pending;
    doubtful = NONE;
    settle();
    afterVote();
  }

  private void settle() {
    pending = NONE;
    block.cancel(ackTimer);
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
    boolean again = Boolean.TRUE.equals(message.get("retry"));
    if (!isOwn(message)) {
      block.measured().refused(code);
      if (!joined && socket != null) {
        socket.close();
      }
      return;
    }
    block.cancel(ackTimer);
    if (again) {
      block.measured().refused(code);
      ackTimer = block.after(backoffMs(), this::sendVote);
      return;
    }
    if ("not-open".equals(code)) {
      block.measured().late.increment();
    } else {
      block.measured().refused(code);
    }
    if (sendings > 1) {
      // An earlier sending may have been counted before it.
      doubtful = pending;
    }
    settle();
  }

  private void sleepBetweenPolls() {
    double pauseMs = block.plan().pauseMs();
    later(
        block.random().nextDouble() * pauseMs / 4,
        // Some return in time, others only when the next poll is open.
        () -> sleepFor(pauseMs * (0.4 + block.random().nextDouble() * 0.7)));
  }

  /** The screen goes dark and the connection ends, as phones do it. */
  private void sleepFor(double ms) {
    if (pending != NONE || socket == null) {
      return;
    }
    asleep = true;
    socket.close((short) 1001);
    later(ms, this::connect);
  }

  private void later(double ms, Runnable step) {
    block.cancel(nextTimer);
    nextTimer = block.after(ms, step);
  }

  private void send(String text) {
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  /** Whether it still waits to hear of a vote. */
  boolean isWaiting() {
    return pending != NONE;
  }

  /** Adds what it knows of its vote on a poll. */
  void addTo(RoundBallots poll, Count count) {
    if (round != poll) {
      return;
    }
    int unsure = pending != NONE && sendings > 0 ? pending : doubtful;
    if (unsure == NONE && standing != NONE) {
      count.acked[standing]++;
    } else if (unsure != NONE) {
      count.doubtful[unsure]++;
      count.doubtfulPhones++;
      if (standing != NONE) {
        count.certainlyVoted++;
        if (standing != unsure) {
          count.doubtful[standing]++;
        }
      }
    }
  }

  /** Sums of the phones of a block. */
  static final class Count {
    private final long[] acked;
    private final long[] doubtful;
    private long doubtfulPhones;
    private long certainlyVoted;

    Count(int ballots) {
      acked = new long[ballots];
      doubtful = new long[ballots];
    }

    RoundVotes votes() {
      return new RoundVotes(
          Arrays.stream(acked).boxed().toList(),
          Arrays.stream(doubtful).boxed().toList(),
          doubtfulPhones,
          certainlyVoted);
    }
  }

  /** Leaves for good. */
  void leave() {
    left = true;
    block.cancel(nextTimer);
    block.cancel(ackTimer);
    setJoined(false);
    if (socket != null && !socket.isClosed()) {
      socket.close();
    }
  }

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
