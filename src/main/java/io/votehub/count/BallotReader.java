package io.votehub.count;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.CellReader;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the ballots of one poll's journal as they were when they were cast. Most ballots are equal
 * to others; so some short ones are cached, and equal ballots share one text and one list of cells.
 * Used by one thread at a time.
 */
final class BallotReader {
  /** Longer ballots are hardly ever equal to others. */
  private static final int MAX_CACHED_LENGTH = 128;

  private static final int MAX_CACHED = 256;

  private record Cached(String text, Ballot ballot) {}

  private final Poll poll;
  private final VotingMethod method;
  private final CellReader quickly;
  private final Map<String, Cached> cache = new HashMap<>();

  BallotReader(Poll poll, VotingMethod method) {
    this.poll = poll;
    this.method = method;
    this.quickly = method.cellReader(poll);
  }

  /** The ballot of an entry, with its cells. */
  CastBallot cast(JournalEntry entry) {
    return cast(entry.voter(), entry.ballot(), entry.at(), entry.mark());
  }

  /** The same ballot with freshly computed cells. */
  CastBallot cast(CastBallot bare) {
    return cast(bare.voter(), bare.ballot(), bare.at(), bare.mark());
  }

  private CastBallot cast(String voter, String text, long at, Mark mark) {
    Cached ballot = cached(text);
    return new CastBallot(
        voter, poll.run(), ballot.text, method.cells(ballot.ballot, voter, at), at, mark);
  }

  /** The cells of a ballot, of a method where it matters neither who casts it nor when. */
  List<String> cells(String text) {
    Optional<List<String>> quick = quickly.of(text);
    return quick.isPresent() ? quick.get() : method.cells(cached(text).ballot, "", 0);
  }

  private Cached cached(String text) {
    Cached same = cache.get(text);
    if (same != null) {
      return same;
    }
    Cached fresh = new Cached(text, read(text));
    if (text.length() <= MAX_CACHED_LENGTH) {
      if (cache.size() == MAX_CACHED) {
        cache.clear();
      }
      cache.put(text, fresh);
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
