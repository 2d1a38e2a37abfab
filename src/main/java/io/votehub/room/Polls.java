package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.PollNotices;
import io.votehub.count.Closing;
import io.votehub.count.CountingContext;
import io.votehub.count.FirstRounds;
import io.votehub.count.Rebuild;
import io.votehub.count.SealedPolls;
import io.votehub.draft.PollSpec;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
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
 * The lifecycle of polls. Futures fail with a {@link Refusal}, of {@code unknown-poll} if the room
 * has no such poll; every call is safe from any thread. A transition to the poll's present state
 * returns the poll as it is, so that a repeated request is harmless; one that is carried out so
 * late that the poll was meanwhile opened, closed or reset fails with {@code conflict}.
 */
public final class Polls {
  private final CountingContext counting;
  private final Store store;
  private final Ledger ledger;
  private final Rebuild rebuild;
  private final Closing closing;
  private final Drafts drafts;
  private final FirstRounds firstRounds;
  private final SecondRounds secondRounds;
  private final PollOpening opening;
  private final PollClearing clearing;
  private final PollUpdates updates;
  private final StandingsReader standings;
  private final Comparisons comparisons;
  private final Boards boards;

  /** Changes to the texts of a room's polls are serialised, so that the room's limits hold. */
  private final KeyedQueue writes;

  /**
   * @param ids generates ids that were never used and that nobody can guess
   */
  public Polls(CountingContext counting, Supplier<String> ids) {
    this.counting = counting;
    this.store = counting.store();
    this.ledger = counting.ledger();
    this.rebuild = counting.rebuild();
    this.closing = counting.closing();
    this.writes = new KeyedQueue(counting.vertx());
    this.drafts = new Drafts(store, ledger, ids);
    this.firstRounds = counting.firstRounds();
    this.updates = new PollUpdates(counting);
    this.secondRounds = new SecondRounds(counting, updates, drafts, ids);
    this.standings = new StandingsReader(counting);
    this.comparisons = new Comparisons(counting);
    this.boards = new Boards(counting);
    this.opening = new PollOpening(counting, updates, ids);
    this.clearing = new PollClearing(counting, updates, boards);
  }

  /** The seals of closed polls. */
  public SealedPolls sealed() {
    return counting.sealed();
  }

  /** How the polls stand. */
  public StandingsReader standings() {
    return standings;
  }

  /** Closed ranked polls counted by all rules. */
  public Comparisons comparisons() {
    return comparisons;
  }

  /** The questions from the floor of the polls. */
  public Boards boards() {
    return boards;
  }

  /** Creates a draft at the end of the room's list. */
  public Future<Poll> create(String room, PollSpec spec) {
    return create(room, List.of(spec)).map(made -> made.get(0));
  }

  /**
   * Creates drafts at the end of the room's list, in this order. If one cannot be stored, the room
   * is told of none, and the others are deleted as far as the store can be reached.
   */
  public Future<List<Poll>> create(String room, List<PollSpec> specs) {
    return writes
        .run(room, () -> drafts.create(room, specs))
        .map(
            made -> {
              made.forEach(updates::publish);
              return made;
            });
  }

  /** Copies the poll, whatever its state, as a draft right after it in the room's list. */
  public Future<Poll> duplicate(String room, String id) {
    return writes.run(
        room,
        () ->
            store
                .room(room)
                .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                .compose(
                    known ->
                        updates
                            .record(room, id)
                            .compose(record -> drafts.duplicate(record.poll()))
                            .map(
                                placed -> {
                                  updates.publish(placed.draft());
                                  counting.fanout().roomChanged(known, placed.order());
                                  return placed.draft();
                                })));
  }

  /** The poll at the revision of its last change of state, whatever was counted since. */
  public Future<Poll> get(String room, String id) {
    return updates.record(room, id).map(PollRecord::poll);
  }

  /** The same for whoever is about to change the poll: a store that is slow is waited for. */
  public Future<Poll> getPatiently(String room, String id) {
    return updates.recordPatiently(room, id).map(PollRecord::poll);
  }

  /**
   * Changes a draft. Fails with {@code bad-request} once it was opened, and with what {@code
   * change} throws.
   *
   * @param known the revision that the change was made for; {@code conflict} if the poll has
   *     another revision and differs from the changed draft
   */
  public Future<Poll> patch(
      String room, String id, OptionalLong known, UnaryOperator<PollSpec> change) {
    return writes
        .run(
            room,
            () ->
                store
                    .polls(room)
                    .compose(
                        all -> updates.update(room, id, poll -> patched(poll, known, change, all))))
        .map(updates::publish);
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
    return clearing.delete(room, id, known);
  }

  /**
   * Opens a draft, for so many seconds or without a limit; a closed poll is opened only by {@link
   * #reopen}.
   */
  public Future<Poll> open(String room, String id, OptionalInt seconds) {
    return opening.open(
        room,
        id,
        seconds,
        PollState.DRAFT,
        "The poll was closed; reopen it instead",
        UnaryOperator.identity());
  }

  /**
   * Opens a draft that nobody has changed; a poll that is open already is returned as it is.
   *
   * @param rev the revision that it must have; {@code conflict} if it has another
   */
  Future<Poll> openDraft(String room, String id, OptionalInt seconds, long rev) {
    return opening.open(
        room,
        id,
        seconds,
        PollState.DRAFT,
        "The poll was closed",
        record ->
            record.poll().state() == PollState.OPEN
                ? record
                : PollTransitions.unchanged(record, OptionalLong.of(rev)));
  }

  /** Opens a closed poll again, with the ballots it has. */
  public Future<Poll> reopen(String room, String id, OptionalInt seconds) {
    return opening.open(
        room,
        id,
        seconds,
        PollState.CLOSED,
        "The poll is a draft; open it instead",
        UnaryOperator.identity());
  }

  /**
   * Asks a closed poll again: makes its second round, right after it, and opens that, for so many
   * seconds or without a limit. While the second round is a draft or open, completes with it as it
   * is, so that a repeated request is harmless.
   *
   * <p>Fails with {@code bad-request} if the poll is not closed, or is a second round; with {@code
   * conflict} if it has a second round that is closed.
   */
  public Future<Poll> again(String room, String id, OptionalInt seconds) {
    return writes
        .run(room, () -> secondRounds.of(room, id))
        .compose(
            second ->
                second.state() == PollState.DRAFT
                    ? open(room, second.id(), seconds)
                    : Future.succeededFuture(second));
  }

  /** The second round of a poll, if it has one. */
  public Future<Optional<Poll>> secondRound(String room, String id) {
    return updates
        .record(room, id)
        .compose(
            first ->
                first
                    .poll()
                    .rounds()
                    .next()
                    .map(next -> store.poll(next).map(found -> found.map(PollRecord::poll)))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  /** Extends a timed poll that is open. Fails with {@code bad-request} if it has no time limit. */
  public Future<Poll> extend(String room, String id, int seconds) {
    return updates
        .aimed(room, id)
        .compose(
            aimed ->
                ledger
                    .now()
                    .compose(
                        now ->
                            updates.update(
                                room,
                                id,
                                poll -> PollTransitions.extended(poll, aimed.aim(), now, seconds))))
        .compose(
            poll ->
                rebuild
                    .ensure(id)
                    .compose(up -> ledger.extend(id, poll.times().closesAt().getAsLong()))
                    .map(poll))
        .compose(
            poll -> {
              PollNotices.send(counting.vertx(), poll);
              return updates.advance(poll);
            });
  }

  /** Closes the poll; completes once its result is final. */
  public Future<Poll> close(String room, String id) {
    return updates.aimed(room, id).compose(aimed -> closing.close(id, aimed.aim()));
  }

  /**
   * Closes the poll. If computing its result takes longer than some two seconds, or fails at first,
   * completes with the poll in state {@code CLOSING}, and the hub continues in the background.
   */
  public Future<Poll> beginClose(String room, String id) {
    return updates.aimed(room, id).compose(aimed -> closing.begin(id, aimed.aim()));
  }

  /** Reveals the result to voters, or hides it from them. */
  public Future<Poll> show(String room, String id, boolean visible) {
    return updates
        .recordPatiently(room, id)
        .compose(record -> firstRounds.releaseIfOver(record.poll()))
        .compose(poll -> updates.update(room, id, now -> PollTransitions.shown(now, visible)))
        .compose(
            poll ->
                poll.state() == PollState.OPEN
                    ? updates.advance(poll)
                    : Future.succeededFuture(updates.publish(poll)));
  }

  /**
   * Turns the poll into a draft without ballots, whatever its state.
   *
   * @param known the revision at which it is to be reset; {@code conflict} if it has another
   */
  public Future<Poll> reset(String room, String id, OptionalLong known) {
    return clearing.reset(room, id, known);
  }
}
