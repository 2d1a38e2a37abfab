package io.votehub.count;

import io.votehub.ledger.Page;
import io.votehub.memory.Footprint;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers in one reading of a journal the standing ballots for a poll's page. A ballot that another
 * of its voter follows is let go at once, and cells are computed for those alone that stand in the
 * end. What is kept is taken of the share of standing ballots while it is gathered, so that a page
 * for which there is no room is not put up.
 */
final class RebuiltBallots implements Consumer<JournalEntry> {
  private final CountedRevisions counting;
  private final BallotReader ballots;
  private final MemoryShare share;
  private final Map<String, Page.Standing> standing = new HashMap<>();
  private long bytes;

  RebuiltBallots(CountedRevisions counting, BallotReader ballots, MemoryShare share) {
    this.counting = counting;
    this.ballots = ballots;
    this.share = share;
  }

  /**
   * @throws Refusal {@code busy} if there is no room for what stands
   */
  @Override
  public void accept(JournalEntry entry) {
    if (!counting.counts(entry.rev())) {
      return;
    }
    if (entry.takesBack()) {
      takenBack(entry.voter());
      return;
    }
    CastBallot cast = new CastBallot(entry.voter(), 0, entry.ballot(), List.of(), entry.at());
    Page.Standing before = standing.put(entry.voter(), new Page.Standing(entry.rev(), cast));
    keep(Footprint.ofStanding(cast) - (before == null ? 0 : Footprint.ofStanding(before.cast())));
  }

  private void takenBack(String voter) {
    Page.Standing before = standing.remove(voter);
    if (before != null) {
      long less = Footprint.ofStanding(before.cast());
      share.give(less);
      bytes -= less;
    }
  }

  private void keep(long more) {
    if (!share.tryTake(more)) {
      throw Refusal.of(ErrorCode.BUSY, "There is not enough memory for the poll's ballots");
    }
    bytes += more;
  }

  /** The standing ballots by voter, with their cells; to be asked once, after the reading. */
  Map<String, Page.Standing> standing() {
    standing.replaceAll((voter, each) -> new Page.Standing(each.rev(), ballots.cast(each.cast())));
    return standing;
  }

  /** Gives back what was taken: the page takes its own, or nothing came of it. */
  void release() {
    share.give(bytes);
    bytes = 0;
  }
}
