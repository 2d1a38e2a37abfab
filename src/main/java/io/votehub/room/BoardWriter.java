package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.question.Board;
import io.votehub.question.BoardChange;
import io.votehub.question.Entry;
import io.votehub.question.EntryState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Changes boards, one write at a time for each: changes that arrive during a write are made
 * together by the next one, so that a hall that asks at once costs a few writes instead of one
 * each. Safe from any thread.
 */
final class BoardWriter {
  /** What may wait for the next write of a board; more is refused with {@code busy}. */
  private static final int MAX_WAITING = 500;

  /** A change of a board; may be made more than once, and throws what refuses it. */
  @FunctionalInterface
  interface Step<T> {
    After<T> of(Poll poll, Board board);
  }

  /** A board after a step, and the answer to whoever asked for it. */
  record After<T>(Board board, T answer) {}

  private record Waiting<T>(Step<T> step, Promise<T> promise) {}

  /** One step of a write: what came of it at the last try. */
  private static final class Tried<T> {
    final Waiting<T> waiting;
    T answer;
    Refusal refusal;

    Tried(Waiting<T> waiting) {
      this.waiting = waiting;
    }

    Board apply(Poll poll, Board board) {
      answer = null;
      refusal = null;
      try {
        After<T> after = waiting.step.of(poll, board);
        answer = after.answer;
        return after.board;
      } catch (Refusal why) {
        refusal = why;
        return board;
      }
    }

    void settle() {
      if (refusal == null) {
        waiting.promise.tryComplete(answer);
      } else {
        waiting.promise.tryFail(refusal);
      }
    }
  }

  private final Function<String, Future<Poll>> polls;
  private final BiFunction<Poll, UnaryOperator<Board>, Future<Board>> write;
  private final BiConsumer<Poll, BoardChange> publish;
  private final BiFunction<Poll, List<Entry>, Future<Void>> live;
  private final ReentrantLock lock = new ReentrantLock();

  /** For each poll whose board is being written, what waits for the next write. */
  private final Map<String, List<Waiting<?>>> writing = new HashMap<>();

  /**
   * @param polls reads a poll before each write; what it fails with refuses all of the write
   * @param write changes a board in one atomic step; may apply the change more than once
   * @param publish told what each write changed, before its steps are answered
   * @param live told which questions went live, before its steps are answered
   */
  BoardWriter(
      Function<String, Future<Poll>> polls,
      BiFunction<Poll, UnaryOperator<Board>, Future<Board>> write,
      BiConsumer<Poll, BoardChange> publish,
      BiFunction<Poll, List<Entry>, Future<Void>> live) {
    this.polls = polls;
    this.write = write;
    this.publish = publish;
    this.live = live;
  }

  /** Makes the change; completes once it is durable. */
  <T> Future<T> change(String poll, Step<T> step) {
    Waiting<T> mine = new Waiting<>(step, Promise.promise());
    lock.lock();
    try {
      List<Waiting<?>> others = writing.get(poll);
      if (others != null) {
        if (others.size() >= MAX_WAITING) {
          return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
        }
        others.add(mine);
        return mine.promise.future();
      }
      writing.put(poll, new ArrayList<>());
    } finally {
      lock.unlock();
    }
    start(poll, List.of(mine));
    return mine.promise.future();
  }

  private void start(String poll, List<Waiting<?>> batch) {
    List<Tried<?>> steps = new ArrayList<>();
    batch.forEach(each -> steps.add(new Tried<>(each)));
    // Composed, so that what is thrown fails the future, too.
    Future.succeededFuture()
        .compose(mine -> polls.apply(poll))
        .compose(now -> write(now, steps))
        .onSuccess(done -> steps.forEach(Tried::settle))
        .onFailure(fault -> batch.forEach(each -> each.promise.tryFail(fault)))
        .onComplete(done -> startNext(poll));
  }

  private Future<Board> write(Poll poll, List<Tried<?>> steps) {
    AtomicReference<Board> before = new AtomicReference<>(Board.EMPTY);
    return write
        .apply(
            poll,
            board -> {
              before.set(board);
              Board after = board.next();
              for (Tried<?> step : steps) {
                after = step.apply(poll, after);
              }
              return Board.between(board, after).isEmpty() ? board : after;
            })
        .onSuccess(
            after -> {
              BoardChange change = Board.between(before.get(), after);
              if (!change.isEmpty()) {
                publish.accept(poll, change);
              }
            })
        .compose(after -> tellLive(poll, before.get(), after).map(after));
  }

  private Future<Void> tellLive(Poll poll, Board before, Board after) {
    List<Entry> questions =
        Board.between(before, after).changed().stream()
            .filter(each -> each.state() == EntryState.LIVE)
            .filter(
                each ->
                    before.entry(each.id()).filter(old -> old.state() == EntryState.LIVE).isEmpty())
            .toList();
    return questions.isEmpty() ? Future.succeededFuture() : live.apply(poll, questions);
  }

  private void startNext(String poll) {
    List<Waiting<?>> next;
    lock.lock();
    try {
      next = writing.get(poll);
      if (next.isEmpty()) {
        writing.remove(poll);
        return;
      }
      writing.put(poll, new ArrayList<>());
    } finally {
      lock.unlock();
    }
    start(poll, next);
  }
}
