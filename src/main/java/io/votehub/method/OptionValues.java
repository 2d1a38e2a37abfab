package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shared by the methods whose ballots assign a value to options: a score, a grade, points. */
final class OptionValues {
  private OptionValues() {}

  /**
   * Reads the ballot's only field, an object of values by option id. Returned in the poll's order,
   * so that equal opinions are equal ballots. Options may be omitted.
   *
   * @throws Refusal {@code bad-ballot} for an unknown option id
   */
  static Map<String, Object> read(Poll poll, Map<String, ?> ballot, String field) {
    if (!(Choices.onlyField(ballot, field) instanceof Map<?, ?> given)) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "'" + field + "' must be an object with ids of options");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option option : poll.options()) {
      if (given.containsKey(option.id())) {
        values.put(option.id(), given.get(option.id()));
      }
    }
    if (values.size() < given.size()) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "'" + field + "' names an option that is not in the poll");
    }
    return values;
  }

  /** A column for each option. */
  static List<String> columns(Poll poll) {
    return poll.options().stream().map(Option::id).toList();
  }

  /** The value of each option, {@code absent} for omitted ones. */
  static List<Object> row(Poll poll, Map<String, ?> ballot, String field, Object absent) {
    Map<?, ?> values = (Map<?, ?>) ballot.get(field);
    List<Object> row = new ArrayList<>(poll.options().size());
    for (Option option : poll.options()) {
      row.add(values.containsKey(option.id()) ? values.get(option.id()) : absent);
    }
    return row;
  }
}
