package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.count.Patience;
import io.votehub.poll.Aim;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads and changes the stored records of polls, and publishes what they became. A poll is found
 * only in its own room. Futures fail with a {@link Refusal}, of {@code unknown-poll} if the room
 * has no such poll. Safe from any thread.
 */
final class PollUpdates {
  private final CountingContext counting;
  private final Patience patience;

  /** A record, and what a command is aimed at that was given for it. */
  record Aimed(PollRecord record, Aim aim) {}

  PollUpdates(CountingContext counting) {
    this.counting = counting;
    this.patience = new Patience(counting.vertx());
  }

  Future<PollRecord> record(String room, String id) {
    return counting.store().poll(id).map(found -> of(room, found));
  }

  /** The same for whoever is about to change the poll: a store that is slow is waited for. */
  Future<PollRecord> recordPatiently(String room, String id) {
    return patience.whileRefused(() -> record(room, id));
  }

  /**
   * The record for whoever gives a command now, and what the command is aimed at. Where the poll
   * was opened or closed while its record was waited for, the aim is missed.
   */
  Future<Aimed> aimed(String room, String id) {
    Future<Long> given = counting.ledger().now();
    return recordPatiently(room, id)
        .compose(
            record -> {
              Aim aim = Aim.at(record.poll());
              return given
                  .transform(
                      then ->
                          then.succeeded() && aim.at() > then.result()
                              ? missedUnlessClockWasSet(aim)
                              : Future.succeededFuture(aim))
                  .map(found -> new Aimed(record, found));
            });
  }

  private Future<Aim> missedUnlessClockWasSet(Aim aim) {
    return counting.ledger().now().map(now -> aim.at() > now ? aim : Aim.MISSED);
  }

  /** Changes the poll; {@code change} may run several times, and what it throws is passed on. */
  Future<Poll> update(String room, String id, UnaryOperator<Poll> change) {
    return change(room, id, record -> record.withPoll(change.apply(record.poll())))
        .map(PollRecord::poll);
  }

  /** The same for the whole record. */
  Future<PollRecord> change(String room, String id, UnaryOperator<PollRecord> change) {
    return patience
        .whileBusy(
            () ->
                counting
                    .store()
                    .updatePoll(id, record -> change.apply(of(room, Optional.of(record)))))
        .map(found -> of(room, found));
  }

  /**
   * Takes a revision for a change of state of an open poll, stores it, and publishes the poll. The
   * ledger's counter is not used, because it would reveal to voters how many ballots were counted.
   */
  Future<Poll> advance(Poll poll) {
    return change(poll.room(), poll.id(), PollTransitions::advanced)
        .map(record -> publish(record.poll()));
  }

  /** Sends the poll to all who listen to its room, and returns it. */
  Poll publish(Poll poll) {
    counting.fanout().pollChanged(poll);
    return poll;
  }

  private static PollRecord of(String room, Optional<PollRecord> found) {
    return PollRecord.require(found.filter(record -> record.poll().room().equals(room)));
  }
}
