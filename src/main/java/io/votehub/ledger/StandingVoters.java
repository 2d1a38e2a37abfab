package io.votehub.ledger;

import io.votehub.memory.Footprint;
import io.votehub.memory.TextTable;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The ballots that stand, by voter. What ballots have in common is kept once: of a voter there is
 * the id and a record of some bytes, in one table, and beside it each ballot that anybody cast, as
 * long as it stands for somebody. Used by one thread at a time.
 */
public final class StandingVoters {
  /** What a voter takes beside the id: the record, its places in the table, and some air. */
  private static final int VOTER_BYTES = 68;

  /** A kept ballot with its entries in a map and in a list. */
  private static final int BALLOT_BYTES = 80;

  /** The place of a voter who has none. */
  private static final int UNKNOWN = -1;

  /** No revision is 0: counters begin at 1. */
  private static final long NONE = 0;

  // The record of a voter.
  private static final int REV = 0;
  private static final int AT = REV + Long.BYTES;
  private static final int HIGH = AT + Long.BYTES;
  private static final int LOW = HIGH + Long.BYTES;
  private static final int BALLOT = LOW + Long.BYTES;
  private static final int RECORD_BYTES = BALLOT + Integer.BYTES;

  /** Beside the number of a ballot: whether it has a mark. */
  private static final int MARKED = 1 << 31;

  /** A ballot with its cells, which are the same for all for whom it stands. */
  private static final class Shared {
    final String text;
    final List<String> cells;
    int number;
    int voters;

    Shared(String text, List<String> cells) {
      this.text = text;
      this.cells = cells;
    }

    long bytes() {
      return bytesOf(text, cells);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Shared same && text.equals(same.text) && cells.equals(same.cells);
    }

    @Override
    public int hashCode() {
      return 31 * text.hashCode() + cells.hashCode();
    }
  }

  /**
   * What stands for a voter.
   *
   * @param mark null if the ballot was cast without one
   */
  public record Standing(long rev, String ballot, List<String> cells, Mark mark, long at) {
    /** Whether that is the end of an earlier ballot. */
    public boolean isWithdrawal() {
      return ballot.equals(CastBallot.WITHDRAWN);
    }
  }

  private final Map<Shared, Shared> ballots = new HashMap<>();
  private final List<Shared> byNumber = new ArrayList<>();
  private final Deque<Integer> freeNumbers = new ArrayDeque<>();
  private TextTable voters;
  private int size;
  private long bytes;

  /** For how many voters a ballot stands. */
  public int size() {
    return size;
  }

  /** The memory that all of it takes, in bytes, without the names of cells; rather too much. */
  public long bytes() {
    return bytes;
  }

  /** What stands for a voter; null if nothing does. */
  public Standing find(String voter) {
    return at(place(voter));
  }

  /**
   * The place of a voter, which is looked up once for what is done with it; it stays the same.
   * {@link #UNKNOWN} if there is none yet.
   */
  int place(String voter) {
    return voters == null ? UNKNOWN : voters.find(voter);
  }

  /** What stands in a place; null if nothing does. */
  Standing at(int place) {
    return place == UNKNOWN || rev(place) == NONE ? null : standing(place);
  }

  /**
   * By how much {@link #bytes} grow when this ballot takes the place of what stands.
   *
   * @param number the {@link #place} of its voter
   */
  long growth(int number, CastBallot cast) {
    Shared kept = ballots.get(new Shared(cast.ballot(), cast.cells()));
    long growth = kept == null ? bytesOf(cast.ballot(), cast.cells()) : 0;
    if (number == UNKNOWN) {
      return growth + bytesOf(cast.voter());
    }
    Shared old = rev(number) == NONE ? null : ballot(number);
    return old != null && old.voters == 1 && !old.equals(kept) ? growth - old.bytes() : growth;
  }

  /** Lets a ballot stand in place of the voter's earlier one. */
  public void put(long rev, CastBallot cast) {
    put(place(cast.voter()), rev, cast);
  }

  /**
   * The same.
   *
   * @param place that of its voter
   */
  void put(int place, long rev, CastBallot cast) {
    int number = place == UNKNOWN ? add(cast.voter()) : place;
    Shared ballot = share(cast);
    if (rev(number) == NONE) {
      size++;
    } else {
      leave(ballot(number));
    }
    Mark mark = cast.mark();
    voters.putLong(number, REV, rev);
    voters.putLong(number, AT, cast.at());
    voters.putLong(number, HIGH, mark == null ? 0 : mark.high());
    voters.putLong(number, LOW, mark == null ? 0 : mark.low());
    voters.putInt(number, BALLOT, mark == null ? ballot.number : ballot.number | MARKED);
  }

  private int add(String voter) {
    if (voters == null) {
      voters = new TextTable(RECORD_BYTES, more -> {});
    }
    bytes += bytesOf(voter);
    return voters.add(voter);
  }

  /** Lets nothing stand for a voter, who stays known. */
  public void remove(String voter) {
    int number = place(voter);
    if (number != UNKNOWN && rev(number) != NONE) {
      leave(ballot(number));
      voters.putLong(number, REV, NONE);
      size--;
    }
  }

  private Shared share(CastBallot cast) {
    Shared fresh = new Shared(cast.ballot(), cast.cells());
    Shared kept = ballots.putIfAbsent(fresh, fresh);
    if (kept == null) {
      kept = fresh;
      bytes += kept.bytes();
      Integer free = freeNumbers.poll();
      kept.number = free == null ? byNumber.size() : free;
      if (free == null) {
        byNumber.add(kept);
      } else {
        byNumber.set(free, kept);
      }
    }
    kept.voters++;
    return kept;
  }

  private void leave(Shared ballot) {
    if (--ballot.voters == 0) {
      ballots.remove(ballot);
      byNumber.set(ballot.number, null);
      freeNumbers.push(ballot.number);
      bytes -= ballot.bytes();
    }
  }

  private static long bytesOf(String ballot, List<String> cells) {
    return BALLOT_BYTES + Footprint.of(ballot) + Footprint.ofReferences(cells.size());
  }

  private static long bytesOf(String voter) {
    return (long) VOTER_BYTES + voter.length();
  }

  private long rev(int number) {
    return voters.getLong(number, REV);
  }

  private Shared ballot(int number) {
    return byNumber.get(voters.getInt(number, BALLOT) & ~MARKED);
  }

  private Standing standing(int number) {
    Shared ballot = ballot(number);
    Mark mark =
        voters.getInt(number, BALLOT) >= 0
            ? null
            : new Mark(voters.getLong(number, HIGH), voters.getLong(number, LOW));
    return new Standing(rev(number), ballot.text, ballot.cells, mark, voters.getLong(number, AT));
  }

  /**
   * A view by voter, which makes each ballot as it is read.
   *
   * @param run the run of the poll that the ballots are of
   */
  public Map<String, Page.Standing> byVoter(int run) {
    Set<Map.Entry<String, Page.Standing>> entries =
        new AbstractSet<>() {
          @Override
          public Iterator<Map.Entry<String, Page.Standing>> iterator() {
            return new Entries(run);
          }

          @Override
          public int size() {
            return size;
          }
        };
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Page.Standing>> entrySet() {
        return entries;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Page.Standing>> {
    private final int run;
    private int next = -1;

    Entries(int run) {
      this.run = run;
      advance();
    }

    private void advance() {
      int all = voters == null ? 0 : voters.size();
      do {
        next++;
      } while (next < all && rev(next) == NONE);
    }

    @Override
    public boolean hasNext() {
      return voters != null && next < voters.size();
    }

    @Override
    public Map.Entry<String, Page.Standing> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String voter = voters.text(next);
      Standing found = standing(next);
      advance();
      CastBallot cast = new CastBallot(voter, run, found.ballot, found.cells, found.at, found.mark);
      return Map.entry(voter, new Page.Standing(found.rev, cast));
    }
  }
}
