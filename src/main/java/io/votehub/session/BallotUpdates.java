package io.votehub.session;

import io.votehub.poll.CastBallot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What one connection was told of its voter's ballots, where the voter may have other connections:
 * so that what is told of those comes in the order in which it was counted, and what was counted
 * while this one joined is not missed. Lives on one event loop.
 */
final class BallotUpdates {
  private static final int POLLS = 256;

  private final Map<String, Long> revs = new HashMap<>();

  /**
   * The ballots that it joined with, and those told since, by poll; null once nothing can be
   * missed.
   */
  private Map<String, String> ballots;

  /** Of a connection that is new to the room, or of which nothing can have been missed. */
  BallotUpdates() {}

  /**
   * @param joinedWith the voter's standing ballots as JSON text, by poll
   */
  BallotUpdates(Map<String, String> joinedWith) {
    ballots = new HashMap<>(joinedWith);
  }

  /**
   * Notes that the connection knows of a ballot; false if it knows of that one or a newer one
   * already.
   *
   * @param isThere whether there is such a poll; what is known of others may be forgotten
   */
  boolean tell(String poll, long rev, String ballot, Predicate<String> isThere) {
    Long before = revs.get(poll);
    if (before != null && before >= rev) {
      return false;
    }
    if (revs.size() >= POLLS) {
      revs.keySet().removeIf(isThere.negate());
    }
    revs.put(poll, rev);
    if (ballots != null) {
      ballots.put(poll, ballot);
    }
    return true;
  }

  /** Whether ballots that were counted while it joined may have been missed. */
  boolean mayHaveMissed() {
    return ballots != null;
  }

  void hasMissedNothing() {
    ballots = null;
  }

  /** What is known now, to be given to {@link #missed} with what is read from now on. */
  Map<String, Long> revs() {
    return Map.copyOf(revs);
  }

  /**
   * Tells of the ballots that are others than the connection knows of, but of none that it heard of
   * since the reading began.
   *
   * @param standing the voter's ballots as they were read, by poll
   * @param before {@link #revs} when the reading began
   * @param tell takes a poll and its ballot, which is empty where none stands
   */
  void missed(
      Map<String, String> standing, Map<String, Long> before, BiConsumer<String, String> tell) {
    if (ballots == null) {
      return;
    }
    Set<String> polls = new HashSet<>(ballots.keySet());
    polls.addAll(standing.keySet());
    for (String poll : polls) {
      String now = standing.getOrDefault(poll, CastBallot.TAKEN_BACK);
      boolean isSame = now.equals(ballots.getOrDefault(poll, CastBallot.TAKEN_BACK));
      if (!isSame && Objects.equals(revs.get(poll), before.get(poll))) {
        ballots.put(poll, now);
        tell.accept(poll, now);
      }
    }
  }
}
