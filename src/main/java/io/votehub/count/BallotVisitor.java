package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import java.util.function.Consumer;

/** Takes standing ballots of which it matters neither who cast them nor when. */
interface BallotVisitor extends Consumer<JournalEntry> {
  /**
   * Takes a ballot, perhaps several times.
   *
   * @param weight of those who cast it
   */
  void visit(String ballot, long weight);

  @Override
  default void accept(JournalEntry entry) {
    visit(entry.ballot(), VoterId.weight(entry.voter()));
  }
}
