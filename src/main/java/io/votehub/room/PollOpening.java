package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.PollNotices;
import io.votehub.count.CountingContext;
import io.votehub.event.RoomEvents;
import io.votehub.ledger.Ledger;
import io.votehub.poll.Aim;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.store.PollRecord;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Opens polls. A poll is announced before it is open, and its first round is withheld while its
 * second one is; it is told to the room once the ledger knows it.
 */
final class PollOpening {
  private final CountingContext counting;
  private final Supplier<String> ids;
  private final Ledger ledger;
  private final PollUpdates updates;

  PollOpening(CountingContext counting, PollUpdates updates, Supplier<String> ids) {
    this.counting = counting;
    this.ids = ids;
    this.ledger = counting.ledger();
    this.updates = updates;
  }

  /**
   * Opens the poll. A poll that is open already is returned as it is.
   *
   * @param seconds empty to open it without a limit
   * @param from the state in which it must be, else it fails with {@code bad-request}
   * @param otherwise says that it is in another one
   * @param check fails if the record is not to be opened for another reason
   */
  Future<Poll> open(
      String room,
      String id,
      OptionalInt seconds,
      PollState from,
      String otherwise,
      UnaryOperator<PollRecord> check) {
    String key = ids.get() + ids.get();
    return updates
        .aimed(room, id)
        .compose(
            aimed ->
                counting
                    .closing()
                    .await(aimed.record())
                    .compose(poll -> announced(poll, aimed.aim(), from))
                    .compose(now -> withheld(room, id, from).map(now))
                    .compose(
                        now ->
                            updates.change(
                                room,
                                id,
                                record ->
                                    PollTransitions.opened(
                                        check.apply(record),
                                        aimed.aim(),
                                        now,
                                        seconds,
                                        from,
                                        otherwise,
                                        key))))
        .compose(record -> counting.rebuild().ensure(id).map(record.poll()))
        .compose(this::publishOpened)
        .onSuccess(
            opened -> {
              counting.events().opened(opened);
              counting.events().happened();
            });
  }

  /** Voters see nothing of a first round while the second is open. */
  private Future<?> withheld(String room, String id, PollState from) {
    return updates
        .recordPatiently(room, id)
        .compose(
            record ->
                record.poll().state() == from
                    ? counting.firstRounds().withhold(record)
                    : Future.succeededFuture(record));
  }

  /** Completes with the time at which the poll is to be opened, if it can be. */
  private Future<Long> announced(Poll poll, Aim aim, PollState from) {
    RoomEvents events = counting.events();
    if (poll.state() == from) {
      aim.require(poll);
    }
    return ledger
        .now()
        .compose(
            now ->
                poll.state() == from
                    ? events.replacing(poll).compose(done -> events.opening(poll, now)).map(now)
                    : Future.succeededFuture(now));
  }

  private Future<Poll> publishOpened(Poll poll) {
    PollNotices.send(counting.vertx(), poll);
    return updates
        .advance(poll)
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
}
