package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSeal;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Secrecy;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the final result of a poll that takes no more ballots: raise the epoch; read the journal;
 * keep the scores of a quiz; of a second round, find how votes moved; make the seal; store the
 * result with the seal's root, and which revisions count. The last step is one with the check that
 * the epoch is still the same, so of several attempts one produces the result.
 */
final class FinalResult {
  private static final Logger LOG = LoggerFactory.getLogger(FinalResult.class);
  private static final long RETRY_MS = 50;

  /** Each attempt reads the whole journal, so an attempt that is overtaken repeatedly gives up. */
  private static final int TRIES = 3;

  private final CountingContext counting;
  private final Recount recount;
  private final QuizScores scores;
  private final RoundShift shifts;

  FinalResult(CountingContext counting) {
    this.counting = counting;
    this.recount = counting.recount();
    this.scores = new QuizScores(counting);
    this.shifts = new RoundShift(counting);
  }

  /** Makes the result of a poll whose ledger page is sealed. */
  Future<Poll> of(String id) {
    return attempt(id, TRIES);
  }

  private Future<Poll> attempt(String id, int tries) {
    return counting
        .store()
        .raiseEpoch(id)
        .map(PollRecord::require)
        .compose(
            record ->
                recount
                    .result(record)
                    .compose(
                        found -> keep(record, found).onComplete(done -> found.standing().close()))
                    .compose(this::announce))
        .recover(
            fault ->
                fault instanceof StaleEpochException && tries > 1
                    ? counting.vertx().timer(RETRY_MS).compose(waited -> attempt(id, tries - 1))
                    : Future.failedFuture(fault));
  }

  private Future<PollRecord> keep(PollRecord record, Recount.Outcome counted) {
    return scores
        .keep(record, counted.standing())
        .compose(kept -> withShift(record, counted))
        .compose(found -> counting.firstRounds().release(record).map(found))
        .compose(found -> announced(record, found))
        .compose(
            found ->
                counting
                    .sealing()
                    .make(record, found)
                    .compose(
                        seal ->
                            counting
                                .store()
                                .updatePoll(
                                    record.poll().id(), now -> sealed(now, record, found, seal))))
        .map(PollRecord::require);
  }

  private Future<Recount.Outcome> withShift(PollRecord record, Recount.Outcome found) {
    return shifts.of(record, found.standing()).map(found::withShift);
  }

  private Future<Recount.Outcome> announced(PollRecord record, Recount.Outcome found) {
    return counting.events().closing(record.poll(), found.tally().rev()).map(found);
  }

  /**
   * Stores the result and, in the same step, what counts from now on: of each voter the last
   * ballot; of a secret poll none, since all are to be removed, and its key is gone.
   */
  private PollRecord sealed(
      PollRecord now, PollRecord read, Recount.Outcome outcome, PollSeal seal) {
    if (now.poll().state() != PollState.CLOSING) {
      return now;
    }
    if (now.epoch() != read.epoch()) {
      throw new StaleEpochException();
    }
    Tally result = outcome.tally();
    Poll closed =
        now.poll()
            .withState(PollState.CLOSED, now.poll().times())
            .withRev(result.rev())
            .withSeal(seal);
    if (closed.isSecret()) {
      return now.withPoll(closed.withSecrecy(Secrecy.sealed(outcome.weights())))
          .withResult(Optional.of(result))
          .withoutBallots();
    }
    PollRecord sealed =
        now.withPoll(closed)
            .withValidity(outcome.standing().validity())
            .withResult(Optional.of(result));
    return counting.keepSuperseded()
        ? sealed
        : sealed.withoutSuperseded(Arrays.stream(outcome.standing().revs()));
  }

  private Future<Poll> announce(PollRecord record) {
    Poll poll = record.poll();
    counting.fanout().pollChanged(poll);
    counting.events().happened();
    counting.sealing().tidy(poll);
    record.result().ifPresent(result -> counting.fanout().tallyGrown(poll, result));
    if (record.sweepBefore() > 0) {
      // Nobody waits for it, and what fails here is done at the next start.
      counting
          .store()
          .sweep(poll.id())
          .onFailure(
              fault -> LOG.warn("Superseded ballots were not removed yet: {}", fault.getMessage()));
    }
    return counting.ledger().drop(poll.id(), Revision.epoch(poll.rev())).map(poll);
  }
}
