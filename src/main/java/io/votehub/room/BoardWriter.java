package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.event.RoomEvents;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.question.Board;
import io.votehub.question.BoardChange;
import io.votehub.question.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
  private final RoomEvents events;
  private final ReentrantLock lock = new ReentrantLock();

  /** For each poll whose board is being written, what waits for the next write. */
  private final Map<String, List<Waiting<?>>> writing = new HashMap<>();

  /**
   * @param polls reads a poll before each write; what it fails with refuses all of the write
   * @param write changes a board in one atomic step; may apply the change more than once
   * @param publish told what each write changed, before its steps are answered
   * @param events announced which questions go live, before that is written
   */
  BoardWriter(
      Function<String, Future<Poll>> polls,
      BiFunction<Poll, UnaryOperator<Board>, Future<Board>> write,
      BiConsumer<Poll, BoardChange> publish,
      RoomEvents events) {
    this.polls = polls;
    this.write = write;
    this.publish = publish;
    this.events = events;
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
        .compose(now -> write(now, steps, Set.of()))
        .onSuccess(done -> steps.forEach(Tried::settle))
        .onFailure(fault -> batch.forEach(each -> each.promise.tryFail(fault)))
        .onComplete(done -> startNext(poll));
  }

  /** What a write found, and whether it was made. */
  private static final class Attempt {
    Board before = Board.EMPTY;
    Board after = Board.EMPTY;
    boolean unannounced;
  }

  /** A question at one of the times that it goes live. */
  private record Live(String entry, int lives) {
    static Live of(Entry entry) {
      return new Live(entry.id(), entry.lives());
    }
  }

  /**
   * Makes the steps, unless questions would go live by them that were not announced: then these are
   * announced, and the write is tried again. Only a write that another instance comes before finds
   * others at the second try.
   */
  private Future<Board> write(Poll poll, List<Tried<?>> steps, Set<Live> announced) {
    AtomicReference<Attempt> last = new AtomicReference<>(new Attempt());
    return write
        .apply(
            poll,
            board -> {
              Attempt attempt = new Attempt();
              attempt.before = board;
              Board after = board.next();
              for (Tried<?> step : steps) {
                after = step.apply(poll, after);
              }
              attempt.after = after;
              attempt.unannounced =
                  goingLive(attempt).stream().anyMatch(each -> !announced.contains(Live.of(each)));
              last.set(attempt);
              boolean stays = attempt.unannounced || Board.between(board, after).isEmpty();
              return stays ? board : after;
            })
        .compose(
            board -> {
              Attempt attempt = last.get();
              if (attempt.unannounced) {
                return announce(poll, steps, goingLive(attempt));
              }
              written(poll, attempt.before, board, !announced.isEmpty());
              return Future.succeededFuture(board);
            });
  }

  private Future<Board> announce(Poll poll, List<Tried<?>> steps, List<Entry> questions) {
    return events
        .goingLive(poll, questions)
        .compose(
            done ->
                write(
                    poll,
                    steps,
                    questions.stream().map(Live::of).collect(Collectors.toUnmodifiableSet())));
  }

  private void written(Poll poll, Board before, Board after, boolean wentLive) {
    BoardChange change = Board.between(before, after);
    if (!change.isEmpty()) {
      publish.accept(poll, change);
    }
    if (wentLive) {
      events.happened();
    }
  }

  private static List<Entry> goingLive(Attempt attempt) {
    return Board.between(attempt.before, attempt.after).changed().stream()
        .filter(each -> each.lives() > attempt.before.entry(each.id()).map(Entry::lives).orElse(0))
        .toList();
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
