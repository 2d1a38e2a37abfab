package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.poll.StandingBallot;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Gathers in one reading of a journal the standing ballots of certain voters, or of all. */
public final class VoterBallots extends StandingMap<StandingBallot> {
  private static final int MAX_SHARED_TEXTS = 256;

  private final ReadMemory memory;
  private final Map<String, String> sharedTexts = new HashMap<>();
  private long bytes;

  VoterBallots(CountedRevisions counted, Predicate<String> voters, ReadMemory memory) {
    super(counted, voters);
    this.memory = memory;
  }

  @Override
  StandingBallot keep(JournalEntry entry) {
    return new StandingBallot(entry.rev(), shared(entry.ballot()), entry.mark());
  }

  @Override
  void replaced(String voter, StandingBallot before, StandingBallot after) {
    long growth = bytesOf(voter, after) - bytesOf(voter, before);
    bytes += growth;
    memory.add(growth);
  }

  private static long bytesOf(String voter, StandingBallot ballot) {
    return ballot == null
        ? 0
        : Footprint.ofStanding(voter, ballot.ballot(), 0) + Footprint.of(ballot.mark());
  }

  /** Equal ballots share one text. */
  private String shared(String ballot) {
    String known = sharedTexts.get(ballot);
    if (known == null && sharedTexts.size() < MAX_SHARED_TEXTS) {
      sharedTexts.put(ballot, ballot);
    }
    return known == null ? ballot : known;
  }

  Optional<StandingBallot> of(String voter) {
    return Optional.ofNullable(standing().get(voter));
  }

  /** The memory that this takes, in bytes; to be called after the reading. */
  long bytes() {
    return bytes;
  }
}
