package io.votehub.http;

import io.votehub.method.VotingMethod.Table;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Shift;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds to the table of a second round's result how votes moved: {@code first}, the votes that an
 * option had in the first round, and {@code from_ID}, how many of its votes were for that option
 * then.
 */
final class ShiftTable {
  private ShiftTable() {}

  /**
   * @param table with a row for each option in their order, and perhaps one for abstentions
   */
  static Table in(Table table, Poll poll, Shift shift) {
    List<String> choices = new ArrayList<>(poll.options().stream().map(Option::id).toList());
    if (table.rows().size() > choices.size()) {
      choices.add(Shift.ABSTAINED);
    }
    List<String> head = new ArrayList<>(table.head());
    head.add("first");
    choices.forEach(from -> head.add("from_" + from));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      String choice = choices.get(i);
      List<Object> row = new ArrayList<>(table.rows().get(i));
      row.add(shift.first().getOrDefault(choice, 0L));
      choices.forEach(from -> row.add(shift.moved(from, choice)));
      rows.add(row);
    }
    return new Table(head, rows);
  }
}
