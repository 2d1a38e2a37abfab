package io.votehub.count;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads ballots of one poll's journal as they were when they were cast. Most are alike; so some
 * short ones are remembered, and all that are like them share one text and one list of cells. Used
 * by one thread at a time.
 */
final class BallotReader {
  /** Longer ones are hardly ever alike. */
  private static final int LONGEST = 128;

  private static final int REMEMBERED = 256;

  private record Known(String text, Ballot ballot) {}

  private final Poll poll;
  private final VotingMethod method;
  private final Map<String, Known> known = new HashMap<>();

  BallotReader(Poll poll, VotingMethod method) {
    this.poll = poll;
    this.method = method;
  }

  /** The ballot of an entry, with its cells. */
  CastBallot cast(JournalEntry entry) {
    return cast(entry.voter(), entry.ballot(), entry.at());
  }

  /** The same ballot with its cells, whatever it had before. */
  CastBallot cast(CastBallot bare) {
    return cast(bare.voter(), bare.ballot(), bare.at());
  }

  private CastBallot cast(String voter, String text, long at) {
    Known ballot = known(text);
    return new CastBallot(
        voter, poll.run(), ballot.text, method.cells(ballot.ballot, voter, at), at);
  }

  private Known known(String text) {
    Known same = known.get(text);
    if (same != null) {
      return same;
    }
    Known fresh = new Known(text, read(text));
    if (text.length() <= LONGEST) {
      if (known.size() == REMEMBERED) {
        known.clear();
      }
      known.put(text, fresh);
    }
    return fresh;
  }

  private Ballot read(String text) {
    try {
      return method.read(poll, Json.readObject(text));
    } catch (BadJsonException fault) {
      throw new IllegalStateException(
          "Poll " + poll.id() + " has an unreadable ballot in its journal", fault);
    }
  }
}
