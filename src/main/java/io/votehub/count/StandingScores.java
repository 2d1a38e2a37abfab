package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.quiz.Score;
import io.votehub.quiz.Scorer;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Scores in one reading of a journal its standing ballots. */
final class StandingScores implements Consumer<JournalEntry> {
  private final RevisionSet standing;
  private final Scorer scorer;
  private final List<Score> scores = new ArrayList<>();

  /**
   * @param standing the revisions that stand, in ascending order
   */
  StandingScores(long[] standing, Scorer scorer) {
    this.standing = new RevisionSet(standing);
    this.scorer = scorer;
  }

  @Override
  public void accept(JournalEntry entry) {
    if (standing.isNext(entry.rev())) {
      // Points are for persons, not for votes.
      String player = VoterId.withoutWeight(entry.voter());
      scorer.score(player, entry.ballot(), entry.at()).ifPresent(scores::add);
    }
  }

  /** One for each voter who answered. */
  List<Score> scores() {
    standing.requireAll();
    return scores;
  }
}
