package io.votehub.count;

import io.votehub.ledger.Page;
import io.votehub.ledger.StandingVoters;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalEntry;
import java.util.List;
import java.util.Map;

/**
 * Gathers in one reading of a journal the standing ballots for a ledger page. A superseded ballot
 * is released at once, and cells are computed only for the ballots that stand in the end. The
 * memory is taken from the share of standing ballots during the reading, so that a page which does
 * not fit is never built: the reading then fails with a {@link Refusal} of {@code busy}.
 */
final class RebuiltBallots extends StandingFold {
  private static final int ANY_RUN = 0;

  private final BallotReader ballots;
  private final MemoryShare share;
  private final StandingVoters standing = new StandingVoters();
  private long bytes;

  RebuiltBallots(CountedRevisions counted, BallotReader ballots, MemoryShare share) {
    super(counted, voter -> true);
    this.ballots = ballots;
    this.share = share;
  }

  @Override
  void stands(JournalEntry entry) {
    standing.put(
        entry.rev(),
        new CastBallot(
            entry.voter(), ANY_RUN, entry.ballot(), List.of(), entry.at(), entry.mark()));
    account();
  }

  @Override
  void ends(String voter) {
    standing.remove(voter);
    account();
  }

  private void account() {
    long growth = standing.bytes() - bytes;
    if (growth <= 0) {
      share.give(-growth);
    } else if (!share.tryTake(growth)) {
      throw Refusal.of(ErrorCode.BUSY, "There is not enough memory for the poll's ballots");
    }
    bytes += growth;
  }

  /** The standing ballots by voter, with their cells; to be called after the reading. */
  Map<String, Page.Standing> withCells(int run) {
    StandingVoters whole = new StandingVoters();
    standing
        .byVoter(ANY_RUN)
        .values()
        .forEach(each -> whole.put(each.rev(), ballots.cast(each.cast())));
    return whole.byVoter(run);
  }

  /** Returns the memory to the share: the page takes its own. */
  void release() {
    share.give(bytes);
    bytes = 0;
  }
}
