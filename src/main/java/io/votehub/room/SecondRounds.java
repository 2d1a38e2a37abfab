package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.function.Supplier;

/**
 * Makes the second rounds of polls. The first round names its second one, and is withheld from
 * voters, before that is stored; so two instances that are asked at once make the same, and what an
 * instance that died has begun is completed by the next request.
 */
final class SecondRounds {
  private final CountingContext counting;
  private final Store store;
  private final PollUpdates updates;
  private final Drafts drafts;
  private final Supplier<String> ids;

  SecondRounds(CountingContext counting, PollUpdates updates, Drafts drafts, Supplier<String> ids) {
    this.counting = counting;
    this.store = counting.store();
    this.updates = updates;
    this.drafts = drafts;
    this.ids = ids;
  }

  /**
   * The second round of a poll, which is made if there is none. Fails with {@code conflict} if it
   * is closed, and with {@code bad-request} if the poll can have none. Callers take turns in a
   * room.
   */
  Future<Poll> of(String room, String id) {
    String fresh = ids.get();
    return store
        .room(room)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
        .compose(
            known ->
                updates
                    .update(room, id, poll -> PollTransitions.asked(poll, fresh))
                    .map(updates::publish)
                    .compose(first -> secondOf(known, first)));
  }

  private Future<Poll> secondOf(Room room, Poll first) {
    String id = first.rounds().next().orElseThrow();
    return store
        .poll(id)
        .compose(found -> found.isPresent() ? running(found.get().poll()) : made(room, first, id));
  }

  private static Future<Poll> running(Poll second) {
    return second.state() == PollState.CLOSED
        ? Future.failedFuture(Refusal.of(ErrorCode.CONFLICT, "The poll was asked twice already"))
        : Future.succeededFuture(second);
  }

  private Future<Poll> made(Room room, Poll first, String id) {
    return drafts
        .secondRound(first, id)
        .map(
            placed -> {
              updates.publish(placed.draft());
              counting.fanout().roomChanged(room, placed.order());
              return placed.draft();
            })
        .recover(fault -> madeElsewhere(first, id, fault));
  }

  /** Another instance may have been faster; else the first round is as it was. */
  private Future<Poll> madeElsewhere(Poll first, String id, Throwable fault) {
    return store
        .poll(id)
        .map(found -> found.map(PollRecord::poll))
        .compose(
            found -> found.map(Future::succeededFuture).orElseGet(() -> undone(first, id, fault)));
  }

  /** What may succeed when it is tried again keeps its place for that. */
  private Future<Poll> undone(Poll first, String id, Throwable fault) {
    return fault instanceof Refusal refusal && !refusal.code().retry()
        ? counting
            .firstRounds()
            .unlink(first.id(), id)
            .transform(done -> Future.failedFuture(fault))
        : Future.failedFuture(fault);
  }
}
