package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.PollNotices;
import io.votehub.count.CountingContext;
import io.votehub.count.FirstRounds;
import io.votehub.count.ScoreRecords;
import io.votehub.ledger.Ledger;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ballots of polls away: of one that is reset, and of one that is deleted. Futures fail
 * with a {@link Refusal}; safe from any thread.
 */
final class PollClearing {
  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

  private final CountingContext counting;
  private final Store store;
  private final Ledger ledger;
  private final FirstRounds firstRounds;
  private final PollUpdates updates;
  private final ScoreRecords scores;
  private final Boards boards;

  PollClearing(CountingContext counting, PollUpdates updates, Boards boards) {
    this.counting = counting;
    this.store = counting.store();
    this.ledger = counting.ledger();
    this.firstRounds = counting.firstRounds();
    this.updates = updates;
    this.scores = new ScoreRecords(counting.vertx(), counting.store());
    this.boards = boards;
  }

  /** See {@link Polls#delete}. */
  Future<Void> delete(String room, String id, OptionalLong known) {
    return updates
        .recordPatiently(room, id)
        .map(record -> PollTransitions.unchanged(record, known))
        .map(PollTransitions::withoutSecondRound)
        .compose(this::replacing)
        .compose(record -> store.deletePoll(id).map(record))
        .compose(record -> unlinked(record.poll()).map(record))
        .compose(record -> boards.delete(record.poll()).map(record))
        .compose(
            record -> {
              counting.fanout().pollDeleted(room, id);
              counting.events().happened();
              return ledger
                  .drop(id, record.epoch())
                  .compose(gone -> forgetScores(record.poll()))
                  .compose(gone -> counting.sealing().forget(record.poll()));
            });
  }

  private Future<Void> unlinked(Poll second) {
    return second
        .rounds()
        .previous()
        .map(first -> firstRounds.unlink(first, second.id()))
        .orElseGet(Future::succeededFuture);
  }

  /** See {@link Polls#reset}. */
  Future<Poll> reset(String room, String id, OptionalLong known) {
    return updates
        .aimed(room, id)
        .compose(aimed -> clear(room, id, aimed, known))
        .compose(
            record -> {
              PollNotices.send(counting.vertx(), record.poll());
              counting.events().happened();
              return ledger
                  .drop(id, record.epoch())
                  .compose(
                      gone ->
                          counting.keepSuperseded()
                              ? Future.succeededFuture()
                              : store
                                  .forgetBefore(id, record.firstEpoch())
                                  .compose(forgotten -> boards.delete(record.poll())))
                  .map(gone -> updates.publish(record.poll()))
                  .compose(poll -> forgetScores(poll).map(poll))
                  .compose(poll -> counting.sealing().forget(poll).map(poll));
            });
  }

  private Future<PollRecord> clear(
      String room, String id, PollUpdates.Aimed aimed, OptionalLong known) {
    UnaryOperator<PollRecord> check =
        record -> PollTransitions.inRunOf(aimed.aim(), PollTransitions.unchanged(record, known));
    return firstRounds
        .withhold(PollTransitions.withoutSecondRound(check.apply(aimed.record())))
        .compose(this::replacing)
        .compose(record -> counting.waitingVotes().count(id))
        .compose(
            counted -> updates.change(room, id, now -> PollTransitions.cleared(check.apply(now))));
  }

  private Future<PollRecord> replacing(PollRecord record) {
    return counting.events().replacing(record.poll()).map(record);
  }

  /** Scores of an earlier run, or of a poll that is gone, count no more even where they stay. */
  private Future<Void> forgetScores(Poll poll) {
    return poll.settings().quiz().isEmpty()
        ? Future.succeededFuture()
        : scores
            .delete(poll.room(), poll.id())
            .recover(
                fault -> {
                  LOG.warn("Scores of a quiz were not removed: {}", fault.getMessage());
                  return Future.succeededFuture();
                });
  }
}
