package io.votehub.rehearse;

import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulated phone knows of its vote on a poll: what was acknowledged, what is on its way,
 * and what is in doubt because an earlier sending may have been counted. Confined to its block's
 * event loop.
 */
final class PhoneVote {
  private static final int NONE = -1;

  private final PhoneBlock block;
  private RoundBallots round;
  private Object run;
  private int standing = NONE;
  private int pending = NONE;
  private int doubtful = NONE;
  private int number;
  private int sendings;
  private long sentAt;
  private long awaitedRev;
  private long tallyRev;
  private long tallyAt;

  PhoneVote(PhoneBlock block) {
    this.block = block;
  }

  boolean isOn(RoundBallots ballots) {
    return round == ballots;
  }

  /** The poll is open. Of a vote on another one before nothing is kept. */
  void begin(RoundBallots ballots, Object pollRun) {
    if (round != ballots) {
      standing = NONE;
      pending = NONE;
      doubtful = NONE;
      awaitedRev = 0;
      tallyRev = 0;
    }
    round = ballots;
    run = pollRun;
  }

  /** Whether there is neither an acknowledged vote nor one on its way. */
  boolean isMissing() {
    return standing == NONE && pending == NONE;
  }

  /** Whether it still waits to hear of a vote. */
  boolean isWaiting() {
    return pending != NONE;
  }

  /** Chooses anew; the vote is to be sent. */
  void choose() {
    pending = block.random().nextInt(round.size());
    number++;
    sendings = 0;
    block.measured().sent.increment();
  }

  /** The message of the vote on its way, which is sent now: the same each time. */
  String message() {
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
    return Json.write(message);
  }

  /** Whether a message of the hub is about the vote on its way. */
  boolean isMeant(Map<String, Object> message) {
    return pending != NONE && Integer.toString(number).equals(message.get("id"));
  }

  void acked(long rev) {
    Measurements measured = block.measured();
    measured.acks.record(System.nanoTime() - sentAt);
    measured.acked.increment();
    if (tallyRev >= rev) {
      measured.tallies.record(tallyAt - sentAt);
    } else {
      awaitedRev = rev;
    }
    standing = pending;
    doubtful = NONE;
    pending = NONE;
  }

  /** The hub refused the vote on its way for good. */
  void refused() {
    if (sendings > 1) {
      // An earlier sending may have been counted before it.
      doubtful = pending;
    }
    pending = NONE;
  }

  /** Takes a tally, in the form in which the hub sends it. */
  void tally(String text) {
    boolean wanted = pending != NONE || awaitedRev > 0;
    if (!wanted || round == null || !text.startsWith("\"poll\":\"" + round.poll() + "\"", 16)) {
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

  /** Compares what the hub keeps of this voter, by poll, with what it acknowledged. */
  void lookFor(Map<?, ?> kept) {
    if (round == null) {
      return;
    }
    Object found = kept.get(round.poll());
    if (pending != NONE && sendings > 0 && round.isExact() && round.isKept(pending, found)) {
      // Counted, although the acknowledgement was lost with the connection.
      standing = pending;
      pending = NONE;
    } else if (standing != NONE
        && pending == NONE
        && doubtful == NONE
        && !round.isKept(standing, found)) {
      block.measured().forgotten.increment();
    }
  }

  /** Adds what it knows of its vote on a poll. */
  void addTo(RoundBallots poll, PhoneCount count) {
    if (round != poll) {
      return;
    }
    int unsure = pending != NONE && sendings > 0 ? pending : doubtful;
    if (unsure != NONE) {
      count.doubtful(unsure, standing);
    } else if (standing != NONE) {
      count.acknowledged(standing);
    }
  }
}
