package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.PollNotices;
import io.votehub.count.BallotExport;
import io.votehub.count.Closing;
import io.votehub.count.CountedRevisions;
import io.votehub.count.CountingContext;
import io.votehub.count.JournalReads;
import io.votehub.count.Rebuild;
import io.votehub.count.Recount;
import io.votehub.count.StaleEpochException;
import io.votehub.count.WaitingVotes;
import io.votehub.draft.PollSpec;
import io.votehub.ledger.Ledger;
import io.votehub.method.Moderation;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.store.KeyedQueue;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The life of polls. Futures fail with a {@link Refusal}, of {@code unknown-poll} where the room
 * has no such poll; every call is safe from any thread. Asking for a state that the poll is in
 * already answers the poll as it is, so that a repeated request is harmless.
 */
public final class Polls {
  /** A poll and its tally at one moment. */
  public record Standings(Poll poll, Tally tally) {}

  private static final int TALLY_TRIES = 4;

  private final CountingContext counting;
  private final Store store;
  private final Ledger ledger;
  private final Rebuild rebuild;
  private final WaitingVotes waitingVotes;
  private final Closing closing;
  private final Recount recount;
  private final JournalReads reads;
  private final Drafts drafts;

  /** Anybody may ask for all of a result, and it may be a whole journal. */
  private final CoalescingReader<String, Tally> wholeTallies;

  /** What a room's polls are made of is changed by one at a time, so that its bounds hold. */
  private final KeyedQueue writing;

  /**
   * @param ids makes an id that was never used
   */
  public Polls(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
    this.store = counting.store();
    this.ledger = counting.ledger();
    this.rebuild = counting.rebuild();
    this.waitingVotes = counting.waitingVotes();
    this.closing = counting.closing();
    this.recount = counting.recount();
    this.reads = counting.reads();
    this.writing = new KeyedQueue(counting.vertx());
    this.drafts = new Drafts(store, ledger, ids);
    this.wholeTallies =
        new CoalescingReader<>(
            id -> store.poll(id).map(PollRecord::require).compose(recount::tallyOfAllCells));
  }

  /** Makes a draft at the end of the room's list. */
  public Future<Poll> create(String room, PollSpec spec) {
    return create(room, List.of(spec)).map(made -> made.get(0));
  }

  /**
   * Makes drafts at the end of the room's list, in this order. Where one cannot be kept, the room
   * hears of none, and the others are taken back as far as the store can be reached.
   */
  public Future<List<Poll>> create(String room, List<PollSpec> specs) {
    return writing
        .run(room, () -> drafts.create(room, specs))
        .map(
            made -> {
              made.forEach(this::told);
              return made;
            });
  }

  /** Makes a draft like the poll, whatever state that is in, right after it in the room's list. */
  public Future<Poll> duplicate(String room, String id) {
    return writing.run(
        room,
        () ->
            store
                .room(room)
                .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                .compose(
                    known ->
                        record(room, id)
                            .compose(record -> drafts.duplicate(record.poll()))
                            .map(
                                placed -> {
                                  told(placed.draft());
                                  counting.fanout().roomChanged(known, placed.order());
                                  return placed.draft();
                                })));
  }

  /** The poll at the revision of its last change of state, whatever was counted since. */
  public Future<Poll> get(String room, String id) {
    return record(room, id).map(PollRecord::poll);
  }

  /**
   * Changes a draft; {@code bad-request} once it was opened. What {@code change} throws is the
   * answer.
   *
   * @param known the revision that the change was made for; {@code conflict} if the poll has
   *     another and is not as the change would make it
   */
  public Future<Poll> patch(
      String room, String id, OptionalLong known, UnaryOperator<PollSpec> change) {
    return writing
        .run(
            room,
            () ->
                store
                    .polls(room)
                    .compose(all -> update(room, id, poll -> patched(poll, known, change, all))))
        .map(this::told);
  }

  private static Poll patched(
      Poll poll, OptionalLong known, UnaryOperator<PollSpec> change, List<PollRecord> all) {
    Poll patched = PollTransitions.patched(poll, known, change);
    PollSpec spec = PollSpec.of(patched);
    if (spec.textBytes() > PollSpec.of(poll).textBytes()) {
      List<PollRecord> others =
          all.stream().filter(record -> !record.poll().id().equals(poll.id())).toList();
      Drafts.requireSpace(others, List.of(spec));
    }
    return patched;
  }

  /**
   * Deletes the poll with its ballots.
   *
   * @param known the revision at which it is to be deleted; {@code conflict} if it has another
   */
  public Future<Void> delete(String room, String id, OptionalLong known) {
    return record(room, id)
        .map(record -> PollTransitions.unchanged(record, known))
        .compose(record -> store.deletePoll(id).map(record))
        .compose(
            record -> {
              counting.fanout().pollDeleted(room, id);
              return ledger.drop(id, record.epoch());
            });
  }

  /**
   * Opens a draft, for so many seconds or without a limit; a closed poll is reopened by {@link
   * #reopen} alone.
   */
  public Future<Poll> open(String room, String id, OptionalInt seconds) {
    return start(room, id, seconds, PollState.DRAFT, "The poll was closed; reopen it instead");
  }

  /** Opens a closed poll again, with the ballots it has. */
  public Future<Poll> reopen(String room, String id, OptionalInt seconds) {
    return start(room, id, seconds, PollState.CLOSED, "The poll is a draft; open it instead");
  }

  private Future<Poll> start(
      String room, String id, OptionalInt seconds, PollState from, String otherwise) {
    return record(room, id)
        .compose(
            record ->
                record.poll().state() == PollState.CLOSING
                    ? closing.close(id)
                    : Future.succeededFuture(record.poll()))
        .compose(poll -> ledger.now())
        .compose(
            now ->
                change(
                    room,
                    id,
                    record -> PollTransitions.opened(record, now, seconds, from, otherwise)))
        .compose(record -> rebuild.ensure(id).map(record.poll()))
        .compose(this::announceOpen);
  }

  private Future<Poll> announceOpen(Poll poll) {
    PollNotices.send(counting.vertx(), poll);
    return advanced(poll)
        .compose(
            now ->
                ledger
                    .tally(poll.id())
                    .map(
                        tally -> {
                          tally.ifPresent(t -> counting.fanout().tallyGrown(now, t));
                          return now;
                        }));
  }

  /** Moves the end of a timed poll that is open; {@code bad-request} if it has no time limit. */
  public Future<Poll> extend(String room, String id, int seconds) {
    return record(room, id)
        .compose(record -> ledger.now())
        .compose(now -> update(room, id, poll -> PollTransitions.extended(poll, now, seconds)))
        .compose(
            poll ->
                rebuild
                    .ensure(id)
                    .compose(up -> ledger.extend(id, poll.times().closesAt().getAsLong()))
                    .map(poll))
        .compose(
            poll -> {
              PollNotices.send(counting.vertx(), poll);
              return advanced(poll);
            });
  }

  /** Closes the poll at once; its result is final when this answers. */
  public Future<Poll> close(String room, String id) {
    return record(room, id).compose(record -> closing.close(id));
  }

  /**
   * Closes the poll at once. Where its result takes longer than some two seconds, or fails at
   * first, this answers the poll in state {@code CLOSING}, and the hub goes on by itself.
   */
  public Future<Poll> beginClose(String room, String id) {
    return record(room, id).compose(record -> closing.begin(id));
  }

  /** Reveals the result to voters, or hides it from them. */
  public Future<Poll> show(String room, String id, boolean visible) {
    return update(
            room,
            id,
            poll -> {
              Poll shown = poll.withShown(Optional.of(visible));
              return poll.state() == PollState.OPEN ? shown : shown.withRev(poll.rev() + 1);
            })
        .compose(
            poll ->
                poll.state() == PollState.OPEN
                    ? advanced(poll)
                    : Future.succeededFuture(told(poll)));
  }

  /**
   * Makes the poll a draft without ballots, whatever it was.
   *
   * @param known the revision at which it is to be reset; {@code conflict} if it has another
   */
  public Future<Poll> reset(String room, String id, OptionalLong known) {
    return record(room, id)
        .map(record -> PollTransitions.unchanged(record, known))
        .compose(record -> waitingVotes.count(id))
        .compose(
            counted ->
                change(
                    room,
                    id,
                    now -> PollTransitions.cleared(PollTransitions.unchanged(now, known))))
        .compose(
            record -> {
              PollNotices.send(counting.vertx(), record.poll());
              return ledger
                  .drop(id, record.epoch())
                  .compose(gone -> store.forgetBefore(id, record.firstEpoch()))
                  .map(gone -> told(record.poll()));
            });
  }

  /** The poll and its tally; of a closed poll the final one. */
  public Future<Standings> standings(String room, String id) {
    return record(room, id).compose(this::standings);
  }

  /**
   * The same with all cells of the tally, however many its result shows. Fails with {@code busy}
   * where they are more than there is memory for.
   */
  public Future<Standings> wholeStandings(String room, String id) {
    return record(room, id)
        .compose(
            record ->
                standings(record)
                    .compose(
                        shown ->
                            shown.tally.more() == 0
                                ? Future.succeededFuture(shown)
                                : whole(record, shown)));
  }

  private Future<Standings> whole(PollRecord record, Standings shown) {
    return wholeTallies
        .get(record.poll().id())
        .map(
            all ->
                new Standings(
                    shown.poll,
                    new Tally(all.rev(), all.ballots(), shown.tally.last(), all.cells())))
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof StaleEpochException
                        ? Refusal.of(ErrorCode.UNAVAILABLE, "The poll was changed meanwhile")
                        : fault));
  }

  Future<Standings> standings(PollRecord record) {
    Poll poll = record.poll();
    if (poll.state() == PollState.DRAFT) {
      return Future.succeededFuture(new Standings(poll, Tally.empty(poll.rev())));
    }
    if (record.result().isPresent()) {
      return Future.succeededFuture(new Standings(poll, record.result().get()));
    }
    return running(poll.id(), TALLY_TRIES)
        .map(tally -> new Standings(poll, tally))
        .compose(this::withNewestMarks)
        .recover(
            fault -> Closing.endedOrGone(fault) ? again(poll.id()) : Future.failedFuture(fault));
  }

  /** A page may be lost again as soon as it is up; a poll is never shown as empty for that. */
  private Future<Tally> running(String id, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The tally could not be read; try again"));
    }
    return rebuild
        .ensure(id)
        .compose(up -> ledger.tally(id))
        .compose(
            tally -> tally.map(Future::succeededFuture).orElseGet(() -> running(id, tries - 1)));
  }

  private Future<Standings> again(String id) {
    return store.poll(id).map(PollRecord::require).compose(this::standings);
  }

  /** A tally goes with all marks that were made before it was read. */
  private Future<Standings> withNewestMarks(Standings read) {
    return Moderation.isOn(read.poll)
        ? store
            .poll(read.poll.id())
            .map(now -> now.map(r -> r.poll().marks()).orElse(read.poll.marks()))
            .map(marks -> new Standings(read.poll.withMarks(marks), read.tally))
        : Future.succeededFuture(read);
  }

  /** Every standing ballot, part by part. */
  public Future<BallotExport> ballots(String room, String id) {
    return record(room, id)
        .compose(
            record ->
                recount
                    .standing(record, CountedRevisions.ofRunning(record))
                    .map(
                        standing ->
                            new BallotExport(id, reads, counting.memory().reading(), standing)));
  }

  /**
   * Takes a revision for a change of state of an open poll, keeps it, and tells the room. It is not
   * the ledger's: that would tell voters how many ballots were counted.
   */
  private Future<Poll> advanced(Poll poll) {
    return change(poll.room(), poll.id(), PollTransitions::advanced)
        .map(record -> told(record.poll()));
  }

  private Poll told(Poll poll) {
    counting.fanout().pollChanged(poll);
    return poll;
  }

  private Future<PollRecord> record(String room, String id) {
    return store.poll(id).map(found -> of(room, found));
  }

  private Future<Poll> update(String room, String id, UnaryOperator<Poll> change) {
    return change(room, id, record -> record.withPoll(change.apply(record.poll())))
        .map(PollRecord::poll);
  }

  private Future<PollRecord> change(String room, String id, UnaryOperator<PollRecord> change) {
    return store
        .updatePoll(id, record -> change.apply(of(room, Optional.of(record))))
        .map(found -> of(room, found));
  }

  private static PollRecord of(String room, Optional<PollRecord> found) {
    return PollRecord.require(found.filter(record -> record.poll().room().equals(room)));
  }
}
