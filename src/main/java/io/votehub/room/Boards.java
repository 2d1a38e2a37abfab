package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.AskQuery;
import io.votehub.bus.AskReply;
import io.votehub.count.CountingContext;
import io.votehub.method.Questions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.question.Board;
import io.votehub.question.Board.Admission;
import io.votehub.question.BoardJson;
import io.votehub.question.BoardKey;
import io.votehub.question.Entry;
import io.votehub.question.Mark;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The questions from the floor of polls: asks, withdraws, marks and reads them. A change is durable
 * when its future completes, and is published to the room. Safe from any thread.
 */
public final class Boards {
  private final Store store;
  private final BoardWriter writer;

  /** Many may read a board at once. */
  private final CoalescingReader<BoardOf, Board> reads;

  /** A board is of one room, poll and run. */
  private record BoardOf(String room, String poll, int run) {
    static BoardOf of(Poll poll) {
      return new BoardOf(poll.room(), poll.id(), poll.run());
    }

    String key() {
      return BoardKey.of(poll, run);
    }
  }

  Boards(CountingContext counting) {
    this.store = counting.store();
    this.writer =
        new BoardWriter(
            this::poll,
            this::write,
            (poll, change) -> counting.fanout().entriesChanged(poll, change),
            counting.events());
    this.reads =
        new CoalescingReader<>(
            of ->
                store
                    .record(of.room, of.key())
                    .map(text -> text.map(BoardJson::read))
                    .map(found -> found.orElse(Board.EMPTY)));
  }

  private Future<Poll> poll(String id) {
    return store.poll(id).map(PollRecord::require).map(PollRecord::poll);
  }

  private Future<Board> write(Poll poll, UnaryOperator<Board> change) {
    BoardOf of = BoardOf.of(poll);
    return store
        .changeRecord(
            of.room,
            of.key(),
            text -> {
              Board before = text.map(BoardJson::read).orElse(Board.EMPTY);
              Board after = change.apply(before);
              return after.equals(before) ? text : Optional.of(BoardJson.write(after));
            })
        .map(text -> text.map(BoardJson::read).orElse(Board.EMPTY));
  }

  /**
   * Asks a question. Fails with {@code not-open} unless the poll is open, with {@code poll-changed}
   * if it was reset since, and as {@link Board#ask} says.
   */
  public Future<AskReply> ask(AskQuery query) {
    Poll known = query.poll();
    requireQuestions(known);
    return writer.change(
        known.id(),
        (poll, board) -> {
          requireOpen(known, poll);
          Admission admission = isModerated(poll) ? Admission.MODERATED : Admission.OPEN;
          Board.Asked asked =
              board.ask(
                  poll.id() + '/' + poll.run(),
                  query.voter(),
                  query.asking(),
                  admission,
                  query.at());
          return new BoardWriter.After<>(
              asked.board(), new AskReply(asked.entry(), asked.existing()));
        });
  }

  private static boolean isModerated(Poll poll) {
    return Boolean.TRUE.equals(poll.settings().own().get("moderated"));
  }

  private static void requireOpen(Poll known, Poll poll) {
    if (poll.run() != known.run()) {
      throw Refusal.of(ErrorCode.POLL_CHANGED);
    }
    if (poll.state() != PollState.OPEN) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
  }

  /**
   * Refuses polls of other methods.
   *
   * @throws Refusal {@code bad-request}
   */
  public static void requireQuestions(Poll poll) {
    if (!Questions.isMethodOf(poll)) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll takes no questions");
    }
  }

  /** Withdraws a question of that voter. Fails as {@link Board#withdraw} says. */
  public Future<Void> withdraw(Poll known, String voter, String entry) {
    requireQuestions(known);
    return writer.change(
        known.id(),
        (poll, board) -> {
          requireOpen(known, poll);
          return new BoardWriter.After<Void>(board.withdraw(voter, entry), null);
        });
  }

  /** Marks questions, all or none, and returns them. Fails as {@link Board#mark} says. */
  public Future<List<Entry>> mark(Poll known, List<String> entries, Mark mark) {
    requireQuestions(known);
    return writer.change(
        known.id(),
        (poll, board) -> {
          if (poll.state() == PollState.DRAFT) {
            throw Refusal.of(ErrorCode.BAD_REQUEST, "A draft has no questions");
          }
          Board marked = board;
          for (String entry : entries) {
            marked = marked.mark(entry, mark);
          }
          List<Entry> now = new ArrayList<>();
          for (String entry : entries) {
            marked.entry(entry).ifPresent(now::add);
          }
          return new BoardWriter.After<>(marked, now);
        });
  }

  /** The questions of a poll; none of a draft or of a poll of another method. */
  public Future<Board> of(Poll poll) {
    return Questions.isMethodOf(poll) && poll.state() != PollState.DRAFT
        ? reads.get(BoardOf.of(poll))
        : Future.succeededFuture(Board.EMPTY);
  }

  /** Deletes the questions of all runs of a poll. */
  Future<Void> delete(Poll poll) {
    return Questions.isMethodOf(poll)
        ? store.deleteRecords(poll.room(), BoardKey.ofAllRuns(poll.id()))
        : Future.succeededFuture();
  }
}
