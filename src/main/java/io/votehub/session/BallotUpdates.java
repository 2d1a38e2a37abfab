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
 * The ballots of its voter that one connection knows of, for voters with several connections. Keeps
 * updates in the order in which the ballots were counted, and detects ballots that were counted
 * while the connection joined. Confined to one event loop.
 */
final class BallotUpdates {
  private static final int MAX_POLLS = 256;

  private final Map<String, Long> revs = new HashMap<>();

  /**
   * By poll, the ballots that the connection joined with or was sent since; null once none can have
   * been missed.
   */
  private Map<String, String> ballots;

  /** For a connection that cannot have missed a ballot. */
  BallotUpdates() {}

  /**
   * @param joinedWith the voter's standing ballots as JSON text, by poll
   */
  BallotUpdates(Map<String, String> joinedWith) {
    ballots = new HashMap<>(joinedWith);
  }

  /**
   * Notes that the connection knows of a ballot; returns false if it knew of it, or of a newer one.
   *
   * @param exists whether a poll still exists; what is known of others may be dropped
   */
  boolean mark(String poll, long rev, String ballot, Predicate<String> exists) {
    Long before = revs.get(poll);
    if (before != null && before >= rev) {
      return false;
    }
    if (revs.size() >= MAX_POLLS) {
      revs.keySet().removeIf(exists.negate());
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

  /** From now on no ballot can have been missed. */
  void clearMissed() {
    ballots = null;
  }

  /**
   * The known revisions, to be passed to {@link #missed} with ballots that are read from now on.
   */
  Map<String, Long> revs() {
    return Map.copyOf(revs);
  }

  /**
   * Finds the ballots that differ from what the connection knows, except in polls of which it was
   * sent a ballot since the read began.
   *
   * @param standing the voter's ballots as read, by poll
   * @param before {@link #revs} when the read began
   * @param send receives each such poll and its ballot, which is empty if none stands
   */
  void missed(
      Map<String, String> standing, Map<String, Long> before, BiConsumer<String, String> send) {
    if (ballots == null) {
      return;
    }
    Set<String> polls = new HashSet<>(ballots.keySet());
    polls.addAll(standing.keySet());
    for (String poll : polls) {
      String now = standing.getOrDefault(poll, CastBallot.WITHDRAWN);
      boolean isSame = now.equals(ballots.getOrDefault(poll, CastBallot.WITHDRAWN));
      if (!isSame && Objects.equals(revs.get(poll), before.get(poll))) {
        ballots.put(poll, now);
        send.accept(poll, now);
      }
    }
  }
}
