package io.votehub.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Refusal;
import io.votehub.question.Board.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Voters see the counts of the best questions, and never how far below zero one is. */
class BoardViewTest {
  private static final int QUESTIONS = 150;

  private final Board board = board();
  private final List<String> ids = List.copyOf(board.entries().keySet());

  private static Board board() {
    Board board = Board.EMPTY;
    for (int i = 0; i < QUESTIONS; i++) {
      String text = "Question " + i;
      Asking asking = new Asking(1, text, Entry.digest(text), "");
      board = board.next().ask("p/1", "voter" + i, asking, Admission.OPEN, i).board();
    }
    return board;
  }

  /** The best first. */
  private Map<String, Object> result() {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      long score = 120L - i;
      entries.add(Map.of("id", ids.get(i), "up", 120L, "down", (long) i, "score", score));
    }
    return Map.of("entries", entries, "more", 0);
  }

  private List<Map<?, ?>> shown(boolean presenter) {
    List<Map<?, ?>> shown = new ArrayList<>();
    ((List<?>) BoardView.result(board.entries(), result(), presenter).get("entries"))
        .forEach(each -> shown.add((Map<?, ?>) each));
    return shown;
  }

  @Test
  void aTallyOfVotersHasTheBestHundredAndSaysHowManyMoreThereAre() {
    assertThat(shown(false)).hasSize(100);
    assertThat(shown(false).get(99)).isEqualTo(Map.of("id", ids.get(99), "score", 21L));
    assertThat(BoardView.result(board.entries(), result(), false)).containsEntry("more", 50);
    assertThat(shown(true)).hasSize(QUESTIONS);
    assertThat(BoardView.result(board.entries(), result(), true)).containsEntry("more", 0);
  }

  @Test
  void votersAreToldThatAScoreIsBelowZeroAndPresentersHowFar() {
    String last = ids.get(QUESTIONS - 1);
    Entry entry = board.entries().get(last);
    Map<String, Map<String, Object>> counts = BoardView.counts(result());

    assertThat(BoardView.entry(entry, counts, true, false))
        .containsEntry("score", -1L)
        .doesNotContainKeys("up", "down");
    assertThat(BoardView.entry(entry, counts, true, true))
        .containsEntry("score", -29L)
        .containsEntry("down", 149L);
  }

  @Test
  void hiddenQuestionsAreInNoResultOfVoters() {
    Mark hide = new Mark(Optional.of(EntryState.HIDDEN), Optional.empty(), Optional.empty());
    Map<String, Entry> entries = board.mark(ids.get(0), hide).entries();

    assertThat(BoardView.result(entries, result(), false).toString()).doesNotContain(ids.get(0));
    assertThat(BoardView.result(entries, result(), true).toString()).contains(ids.get(0));
  }

  @Test
  void aReplyHasAThousandCharactersAndNoMore() {
    Mark longest = new Mark(Optional.empty(), Optional.empty(), Optional.of("x".repeat(1000)));
    assertThat(board.mark(ids.get(0), longest).entry(ids.get(0)).orElseThrow().reply())
        .hasSize(1000);
    assertThatThrownBy(() -> Mark.read(Map.of("reply", "x".repeat(1001))))
        .isInstanceOf(Refusal.class);
  }
}
