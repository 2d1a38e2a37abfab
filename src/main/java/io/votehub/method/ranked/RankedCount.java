package io.votehub.method.ranked;

import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/** One of the counts of {@code ranked}. */
sealed interface RankedCount permits InstantRunoff, SingleTransferableVote, Borda, PairwiseCount {
  /** The name in the contract. */
  String name();

  /** Whether options may be tied in a ranking, unranked options sharing the last place. */
  boolean allowsTies();

  /** The cells of a ranking. */
  List<String> cells(Ranking ranking, int options);

  /** The result as specified by the contract for this count. */
  Map<String, Object> result(Poll poll, Tally tally);

  /** The result as a table. */
  VotingMethod.Table table(Poll poll, Tally tally);
}
