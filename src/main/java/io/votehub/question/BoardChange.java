package io.votehub.question;

import java.util.List;

/**
 * A change of a board.
 *
 * @param rev the board's revision after it
 * @param changed new and changed questions
 * @param gone ids of questions that were withdrawn or forgotten
 */
public record BoardChange(long rev, List<Entry> changed, List<String> gone) {
  public BoardChange {
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
  }

  public boolean isEmpty() {
    return changed.isEmpty() && gone.isEmpty();
  }
}
