package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.QuizSettings;
import io.votehub.quiz.Opening;
import io.votehub.quiz.PollScores;
import io.votehub.quiz.Scorer;
import io.votehub.store.PollChange;
import io.votehub.store.PollHistory;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Scores the answers of a quiz when the result of a poll is made, from the same ballots. The scores
 * are durable before the poll is closed, so that whoever reveals or adds them up finds them, and
 * carry the epoch of the result, so that a late attempt does not replace newer ones.
 */
final class QuizScores {
  /** Of polls that were reopened more often, ballots of earlier times count from the earliest. */
  private static final int MAX_OPENINGS = 20;

  private final CountingContext counting;
  private final ScoreRecords records;

  QuizScores(CountingContext counting) {
    this.counting = counting;
    this.records = new ScoreRecords(counting.vertx(), counting.store());
  }

  /**
   * Scores and keeps; does nothing for a poll that is no question of a quiz.
   *
   * @param record the poll as it was when its epoch was raised
   * @param standing of each voter the ballot that counts, at the time from which on it stood
   */
  Future<Void> keep(PollRecord record, StandingEntries standing) {
    Poll poll = record.poll();
    Optional<QuizSettings> quiz = poll.settings().quiz();
    if (quiz.isEmpty()) {
      return Future.succeededFuture();
    }
    return counting
        .vertx()
        .executeBlocking(() -> openings(record), false)
        .compose(
            openings ->
                counting
                    .reads()
                    // A poll must be closed, however many have answered.
                    .visit(
                        standing,
                        Long.MAX_VALUE,
                        memory -> new StandingScores(new Scorer(poll, openings)))
                    .map(
                        read ->
                            new PollScores(
                                poll.id(),
                                poll.run(),
                                record.epoch(),
                                openings.stream().mapToLong(Opening::at).min().orElse(0),
                                quiz.get().streak(),
                                quiz.get().timeBreaksTies(),
                                read.scores())))
        .compose(scores -> records.keep(poll.room(), scores));
  }

  /** When the poll was open in its present run, as far as its history tells. */
  private static List<Opening> openings(PollRecord record) {
    List<Opening> openings = new ArrayList<>();
    openings.add(Opening.of(record.poll().times()));
    record.history().changes().stream()
        .filter(change -> change.kind() == PollChange.Kind.CLOSING)
        .sorted(Comparator.comparingLong(PollChange::at).reversed())
        .limit(MAX_OPENINGS)
        .flatMap(change -> PollHistory.recordAt(record, change.at()).stream())
        .map(PollRecord::poll)
        .filter(then -> then.run() == record.poll().run())
        .map(then -> Opening.of(then.times()))
        .filter(then -> openings.stream().noneMatch(known -> known.at() == then.at()))
        .forEach(openings::add);
    return openings;
  }
}
