package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.ConfirmResult;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.RecordResult;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a batch of ballots through the four steps: record in the ledger, append to the journal,
 * look whether the poll's epoch in the store is still the ledger's, confirm in the ledger. Only
 * then a ballot may be acknowledged.
 *
 * <p>Wherever a step finds that the ledger was lost or overtaken, the ballots are recorded again;
 * that is harmless, because a voter's last ballot stands and an earlier one of the same batch says
 * the same. Where the poll was closed meanwhile, what stands in the store decides, so that a voter
 * whose ballot counts is told so even if its first answer was lost.
 */
final class BatchWriter {
  private static final int TRIES = 8;
  private static final long SEALING_RETRY_MS = 25;
  private static final int SEALING_TRIES = 200;

  /** For eight seconds in all: after that voters should hear that they are not counted. */
  private static final long BUSY_RETRY_MS = 40;

  private static final int BUSY_TRIES = 200;

  private record Batch(String poll, List<CastBallot> casts) {}

  private final CountingContext counting;
  private final Ledger ledger;
  private final Store store;
  private final Rebuild rebuild;
  private final StandingBallots standing;
  private volatile boolean doubtful;

  BatchWriter(CountingContext counting) {
    this.counting = counting;
    this.ledger = counting.ledger();
    this.store = counting.store();
    this.rebuild = counting.rebuild();
    this.standing = counting.standing();
  }

  /**
   * Receipts in the order of the casts, all durable; where the batch as a whole is refused, each
   * is.
   */
  Future<List<Receipt>> write(String poll, List<CastBallot> casts) {
    Batch batch = new Batch(poll, casts);
    return trusted(poll)
        .compose(able -> attempt(batch, TRIES))
        .recover(
            fault ->
                fault instanceof Refusal refusal
                    ? Future.succeededFuture(all(batch, new Receipt.Refused(refusal)))
                    : Future.failedFuture(fault));
  }

  /**
   * After a failed append the store is asked before the ledger counts anything: an instance that
   * alone cannot reach the store must not cost all others the page again and again.
   */
  private Future<?> trusted(String poll) {
    return doubtful
        ? store.append(poll, List.of()).onSuccess(able -> doubtful = false)
        : Future.succeededFuture();
  }

  private Future<List<Receipt>> attempt(Batch batch, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The vote could not be settled; try again"));
    }
    return ledger
        .record(batch.poll, batch.casts)
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
    return appendWhenAble(batch.poll, entries(batch, recorded), BUSY_TRIES)
        .transform(
            appended ->
                appended.succeeded()
                    ? look(batch, recorded, appended.result(), tries)
                    : failed(batch, recorded, appended.cause(), tries));
  }

  /**
   * A store that has too much to do is asked again, with the same entries, while the ballots behind
   * them wait in their bounded queue. To give the page up for it would make the store read the
   * whole journal when it has the least time for it.
   */
  private Future<Integer> appendWhenAble(String poll, List<JournalEntry> entries, int tries) {
    return store
        .append(poll, entries)
        .recover(
            fault ->
                tries > 1 && fault instanceof Refusal refusal && refusal.code() == ErrorCode.BUSY
                    ? counting
                        .vertx()
                        .timer(BUSY_RETRY_MS)
                        .compose(waited -> appendWhenAble(poll, entries, tries - 1))
                    : Future.failedFuture(fault));
  }

  /**
   * A page that refuses all may be an old one, which nobody would ever look at; then what the store
   * says is the answer. And a late ballot may stand already, by an earlier try of this very batch.
   */
  private Future<List<Receipt>> refused(Batch batch, RecordResult.Recorded recorded, int tries) {
    return known(batch.poll)
        .compose(
            record -> {
              boolean old = record.epoch() != recorded.epoch();
              boolean open = record.poll().state() == PollState.OPEN;
              return old || (tries < TRIES && !open)
                  ? closed(batch, tries)
                  : decided(batch, recorded, tries);
            });
  }

  private static List<JournalEntry> entries(Batch batch, RecordResult.Recorded recorded) {
    List<JournalEntry> entries = new ArrayList<>(batch.casts.size());
    for (int i = 0; i < batch.casts.size(); i++) {
      if (recorded.receipts().get(i) instanceof Receipt.Counted counted) {
        CastBallot cast = batch.casts.get(i);
        entries.add(new JournalEntry(counted.rev(), cast.voter(), cast.ballot(), cast.at()));
      }
    }
    for (RecordResult.First first : recorded.firsts()) {
      CastBallot refused = batch.casts.get(first.place());
      entries.add(new JournalEntry(first.rev(), refused.voter(), first.ballot(), refused.at()));
    }
    return entries;
  }

  /**
   * The look at the store's epoch, after the append: whoever raised it may have read the journal
   * before.
   */
  private Future<List<Receipt>> look(
      Batch batch, RecordResult.Recorded recorded, int epoch, int tries) {
    if (epoch != recorded.epoch()) {
      return again(batch, Math.max(recorded.epoch(), epoch - 1), tries);
    }
    if (recorded.range().isEmpty()) {
      return decided(batch, recorded, tries);
    }
    return ledger
        .confirm(batch.poll, recorded.range())
        .compose(confirmation -> confirmed(batch, recorded, confirmation, tries));
  }

  /** Records the batch anew, but not on a page of that epoch or an earlier one. */
  private Future<List<Receipt>> again(Batch batch, int oldEpoch, int tries) {
    return ledger.drop(batch.poll, oldEpoch).compose(gone -> attempt(batch, tries - 1));
  }

  private Future<List<Receipt>> confirmed(
      Batch batch, RecordResult.Recorded recorded, ConfirmResult confirmation, int tries) {
    return switch (confirmation) {
      case CONFIRMED -> decided(batch, recorded, tries);
      case SEALED -> closed(batch, tries);
      case LOST -> attempt(batch, tries - 1);
    };
  }

  /** Those who came late with a ballot that may stand by an earlier try wait for the result. */
  private Future<List<Receipt>> decided(Batch batch, RecordResult.Recorded recorded, int tries) {
    if (recorded.undecided().isEmpty()) {
      return Future.succeededFuture(recorded.receipts());
    }
    List<Integer> places = recorded.undecided().stream().sorted().toList();
    Batch late = new Batch(batch.poll, places.stream().map(batch.casts::get).toList());
    return closed(late, tries)
        .map(
            verdicts -> {
              List<Receipt> receipts = new ArrayList<>(recorded.receipts());
              for (int i = 0; i < places.size(); i++) {
                receipts.set(places.get(i), verdicts.get(i));
              }
              return receipts;
            });
  }

  /**
   * The ledger now has sums that the store may not have, so its page goes and is rebuilt from what
   * is there.
   */
  private Future<List<Receipt>> failed(
      Batch batch, RecordResult.Recorded recorded, Throwable fault, int tries) {
    boolean conflict = fault instanceof JournalConflictException;
    doubtful = !conflict;
    return ledger
        .drop(batch.poll, recorded.epoch())
        .compose(gone -> conflict ? attempt(batch, tries - 1) : Future.failedFuture(fault));
  }

  /**
   * The poll takes no more ballots: once its result is written down, what stands there is the
   * answer.
   */
  private Future<List<Receipt>> closed(Batch batch, int tries) {
    return sealed(batch.poll, SEALING_TRIES)
        .compose(
            record ->
                switch (record.poll().state()) {
                  // Over by the ledger's clock and not yet closed: that takes a moment.
                  case OPEN ->
                      counting
                          .vertx()
                          .timer(SEALING_RETRY_MS)
                          .compose(waited -> again(batch, record.epoch() - 1, tries));
                  case CLOSED -> verdicts(batch, record);
                  case CLOSING ->
                      Future.failedFuture(
                          Refusal.of(ErrorCode.UNAVAILABLE, "The poll is being closed; try again"));
                  case DRAFT -> Future.succeededFuture(draft(batch, record.poll()));
                });
  }

  /** The poll was reset, or was never opened. */
  private static List<Receipt> draft(Batch batch, Poll poll) {
    Receipt changed = new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));
    Receipt notOpen = new Receipt.Refused(Refusal.of(ErrorCode.NOT_OPEN));
    return batch.casts.stream().map(cast -> cast.run() == poll.run() ? notOpen : changed).toList();
  }

  private Future<PollRecord> sealed(String poll, int tries) {
    return known(poll)
        .compose(
            record ->
                record.poll().state() != PollState.CLOSING || tries == 0
                    ? Future.succeededFuture(record)
                    : counting
                        .vertx()
                        .timer(SEALING_RETRY_MS)
                        .compose(waited -> sealed(poll, tries - 1)));
  }

  private Future<PollRecord> known(String poll) {
    return store.poll(poll).map(PollRecord::require);
  }

  private Future<List<Receipt>> verdicts(Batch batch, PollRecord record) {
    return ledger
        .now()
        .compose(
            now -> {
              long closedAt = record.poll().times().closedAt().orElse(now);
              Receipt late = new Receipt.Refused(Refusal.late(Math.max(0, now - closedAt)));
              List<Future<Receipt>> receipts = new ArrayList<>(batch.casts.size());
              for (CastBallot cast : batch.casts) {
                receipts.add(
                    standing
                        .of(record, cast.voter())
                        .map(s -> verdict(record.poll(), cast, s, late)));
              }
              return Future.join(receipts).map(done -> done.list());
            });
  }

  private static Receipt verdict(
      Poll poll, CastBallot cast, Optional<VoterBallots.Standing> standing, Receipt late) {
    if (cast.run() != poll.run()) {
      return new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));
    }
    if (cast.takesBack() && standing.isEmpty()) {
      return new Receipt.Repeated(poll.rev());
    }
    return standing
        .filter(s -> s.ballot().equals(cast.ballot()))
        .<Receipt>map(s -> new Receipt.Repeated(s.rev()))
        .orElse(late);
  }

  private static List<Receipt> all(Batch batch, Receipt receipt) {
    return batch.casts.stream().map(cast -> receipt).toList();
  }
}
