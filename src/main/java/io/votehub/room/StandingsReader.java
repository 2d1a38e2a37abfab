package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.BallotExport;
import io.votehub.count.Closing;
import io.votehub.count.CountedRevisions;
import io.votehub.count.CountingContext;
import io.votehub.count.Replay;
import io.votehub.count.StaleEpochException;
import io.votehub.ledger.Ledger;
import io.votehub.method.Moderation;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads how polls stand: the tally of a running poll from the ledger, which is rebuilt if it was
 * lost; the final one of a closed poll from the store; and the ballots behind either. Futures fail
 * with a {@link Refusal}, of {@code unknown-poll} if the room has no such poll. Safe from any
 * thread.
 */
public final class StandingsReader {
  private static final int TRIES = 4;

  private final CountingContext counting;
  private final Store store;
  private final Ledger ledger;
  private final PollUpdates updates;

  /** Anybody may request all cells of a result, which may mean reading a whole journal. */
  private final CoalescingReader<String, Tally> wholeTallies;

  StandingsReader(CountingContext counting) {
    this.counting = counting;
    this.store = counting.store();
    this.ledger = counting.ledger();
    this.updates = new PollUpdates(counting);
    this.wholeTallies =
        new CoalescingReader<>(
            id ->
                store
                    .poll(id)
                    .map(PollRecord::require)
                    .compose(counting.recount()::tallyOfAllCells));
  }

  /** The poll and its tally; for a closed poll the final one. */
  public Future<Standings> of(String room, String id) {
    return updates.record(room, id).compose(this::of);
  }

  /**
   * The same with all cells of the tally, however many its result shows. Fails with {@code busy} if
   * they exceed the memory.
   */
  public Future<Standings> whole(String room, String id) {
    return of(room, id)
        .compose(
            shown ->
                shown.tally().more() == 0 ? Future.succeededFuture(shown) : withAllCells(shown));
  }

  private Future<Standings> withAllCells(Standings shown) {
    return wholeTallies
        .get(shown.poll().id())
        .map(
            all ->
                new Standings(
                    shown.poll(),
                    new Tally(all.rev(), all.ballots(), shown.tally().last(), all.cells())))
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof StaleEpochException
                        ? Refusal.of(
                            ErrorCode.UNAVAILABLE,
                            "The poll was changed in the meantime; try again")
                        : fault));
  }

  /**
   * The standings of a poll whose record was read before; of what it has become if it was closed or
   * reset since.
   */
  Future<Standings> of(PollRecord record) {
    Poll poll = record.poll();
    if (poll.state() == PollState.DRAFT) {
      return Future.succeededFuture(new Standings(poll, Tally.empty(poll.rev())));
    }
    if (record.result().isPresent()) {
      return Future.succeededFuture(new Standings(poll, record.result().get()));
    }
    return running(poll.id(), TRIES)
        .map(tally -> new Standings(poll, tally))
        .compose(this::withNewestMarks)
        .recover(
            fault -> Closing.endedOrGone(fault) ? reread(poll.id()) : Future.failedFuture(fault));
  }

  /**
   * A ledger page may be lost again as soon as it is built; a poll is never shown as empty because
   * of that.
   */
  private Future<Tally> running(String id, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The tally could not be read; try again"));
    }
    return counting
        .rebuild()
        .ensure(id)
        .compose(up -> ledger.tally(id))
        .compose(
            tally -> tally.map(Future::succeededFuture).orElseGet(() -> running(id, tries - 1)));
  }

  private Future<Standings> reread(String id) {
    return store.poll(id).map(PollRecord::require).compose(this::of);
  }

  /** Reads the marks after the tally, so that none is missing that was set before it. */
  private Future<Standings> withNewestMarks(Standings read) {
    return Moderation.isOn(read.poll())
        ? store
            .poll(read.poll().id())
            .map(now -> now.map(r -> r.poll().marks()).orElse(read.poll().marks()))
            .map(marks -> new Standings(read.poll().withMarks(marks), read.tally()))
        : Future.succeededFuture(read);
  }

  /** All standing ballots, part by part. */
  public Future<BallotExport> ballots(String room, String id) {
    return updates
        .record(room, id)
        .compose(
            record ->
                counting
                    .recount()
                    .standing(record, CountedRevisions.ofRunning(record))
                    .map(
                        standing ->
                            new BallotExport(
                                counting.reads(), counting.memory().reading(), standing)));
  }

  /**
   * How the tally of a closed poll came about. Fails with {@code bad-request} before the close, and
   * with {@code forbidden} for a secret poll, whose ballots are gone.
   *
   * @param stepMs the time between frames, in milliseconds
   * @param line writes a frame; called off the event loops
   */
  public Future<Replay> replay(
      String room, String id, long stepMs, Function<Replay.Frame, String> line) {
    return updates
        .record(room, id)
        .compose(
            record -> {
              if (record.poll().state() != PollState.CLOSED) {
                throw Refusal.of(
                    ErrorCode.BAD_REQUEST, "The replay comes at the close of the poll");
              }
              if (record.poll().isSecret()) {
                throw Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "The poll is secret; its ballots were removed at the close");
              }
              return Replay.of(counting, record, stepMs, line);
            });
  }

  /** Which of these voters have a ballot that stands in the result of a closed poll. */
  public Future<Set<String>> whoVoted(String room, String id, List<String> voters) {
    return updates
        .record(room, id)
        .compose(
            record -> {
              List<Future<Optional<StandingBallot>>> found =
                  voters.stream().map(voter -> counting.standing().of(record, voter)).toList();
              return Future.join(found).map(done -> voted(voters, found));
            });
  }

  private static Set<String> voted(
      List<String> voters, List<Future<Optional<StandingBallot>>> found) {
    Set<String> voted = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).result().isPresent()) {
        voted.add(voters.get(i));
      }
    }
    return voted;
  }
}
