package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Gathers in one reading of a journal the ballots that stand for certain voters, or for all. */
public final class VotersBallots implements Consumer<JournalEntry> {
  /** A ballot that stands, in its canonical form. */
  public record Stands(long rev, String ballot) {}

  private static final int SHARED_AT_MOST = 256;

  private final CountedRevisions counting;
  private final Predicate<String> voters;
  private final ReadMemory gathered;
  private final Map<String, Stands> standing = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private long bytes;

  VotersBallots(CountedRevisions counting, Predicate<String> voters, ReadMemory gathered) {
    this.counting = counting;
    this.voters = voters;
    this.gathered = gathered;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (!counting.counts(entry.rev()) || !voters.test(entry.voter())) {
      return;
    }
    if (entry.takesBack()) {
      takenBack(entry.voter());
      return;
    }
    Stands now = new Stands(entry.rev(), shared(entry.ballot()));
    Stands before = standing.put(entry.voter(), now);
    long more = Footprint.ofStanding(entry.voter(), entry.ballot(), 0);
    long less = before == null ? 0 : Footprint.ofStanding(entry.voter(), before.ballot, 0);
    bytes += more - less;
    gathered.add(more - less);
  }

  private void takenBack(String voter) {
    Stands before = standing.remove(voter);
    if (before != null) {
      long less = Footprint.ofStanding(voter, before.ballot, 0);
      bytes -= less;
      gathered.add(-less);
    }
  }

  /** Ballots that are alike share one text. */
  private String shared(String ballot) {
    String same = shared.get(ballot);
    if (same == null && shared.size() < SHARED_AT_MOST) {
      shared.put(ballot, ballot);
    }
    return same == null ? ballot : same;
  }

  Optional<Stands> of(String voter) {
    return Optional.ofNullable(standing.get(voter));
  }

  /** What it keeps, once the reading is over. */
  long bytes() {
    return bytes;
  }
}
