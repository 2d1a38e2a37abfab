package io.votehub.count;

import io.votehub.poll.VoterId;
import io.votehub.quiz.Score;
import io.votehub.quiz.Scorer;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Scores in one visit of the standing entries their ballots. */
final class StandingScores implements Consumer<JournalEntry> {
  private final Scorer scorer;
  private final List<Score> scores = new ArrayList<>();

  StandingScores(Scorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public void accept(JournalEntry entry) {
    // Points are for persons, not for votes.
    String player = VoterId.withoutWeight(entry.voter());
    scorer.score(player, entry.ballot(), entry.at()).ifPresent(scores::add);
  }

  /** One for each voter who answered. */
  List<Score> scores() {
    return scores;
  }
}
