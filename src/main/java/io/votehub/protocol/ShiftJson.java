package io.votehub.protocol;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Shift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields by which the result of a second round tells how votes moved. */
final class ShiftJson {
  private ShiftJson() {}

  /** In the order of the poll's options; abstentions come last. */
  static Map<String, Object> of(Poll poll, Shift shift) {
    List<String> choices = new ArrayList<>(poll.options().stream().map(Option::id).toList());
    choices.add(Shift.ABSTAINED);
    Map<String, Object> moves = new LinkedHashMap<>();
    Map<String, Long> first = new LinkedHashMap<>();
    for (String from : choices) {
      if (!from.equals(Shift.ABSTAINED) || shift.first().containsKey(from)) {
        first.put(from, shift.first().getOrDefault(from, 0L));
      }
      Map<String, Long> row = new LinkedHashMap<>();
      for (String to : choices) {
        if (shift.moved(from, to) > 0) {
          row.put(to, shift.moved(from, to));
        }
      }
      if (!row.isEmpty()) {
        moves.put(from, row);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shift", moves);
    json.put("first", first);
    json.put("firstOnly", shift.firstOnly());
    json.put("secondOnly", shift.secondOnly());
    return json;
  }
}
