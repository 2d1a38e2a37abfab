package io.votehub.rehearse;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to rehearse.
 *
 * @param hub the hub's address, such as {@code https://vote.example.org}
 * @param trustAll whether any certificate is accepted, for the hub's own loopback address only
 * @param metrics addresses of {@code /metrics}, one for each instance; those that do not answer are
 *     left out
 * @param room the room to use; empty for a room of its own, which is deleted at the end
 * @param polls polls to make, in the form of the HTTP API; never empty
 */
public record RehearsalPlan(
    URI hub,
    boolean trustAll,
    List<URI> metrics,
    int voters,
    Duration duration,
    AudienceProfile profile,
    Thresholds thresholds,
    Optional<Room> room,
    List<Map<String, Object>> polls) {
  /** Bounded by the ephemeral ports of one machine. */
  public static final int MAX_VOTERS = 20_000;

  private static final int MAX_ROUNDS = 4;
  private static final double ROUND_SECONDS = 40;
  private static final double OPEN_SHARE = 0.7;
  private static final int MIN_OPEN_SECONDS = 2;

  /** A room and the presenter's token for it. */
  public record Room(String code, String token) {
    @Override
    public String toString() {
      return "Room " + code;
    }
  }

  public RehearsalPlan {
    if (voters < 1 || voters > MAX_VOTERS) {
      throw new IllegalArgumentException(
          "A rehearsal has 1 to " + MAX_VOTERS + " voters, not " + voters);
    }
    if (polls.isEmpty()) {
      throw new IllegalArgumentException("A rehearsal needs a poll");
    }
    metrics = List.copyOf(metrics);
    polls = List.copyOf(polls);
  }

  /** The poll of rehearsals that are given none. */
  public static List<Map<String, Object>> defaultPolls() {
    return List.of(
        Map.of(
            "question",
            "Rehearsal: which way?",
            "method",
            "single",
            "options",
            List.of("Left", "Right", "Straight on", "Back"),
            "settings",
            Map.of("results", "live")));
  }

  long arrivalMs() {
    return Math.round(duration.toMillis() * profile.arrivalShare());
  }

  /** How many polls are held one after the other. */
  int rounds() {
    long left = duration.toMillis() - arrivalMs();
    return (int) Math.max(1, Math.min(MAX_ROUNDS, Math.round(left / 1000.0 / ROUND_SECONDS)));
  }

  private long roundMs() {
    return (duration.toMillis() - arrivalMs()) / rounds();
  }

  /** How long each poll is open. */
  int openSeconds() {
    return (int) Math.max(MIN_OPEN_SECONDS, Math.floor(roundMs() * OPEN_SHARE / 1000));
  }

  /** The time between two polls, in which phones sleep. */
  long pauseMs() {
    return Math.max(500, roundMs() - openSeconds() * 1000L);
  }
}
