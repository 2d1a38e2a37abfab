package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.ConfirmResult;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.RecordResult;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.FollowedVote.Step;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes a batch of ballots through four steps: record it in the ledger, append it to the journal,
 * check that the poll's epoch in the store is still the ledger's, confirm it in the ledger. Only
 * then may a ballot be acknowledged.
 *
 * <p>Where a step finds that the ledger page was lost or is stale, the batch is recorded again.
 * That is harmless, because a voter's last ballot stands and an equal ballot is a repeat. Where the
 * poll was closed in the meantime, {@link ClosedPollReceipts} answers from the store, so that a
 * voter whose ballot counts is told so even if the first acknowledgement was lost.
 */
final class BatchWriter {
  private static final int TRIES = 8;

  /** Eight seconds in total: after that, voters should hear that their votes are not counted. */
  private static final long BUSY_RETRY_MS = 40;

  private static final int BUSY_TRIES = 200;

  private record Batch(String poll, List<CastBallot> casts, FollowedBatch followed) {}

  private final CountingContext counting;
  private final Ledger ledger;
  private final Store store;
  private final Rebuild rebuild;
  private final ClosedPollReceipts closedPolls;
  private final long busyRetryMs;
  private volatile boolean storeInDoubt;

  BatchWriter(CountingContext counting) {
    this(counting, BUSY_RETRY_MS);
  }

  /**
   * @param busyRetryMs after how long an overloaded store is asked again, in milliseconds
   */
  BatchWriter(CountingContext counting, long busyRetryMs) {
    this.busyRetryMs = busyRetryMs;
    this.counting = counting;
    this.ledger = counting.ledger();
    this.store = counting.store();
    this.rebuild = counting.rebuild();
    this.closedPolls = new ClosedPollReceipts(counting);
  }

  /**
   * Writes a batch. The receipts come in the order of the ballots and are durable; if the batch as
   * a whole is refused, each ballot is.
   */
  Future<List<Receipt>> write(String poll, List<CastBallot> casts) {
    return write(poll, casts, FollowedBatch.NONE);
  }

  /** The same; the followed votes of the batch are told how far they have come. */
  Future<List<Receipt>> write(String poll, List<CastBallot> casts, FollowedBatch followed) {
    Batch batch = new Batch(poll, casts, followed);
    return checkStore(poll)
        .compose(checked -> attempt(batch, TRIES))
        .recover(
            fault ->
                fault instanceof Refusal refusal
                    ? Future.succeededFuture(allRefused(batch, new Receipt.Refused(refusal)))
                    : Future.failedFuture(fault));
  }

  /**
   * After a failed append, the store is checked before the ledger counts anything: an instance that
   * alone has lost the store must not make all others rebuild the ledger page again and again.
   */
  private Future<?> checkStore(String poll) {
    return storeInDoubt
        ? store.append(poll, List.of()).onSuccess(checked -> storeInDoubt = false)
        : Future.succeededFuture();
  }

  private Future<List<Receipt>> attempt(Batch batch, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The vote could not be settled; try again"));
    }
    return batch
        .followed
        .step("ledger record", () -> ledger.record(batch.poll, batch.casts))
        .compose(
            recording ->
                recording instanceof RecordResult.Recorded recorded
                    ? append(batch, recorded, tries)
                    : rebuild(batch, tries));
  }

  private Future<List<Receipt>> rebuild(Batch batch, int tries) {
    return rebuild
        .ensure(batch.poll)
        .transform(
            up -> {
              if (up.succeeded()) {
                return attempt(batch, tries - 1);
              }
              boolean closed =
                  up.cause() instanceof Refusal refusal && refusal.code() == ErrorCode.NOT_OPEN;
              return closed ? closed(batch, tries) : Future.failedFuture(up.cause());
            });
  }

  private Future<List<Receipt>> append(Batch batch, RecordResult.Recorded recorded, int tries) {
    if (recorded.firsts().isEmpty()
        && recorded.receipts().stream().allMatch(Receipt.Refused.class::isInstance)) {
      return refused(batch, recorded, tries);
    }
    batch.followed.reached(Step.RECORDED, batch.casts, recorded.receipts());
    return batch
        .followed
        .step(
            "store append", () -> appendWithRetry(batch.poll, entries(batch, recorded), BUSY_TRIES))
        .transform(
            appended ->
                appended.succeeded()
                    ? compareEpochs(batch, recorded, appended.result(), tries)
                    : appendFailed(batch, recorded, appended.cause(), tries));
  }

  /**
   * Retries while the store is overloaded, with the same entries, while later ballots wait in their
   * bounded queue. Dropping the ledger page instead would make the store read the whole journal
   * when it has the least capacity for it.
   */
  private Future<Integer> appendWithRetry(String poll, List<JournalEntry> entries, int tries) {
    return store
        .append(poll, entries)
        .recover(
            fault ->
                tries > 1 && fault instanceof Refusal refusal && refusal.code() == ErrorCode.BUSY
                    ? counting
                        .vertx()
                        .timer(busyRetryMs)
                        .compose(waited -> appendWithRetry(poll, entries, tries - 1))
                    : Future.failedFuture(fault));
  }

  /**
   * A page that refuses a whole batch may be stale, and no append would reveal it; then the store
   * decides. A late ballot may also stand already, by an earlier attempt of this very batch. And
   * the page may be wrong: an instance that was overtaken sealed the page of a poll that is open
   * again, or an extension did not reach the ledger.
   */
  private Future<List<Receipt>> refused(Batch batch, RecordResult.Recorded recorded, int tries) {
    return store
        .poll(batch.poll)
        .map(PollRecord::require)
        .compose(
            record -> {
              boolean old = record.epoch() != recorded.epoch();
              boolean open = record.poll().state() == PollState.OPEN;
              if (old || (tries < TRIES && !open)) {
                return closed(batch, tries);
              }
              return open && recorded.receipts().stream().anyMatch(BatchWriter::isLate)
                  ? settleUnlessOpen(batch, recorded, record.poll().cutoffAt(), tries)
                  : settleLate(batch, recorded, tries);
            });
  }

  private static boolean isLate(Receipt receipt) {
    return receipt instanceof Receipt.Refused refused && refused.why().code() == ErrorCode.NOT_OPEN;
  }

  private Future<List<Receipt>> settleUnlessOpen(
      Batch batch, RecordResult.Recorded recorded, OptionalLong cutoff, int tries) {
    return ledger
        .now()
        .compose(
            now ->
                cutoff.isPresent() && now > cutoff.getAsLong()
                    ? settleLate(batch, recorded, tries)
                    : recordAgain(batch, recorded.epoch(), tries));
  }

  /** The time of a secret ballot would tell who cast it. */
  private static long keptTime(CastBallot cast) {
    return VoterId.isSecret(cast.voter()) ? 0 : cast.at();
  }

  private static List<JournalEntry> entries(Batch batch, RecordResult.Recorded recorded) {
    List<JournalEntry> entries = new ArrayList<>(batch.casts.size());
    for (int i = 0; i < batch.casts.size(); i++) {
      if (recorded.receipts().get(i) instanceof Receipt.Counted counted) {
        CastBallot cast = batch.casts.get(i);
        entries.add(
            new JournalEntry(
                counted.rev(), cast.voter(), cast.ballot(), keptTime(cast), cast.mark()));
      }
    }
    for (RecordResult.First first : recorded.firsts()) {
      CastBallot refused = batch.casts.get(first.place());
      entries.add(
          new JournalEntry(
              first.rev(), refused.voter(), first.ballot(), keptTime(refused), first.mark()));
    }
    entries.sort(Comparator.comparingLong(JournalEntry::rev));
    return entries;
  }

  /**
   * Compares the epochs after the append: whoever raised the store's epoch may have read the
   * journal before.
   */
  private Future<List<Receipt>> compareEpochs(
      Batch batch, RecordResult.Recorded recorded, int epoch, int tries) {
    if (epoch != recorded.epoch()) {
      return recordAgain(batch, Math.max(recorded.epoch(), epoch - 1), tries);
    }
    batch.followed.reached(Step.STORED, batch.casts, recorded.receipts());
    if (recorded.range().isEmpty()) {
      return settleLate(batch, recorded, tries);
    }
    return batch
        .followed
        .step("ledger confirm", () -> ledger.confirm(batch.poll, recorded.range()))
        .compose(confirmation -> confirmed(batch, recorded, confirmation, tries));
  }

  /** Records the batch again, but not on a page of that epoch or an earlier one. */
  private Future<List<Receipt>> recordAgain(Batch batch, int oldEpoch, int tries) {
    return ledger.drop(batch.poll, oldEpoch).compose(gone -> attempt(batch, tries - 1));
  }

  private Future<List<Receipt>> confirmed(
      Batch batch, RecordResult.Recorded recorded, ConfirmResult confirmation, int tries) {
    return switch (confirmation) {
      case CONFIRMED -> {
        batch.followed.reached(Step.CONFIRMED, batch.casts, recorded.receipts());
        yield settleLate(batch, recorded, tries);
      }
      case SEALED -> closed(batch, tries);
      case LOST -> attempt(batch, tries - 1);
    };
  }

  /** Late ballots of voters with a pending ballot wait for the final result. */
  private Future<List<Receipt>> settleLate(Batch batch, RecordResult.Recorded recorded, int tries) {
    if (recorded.undecided().isEmpty()) {
      return Future.succeededFuture(recorded.receipts());
    }
    List<Integer> places = recorded.undecided().stream().sorted().toList();
    Batch late =
        new Batch(batch.poll, places.stream().map(batch.casts::get).toList(), batch.followed);
    return closed(late, tries)
        .map(
            decisions -> {
              List<Receipt> receipts = new ArrayList<>(recorded.receipts());
              for (int i = 0; i < places.size(); i++) {
                receipts.set(places.get(i), decisions.get(i));
              }
              return receipts;
            });
  }

  /**
   * The ledger may hold ballots that the store does not; so its page is dropped and rebuilt from
   * the store.
   */
  private Future<List<Receipt>> appendFailed(
      Batch batch, RecordResult.Recorded recorded, Throwable fault, int tries) {
    boolean conflict = fault instanceof JournalConflictException;
    storeInDoubt = !conflict;
    return ledger
        .drop(batch.poll, recorded.epoch())
        .compose(gone -> conflict ? attempt(batch, tries - 1) : Future.failedFuture(fault));
  }

  /** The poll takes no more ballots; the store decides. */
  private Future<List<Receipt>> closed(Batch batch, int tries) {
    return closedPolls.receipts(
        batch.poll, batch.casts, epoch -> recordAgain(batch, epoch - 1, tries));
  }

  private static List<Receipt> allRefused(Batch batch, Receipt receipt) {
    return batch.casts.stream().map(cast -> receipt).toList();
  }
}
