package io.votehub.method;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shared by the methods in which each option has one cell, named by its id, and the option with the
 * most votes wins: plurality and approval voting.
 */
public final class Choices {
  private Choices() {}

  static Map<String, Object> result(Poll poll, Tally tally) {
    List<Map<String, Object>> options = new ArrayList<>(poll.options().size());
    for (Option option : poll.options()) {
      long votes = tally.at(option.id());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", option.id());
      row.put("votes", votes);
      row.put("share", share(votes, tally.ballots()));
      options.add(row);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("options", options);
    result.put("winners", winners(poll, tally));
    return result;
  }

  static VotingMethod.Table table(Poll poll, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    for (Option option : poll.options()) {
      long votes = tally.at(option.id());
      rows.add(List.of(option.id(), option.label(), votes, share(votes, tally.ballots())));
    }
    return new VotingMethod.Table(List.of("id", "label", "votes", "share"), rows);
  }

  /** All options with the most votes; none if nobody has voted for any. */
  private static List<String> winners(Poll poll, Tally tally) {
    long most = poll.options().stream().mapToLong(option -> tally.at(option.id())).max().orElse(0);
    if (most == 0) {
      return List.of();
    }
    return poll.options().stream().map(Option::id).filter(id -> tally.at(id) == most).toList();
  }

  private static double share(long votes, long ballots) {
    return ballots == 0 ? 0 : (double) votes / ballots;
  }

  /**
   * The value of the ballot's only field, which must have that name.
   *
   * @throws Refusal {@code bad-ballot} if the field is missing or not the only one
   */
  public static Object onlyField(Map<String, ?> ballot, String field) {
    Object value = ballot.get(field);
    if (value == null) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The ballot needs the field '" + field + "'");
    }
    if (ballot.size() > 1) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The ballot has fields beside '" + field + "'");
    }
    return value;
  }

  /**
   * The id of an option of the poll.
   *
   * @throws Refusal {@code bad-ballot} if it is not one
   */
  public static String option(Poll poll, Object value) {
    if (!(value instanceof String id)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "An option is named by its id, a string");
    }
    if (!poll.hasOption(id)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The poll has no such option");
    }
    return id;
  }
}
