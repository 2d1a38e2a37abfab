package io.votehub.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Refusal;
import io.votehub.question.Board.Admission;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static Asking asking(int slot, String text) {
    return new Asking(slot, text, Entry.digest(text), "");
  }

  private static Board filled(Admission admission, int questions) {
    Board board = Board.EMPTY;
    for (int i = 0; i < questions; i++) {
      board =
          board.next().ask("p/1", "voter" + i, asking(1, "Question " + i), admission, i).board();
    }
    return board;
  }

  private static Mark state(EntryState state) {
    return new Mark(Optional.of(state), Optional.empty(), Optional.empty());
  }

  private static String first(Board board) {
    return board.entries().keySet().iterator().next();
  }

  @Test
  void theQuestionAfterTheFiveHundredthLiveOneWaits() {
    Board board = filled(Admission.OPEN, Board.MAX_LIVE);

    Board.Asked last =
        board.next().ask("p/1", "late", asking(1, "Too late?"), Admission.OPEN, 9999);

    assertThat(last.entry().state()).isEqualTo(EntryState.PENDING);
    assertThatThrownBy(() -> last.board().mark(last.entry().id(), state(EntryState.LIVE)))
        .isInstanceOf(Refusal.class);
    Board archived = last.board().mark(first(board), state(EntryState.ARCHIVED));
    assertThat(archived.mark(last.entry().id(), state(EntryState.LIVE)).entry(last.entry().id()))
        .map(Entry::state)
        .contains(EntryState.LIVE);
  }

  @Test
  void aFullBoardForgetsHiddenQuestionsAndRefusesOtherwise() {
    Board full = filled(Admission.MODERATED, Board.MAX_ENTRIES);

    assertThatThrownBy(
            () -> full.ask("p/1", "late", asking(1, "Too late?"), Admission.MODERATED, 9999))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("as many questions as this poll takes");
    String hidden = first(full);
    Board after =
        full.mark(hidden, state(EntryState.HIDDEN))
            .ask("p/1", "late", asking(1, "In time?"), Admission.MODERATED, 9999)
            .board();
    assertThat(after.entries()).hasSize(Board.MAX_ENTRIES).doesNotContainKey(hidden);
  }

  @Test
  void aBoardStaysWithinItsSizeInStorage() {
    Board board = Board.EMPTY;
    String long1000 = "\u00e4\"".repeat(500);
    int asked = 0;
    while (true) {
      try {
        board =
            board
                .next()
                .ask("p/1", "v" + asked, asking(1, long1000 + asked), Admission.OPEN, asked)
                .board();
        asked++;
      } catch (Refusal full) {
        break;
      }
    }
    String text = BoardJson.write(board);

    assertThat(text.length()).isLessThan(1 << 20);
    assertThat(BoardJson.read(text)).isEqualTo(board);
  }

  @Test
  void atMostOneQuestionIsPinnedAndAHiddenOneIsNot() {
    Board board = filled(Admission.OPEN, 3);
    Mark pin = new Mark(Optional.empty(), Optional.of(true), Optional.empty());

    for (String id : board.entries().keySet()) {
      board = board.next().mark(id, pin);
    }

    assertThat(board.entries().values()).filteredOn(Entry::pinned).hasSize(1);
    String pinned =
        board.entries().values().stream().filter(Entry::pinned).findAny().orElseThrow().id();
    assertThat(board.mark(pinned, state(EntryState.HIDDEN)).entries().values())
        .noneMatch(Entry::pinned);
  }

  @Test
  void whatChangedTurnsOneBoardIntoTheOther() {
    Board before = filled(Admission.OPEN, 3);
    String id = first(before);
    Board after =
        before
            .next()
            .withdraw("voter1", before.of("voter1").get(0).id())
            .mark(id, new Mark(Optional.empty(), Optional.empty(), Optional.of("Yes.")));

    BoardChange change = Board.between(before, after);

    assertThat(change.changed()).extracting(Entry::id).containsExactly(id);
    assertThat(change.gone()).hasSize(1);
    assertThat(BoardJson.readChange(BoardJson.change(change))).isEqualTo(change);
    assertThat(before.next().rev()).isEqualTo(after.rev());
    assertThat(Map.copyOf(after.entries())).hasSize(2);
  }
}
