package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.Ledger;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Answers ballots that a poll's ledger page takes no more. The stored result decides: a ballot that
 * stands in it is acknowledged, though it came before, and any other is refused as late, with the
 * time that passed since the close. Never changes what counts. Safe from any thread.
 */
final class ClosedPollReceipts {
  private static final long RETRY_MS = 25;

  /** Five seconds in total for a poll that is being closed. */
  private static final int TRIES = 200;

  private final CountingContext counting;
  private final Ledger ledger;
  private final Store store;
  private final StandingBallots standing;

  ClosedPollReceipts(CountingContext counting) {
    this.counting = counting;
    this.ledger = counting.ledger();
    this.store = counting.store();
    this.standing = counting.standing();
  }

  /**
   * The receipts in the order of the ballots. Waits a few seconds for a close that is under way,
   * and then fails with {@code unavailable}.
   *
   * @param whileOpen called after a short wait, with the poll's epoch, if the store has the poll
   *     open: it is past its cutoff by the ledger's clock, but was not closed yet
   */
  Future<List<Receipt>> receipts(
      String poll, List<CastBallot> casts, IntFunction<Future<List<Receipt>>> whileOpen) {
    return onceClosed(poll, TRIES)
        .compose(
            record ->
                switch (record.poll().state()) {
                  case OPEN -> retryLater().compose(waited -> whileOpen.apply(record.epoch()));
                  case CLOSED -> byResult(casts, record);
                  case CLOSING ->
                      Future.failedFuture(
                          Refusal.of(ErrorCode.UNAVAILABLE, "The poll is being closed; try again"));
                  case DRAFT -> Future.succeededFuture(ofDraft(casts, record.poll()));
                });
  }

  private Future<PollRecord> onceClosed(String poll, int tries) {
    return store
        .poll(poll)
        .map(PollRecord::require)
        .compose(
            record ->
                record.poll().state() != PollState.CLOSING || tries == 0
                    ? Future.succeededFuture(record)
                    : retryLater().compose(waited -> onceClosed(poll, tries - 1)));
  }

  private Future<?> retryLater() {
    return counting.vertx().timer(RETRY_MS);
  }

  /** The poll was reset or never opened. */
  private static List<Receipt> ofDraft(List<CastBallot> casts, Poll poll) {
    Receipt changed = new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));
    Receipt notOpen = new Receipt.Refused(Refusal.of(ErrorCode.NOT_OPEN));
    return casts.stream().map(cast -> cast.run() == poll.run() ? notOpen : changed).toList();
  }

  private Future<List<Receipt>> byResult(List<CastBallot> casts, PollRecord record) {
    return ledger
        .now()
        .compose(
            now -> {
              long closedAt = record.poll().times().closedAt().orElse(now);
              Receipt late = new Receipt.Refused(Refusal.late(Math.max(0, now - closedAt)));
              List<Future<Receipt>> receipts = new ArrayList<>(casts.size());
              for (CastBallot cast : casts) {
                receipts.add(
                    standing
                        .of(record, cast.voter())
                        .map(stands -> byResult(record.poll(), cast, stands, late)));
              }
              return Future.join(receipts).map(done -> done.list());
            });
  }

  private static Receipt byResult(
      Poll poll, CastBallot cast, Optional<StandingBallot> standing, Receipt late) {
    if (cast.run() != poll.run()) {
      return new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));
    }
    if (cast.isWithdrawal() && standing.isEmpty()) {
      return new Receipt.Repeated(poll.rev());
    }
    return standing
        .filter(stands -> stands.ballot().equals(cast.ballot()))
        .<Receipt>map(stands -> new Receipt.Repeated(stands.rev(), stands.mark()))
        .orElse(late);
  }
}
