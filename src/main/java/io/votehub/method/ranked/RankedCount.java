package io.votehub.method.ranked;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/** One of the ways in which {@code ranked} counts. */
sealed interface RankedCount permits InstantRunoff, SingleTransferableVote, Borda, PairwiseCount {
  /** Its name in the contract. */
  String name();

  /** Whether options may share a place in a ranking, and unranked ones share the last. */
  boolean ties();

  /** The cells of a ranking. */
  List<String> cells(Ranking ranking, int options);

  /** The result that the contract names for this count. */
  Map<String, Object> result(Poll poll, Tally tally);

  /** The result as a table. */
  VotingMethod.Table table(Poll poll, Tally tally);
}
