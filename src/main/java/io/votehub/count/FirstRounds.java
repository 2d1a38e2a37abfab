package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Rounds;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps the result of a first round from voters while the second is a draft or takes votes. Steps
 * that come too late, from an attempt at a result that was overtaken, change nothing: the epoch of
 * the second round tells. Safe from any thread.
 */
public final class FirstRounds {
  private final Store store;
  private final CountingContext counting;

  FirstRounds(CountingContext counting) {
    this.counting = counting;
    this.store = counting.store();
  }

  /**
   * To be called before the second round is opened or reset; does nothing for a poll that is no
   * second round, and may be repeated.
   *
   * @return the same record; fails with {@code bad-request} if the first round has another second
   *     one
   */
  public Future<PollRecord> withhold(PollRecord second) {
    Optional<String> previous = second.poll().rounds().previous();
    return previous.isEmpty()
        ? Future.succeededFuture(second)
        : changed(previous.get(), first -> withheld(first, second)).map(second);
  }

  private static Poll withheld(Poll first, PollRecord second) {
    if (!first.rounds().next().equals(Optional.of(second.poll().id()))) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The first round has another second round");
    }
    return first.withRounds(Rounds.before(second.poll().id(), second.epoch()));
  }

  /**
   * Ends that, because the second round takes no more votes and its result is about to be stored;
   * does nothing for a poll that is no second round.
   *
   * @param second as it was when its epoch was raised
   */
  Future<Void> release(PollRecord second) {
    return ended(second.poll(), second.epoch());
  }

  /** Ends that, if the second round has a result or is gone; the poll as it is then. */
  public Future<Poll> releaseIfOver(Poll first) {
    Optional<String> next = first.rounds().next();
    if (next.isEmpty() || !first.rounds().isWithheld()) {
      return Future.succeededFuture(first);
    }
    return store
        .poll(next.get())
        .compose(
            second -> {
              if (second.isEmpty()) {
                return unlink(first.id(), next.get());
              }
              // One that was about to be opened again, and was not, has the very same epoch.
              return second.get().poll().state() == PollState.CLOSED
                  ? ended(second.get().poll(), second.get().epoch() + 1)
                  : Future.succeededFuture();
            })
        .compose(done -> store.poll(first.id()))
        .map(PollRecord::require)
        .map(PollRecord::poll);
  }

  private Future<Void> ended(Poll second, int epoch) {
    Optional<String> previous = second.rounds().previous();
    return previous.isEmpty()
        ? Future.succeededFuture()
        : changed(previous.get(), first -> isEnded(first, second, epoch) ? ended(first) : first);
  }

  private static boolean isEnded(Poll first, Poll second, int epoch) {
    return first.rounds().next().equals(Optional.of(second.id()))
        && first.rounds().isWithheld()
        && epoch > first.rounds().withheld().getAsInt();
  }

  private static Poll ended(Poll first) {
    return first.withRounds(first.rounds().ended());
  }

  /** To be called once the second round is deleted. */
  public Future<Void> unlink(String first, String second) {
    return changed(
        first,
        poll ->
            poll.rounds().next().equals(Optional.of(second)) ? poll.withRounds(Rounds.NONE) : poll);
  }

  /** Does nothing where the first round is gone. */
  private Future<Void> changed(String id, UnaryOperator<Poll> change) {
    return store
        .updatePoll(id, record -> record.withPoll(advanced(record.poll(), change)))
        .map(
            found -> {
              found.map(PollRecord::poll).ifPresent(counting.fanout()::pollChanged);
              return null;
            });
  }

  private static Poll advanced(Poll before, UnaryOperator<Poll> change) {
    Poll after = change.apply(before);
    return after.equals(before) ? before : after.withRev(before.rev() + 1);
  }
}
