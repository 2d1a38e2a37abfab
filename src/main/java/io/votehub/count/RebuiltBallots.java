package io.votehub.count;

import io.votehub.ledger.Page;
import io.votehub.memory.Footprint;
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
final class RebuiltBallots extends StandingMap<Page.Standing> {
  private final BallotReader ballots;
  private final MemoryShare share;
  private long bytes;

  RebuiltBallots(CountedRevisions counted, BallotReader ballots, MemoryShare share) {
    super(counted, voter -> true);
    this.ballots = ballots;
    this.share = share;
  }

  @Override
  Page.Standing keep(JournalEntry entry) {
    return new Page.Standing(
        entry.rev(),
        new CastBallot(entry.voter(), 0, entry.ballot(), List.of(), entry.at(), entry.mark()));
  }

  @Override
  void replaced(String voter, Page.Standing before, Page.Standing after) {
    long growth = bytesOf(after) - bytesOf(before);
    if (growth <= 0) {
      share.give(-growth);
    } else if (!share.tryTake(growth)) {
      throw Refusal.of(ErrorCode.BUSY, "There is not enough memory for the poll's ballots");
    }
    bytes += growth;
  }

  private static long bytesOf(Page.Standing ballot) {
    return ballot == null ? 0 : Footprint.ofStanding(ballot.cast());
  }

  /** The standing ballots by voter, with their cells; to be called once, after the reading. */
  Map<String, Page.Standing> withCells() {
    Map<String, Page.Standing> standing = standing();
    standing.replaceAll((voter, each) -> new Page.Standing(each.rev(), ballots.cast(each.cast())));
    return standing;
  }

  /** Returns the memory to the share: the page takes its own. */
  void release() {
    share.give(bytes);
    bytes = 0;
  }
}
