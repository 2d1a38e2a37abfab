package io.votehub.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.event.RoomEvents;
import io.votehub.poll.Poll;
import io.votehub.question.Asking;
import io.votehub.question.Board;
import io.votehub.question.Board.Admission;
import io.votehub.question.Entry;
import io.votehub.question.EntryState;
import io.votehub.question.Mark;
import io.votehub.store.StoreContract;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Questions go live only once that was announced, whichever instance dies when. */
class BoardWriterTest {
  private static final Poll POLL = StoreContract.draft("poll-1", 0).poll();

  private final Set<String> announced = new HashSet<>();
  private Board stored = Board.EMPTY;
  private Runnable beforeNextWrite = () -> {};
  private int happened;

  private final RoomEvents events =
      new RoomEvents() {
        @Override
        public Future<Void> goingLive(Poll poll, List<Entry> questions) {
          questions.forEach(each -> announced.add(each.id() + " " + each.lives()));
          return Future.succeededFuture();
        }

        @Override
        public void happened() {
          happened++;
        }
      };

  private BoardWriter instance(boolean dies) {
    return new BoardWriter(
        id -> Future.succeededFuture(POLL),
        (poll, change) -> write(change, dies),
        (poll, change) -> {},
        events);
  }

  /** An instance that dies has stored its change and does nothing afterwards. */
  private Future<Board> write(UnaryOperator<Board> change, boolean dies) {
    Runnable other = beforeNextWrite;
    beforeNextWrite = () -> {};
    other.run();
    Board before = stored;
    stored = change.apply(before);
    return dies && !stored.equals(before)
        ? Promise.<Board>promise().future()
        : Future.succeededFuture(stored);
  }

  private static BoardWriter.Step<Entry> ask(String voter, String text, Admission admission) {
    return (poll, board) -> {
      Board.Asked asked = board.ask("s", voter, new Asking(1, text, text, ""), admission, 7);
      return new BoardWriter.After<>(asked.board(), asked.entry());
    };
  }

  private static BoardWriter.Step<Void> mark(String id, EntryState state) {
    Mark mark = new Mark(Optional.of(state), Optional.empty(), Optional.empty());
    return (poll, board) -> new BoardWriter.After<>(board.mark(id, mark), null);
  }

  private void everythingThatWentLiveWasAnnounced() {
    for (Entry each : stored.entries().values()) {
      for (int n = 1; n <= each.lives(); n++) {
        assertThat(announced).contains(each.id() + " " + n);
      }
    }
  }

  @Test
  void anInstanceThatDiesOnceAQuestionIsLiveHasAnnouncedItBefore() {
    Future<Entry> answer = instance(true).change("p", ask("v1", "Why?", Admission.OPEN));

    assertThat(answer.isComplete()).isFalse();
    assertThat(stored.entries()).hasSize(1);
    everythingThatWentLiveWasAnnounced();
  }

  @Test
  void whatAnotherInstanceWritesInBetweenIsAnnouncedByWhoeverMakesItLive() {
    BoardWriter one = instance(false);
    BoardWriter other = instance(false);
    Entry waiting = one.change("p", ask("v1", "Why?", Admission.MODERATED)).result();
    assertThat(announced).isEmpty();
    assertThat(happened).isZero();
    beforeNextWrite =
        () -> {
          other.change("p", mark(waiting.id(), EntryState.LIVE));
          other.change("p", mark(waiting.id(), EntryState.HIDDEN));
        };

    Future<Void> marked = one.change("p", mark(waiting.id(), EntryState.LIVE));

    assertThat(marked.succeeded()).isTrue();
    assertThat(stored.entry(waiting.id()).map(Entry::lives)).contains(2);
    everythingThatWentLiveWasAnnounced();
    assertThat(happened).isEqualTo(2);
  }

  @Test
  void aQuestionThatCannotBeAnnouncedDoesNotGoLive() {
    BoardWriter broken =
        new BoardWriter(
            id -> Future.succeededFuture(POLL),
            (poll, change) -> write(change, false),
            (poll, change) -> {},
            new RoomEvents() {
              @Override
              public Future<Void> goingLive(Poll poll, List<Entry> questions) {
                return Future.failedFuture("The store is away");
              }
            });

    assertThat(broken.change("p", ask("v1", "Why?", Admission.OPEN)).failed()).isTrue();

    assertThat(stored.entries()).isEqualTo(Map.of());
  }
}
