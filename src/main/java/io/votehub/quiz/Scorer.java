package io.votehub.quiz;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores the ballots of a poll that is a question of a quiz. Used by one thread at a time. */
public final class Scorer {
  private static final int MAX_KNOWN = 1024;

  private final Poll poll;
  private final Marking marking;
  private final List<Opening> openings;
  private final Map<String, Optional<Share>> known = new HashMap<>();

  /**
   * @param openings the times during which the poll was open, at least one; a ballot belongs to the
   *     latest that began before it
   */
  public Scorer(Poll poll, List<Opening> openings) {
    this.poll = poll;
    this.marking = new Marking(poll);
    this.openings =
        openings.stream().sorted(Comparator.comparingLong(Opening::at).reversed()).toList();
  }

  /**
   * The score of a ballot; empty for an abstention.
   *
   * @param ballot its canonical form as JSON text
   * @param at when it arrived at the hub, UTC milliseconds since the epoch
   */
  public Optional<Score> score(String voter, String ballot, long at) {
    Opening opening = opening(at);
    long ms = Math.max(0, Math.min(at - opening.at(), Integer.MAX_VALUE));
    return share(ballot)
        .map(
            share ->
                new Score(
                    voter,
                    Points.of(poll.settings().quiz().orElseThrow(), share, ms, opening.limitMs()),
                    share.right(),
                    !share.isNothing(),
                    (int) ms));
  }

  private Opening opening(long at) {
    for (Opening each : openings) {
      if (each.at() <= at) {
        return each;
      }
    }
    return openings.get(openings.size() - 1);
  }

  /** Most voters give one of a few answers. */
  private Optional<Share> share(String ballot) {
    Optional<Share> before = known.get(ballot);
    if (before != null) {
      return before;
    }
    Optional<Share> share = marking.of(read(ballot));
    if (known.size() < MAX_KNOWN) {
      known.put(ballot, share);
    }
    return share;
  }

  private static Map<String, Object> read(String ballot) {
    try {
      return Json.readObject(ballot);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A ballot in the journal is no JSON", fault);
    }
  }
}
