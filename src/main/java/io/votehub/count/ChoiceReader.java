package io.votehub.count;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads which of a poll's choices a ballot is for: the options in their order, then formal
 * abstention. For methods whose ballots are one choice. Used by one thread at a time.
 */
final class ChoiceReader {
  private final BallotReader ballots;
  private final Map<String, Integer> index = new HashMap<>();

  /**
   * @param method of that poll, see {@link VotingMethod#isOneChoice}
   */
  ChoiceReader(Poll poll, VotingMethod method) {
    ballots = new BallotReader(poll, method);
    poll.options().forEach(option -> index.put(option.id(), index.size()));
    index.put(Tally.ABSTENTIONS, index.size());
  }

  /** What the indexes stand for. */
  static List<String> names(Poll poll) {
    List<String> names = new ArrayList<>(poll.options().stream().map(Option::id).toList());
    names.add(Shift.ABSTAINED);
    return names;
  }

  /** The index of the choice. */
  int of(JournalEntry entry) {
    for (String cell : ballots.cast(entry).cells()) {
      Integer found = index.get(cell);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("A ballot in the journal is for none of the poll's options");
  }
}
