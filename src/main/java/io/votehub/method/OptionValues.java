package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the methods share whose ballot says something of each option: a score, a grade, points. */
final class OptionValues {
  private OptionValues() {}

  /**
   * What the ballot's only field says of options, by id and in the poll's order, so that the same
   * opinion is the same ballot whatever the order of the taps. Options may be left out; ids that
   * the poll does not have are refused.
   */
  static Map<String, Object> read(Poll poll, Map<String, ?> ballot, String field) {
    if (!(Choices.only(ballot, field) instanceof Map<?, ?> given)) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "'" + field + "' must be an object with ids of options");
    }
    Map<String, Object> said = new LinkedHashMap<>();
    for (Option option : poll.options()) {
      if (given.containsKey(option.id())) {
        said.put(option.id(), given.get(option.id()));
      }
    }
    if (said.size() < given.size()) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "'" + field + "' names an option that the poll has not");
    }
    return said;
  }

  /** A column for each option. */
  static List<String> columns(Poll poll) {
    return poll.options().stream().map(Option::id).toList();
  }

  /** What a ballot says of each option, and {@code absent} where it says nothing. */
  static List<Object> row(Poll poll, Map<String, ?> ballot, String field, Object absent) {
    Map<?, ?> said = (Map<?, ?>) ballot.get(field);
    List<Object> row = new ArrayList<>(poll.options().size());
    for (Option option : poll.options()) {
      row.add(said.containsKey(option.id()) ? said.get(option.id()) : absent);
    }
    return row;
  }
}
