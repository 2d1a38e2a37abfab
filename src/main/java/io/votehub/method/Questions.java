package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code questions}: the audience asks, and supports what others asked. A ballot lists the
 * questions that a voter supports, {@code {"up":["ID"],"down":[]}}; the questions themselves are
 * kept beside the ballots. Polls of this method need no options.
 *
 * <p>Two cells per question, {@code +ID} and {@code -ID}. The result counts every id that was voted
 * for; which of them an audience may see is for whoever knows the questions.
 */
public final class Questions implements VotingMethod {
  public static final String NAME = "questions";

  /** The maximum number of questions that a ballot supports or opposes. */
  public static final int MAX_VOTES = 100;

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String DOWNVOTES = "downvotes";
  private static final int MAX_PER_VOTER = 10;
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_CELLS = 2000;
  private static final long TALLY_INTERVAL_MS = 200;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Set<String> FIELDS = Set.of(UP, DOWN);

  /** The votes for and against a question. */
  private record Votes(long up, long down) {
    private static final Votes NONE = new Votes(0, 0);

    long score() {
      return up - down;
    }
  }

  /** Whether a poll is of this method. */
  public static boolean isMethodOf(Poll poll) {
    return poll.method().equals(NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int minOptions() {
    return 0;
  }

  @Override
  public int maxCells() {
    return MAX_CELLS;
  }

  @Override
  public long tallyIntervalMs() {
    return TALLY_INTERVAL_MS;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(
        given, List.of("moderated", "perVoter", "maxLength", DOWNVOTES, "names"));
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("moderated", flag(given, "moderated"));
    own.put("perVoter", WholeNumbers.setting(given, "perVoter", 3, 1, MAX_PER_VOTER));
    own.put("maxLength", WholeNumbers.setting(given, "maxLength", 300, 1, MAX_LENGTH));
    own.put(DOWNVOTES, flag(given, DOWNVOTES));
    Object names = given.containsKey("names") ? given.get("names") : "none";
    if (!"none".equals(names) && !"optional".equals(names)) {
      throw Refusal.field("/settings/names", "Must be 'none' or 'optional'");
    }
    own.put("names", names);
    return own;
  }

  private static boolean flag(Map<String, ?> given, String name) {
    if (!given.containsKey(name)) {
      return false;
    }
    if (given.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw Refusal.field("/settings/" + name, "Must be true or false");
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    if (!FIELDS.containsAll(ballot.keySet())) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The ballot has fields beside 'up' and 'down'");
    }
    // Sorted, so that the same questions in any order are the same ballot.
    NavigableSet<String> up = ids(ballot.get(UP), UP);
    NavigableSet<String> down = ids(ballot.get(DOWN), DOWN);
    if (!down.isEmpty() && !Boolean.TRUE.equals(poll.settings().own().get(DOWNVOTES))) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "There are no downvotes on this poll");
    }
    if (up.size() + down.size() > MAX_VOTES) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "Vote on at most " + MAX_VOTES + " questions");
    }
    if (up.stream().anyMatch(down::contains)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "A question is both in 'up' and in 'down'");
    }
    List<String> cells = new ArrayList<>();
    up.forEach(id -> cells.add('+' + id));
    down.forEach(id -> cells.add('-' + id));
    Map<String, Object> value = new LinkedHashMap<>();
    value.put(UP, List.copyOf(up));
    value.put(DOWN, List.copyOf(down));
    return new Ballot(value, cells);
  }

  private static NavigableSet<String> ids(Object given, String field) {
    NavigableSet<String> ids = new TreeSet<>();
    if (given == null) {
      return ids;
    }
    if (!(given instanceof List<?> list) || list.size() > MAX_VOTES) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT,
          "'" + field + "' must be a list of at most " + MAX_VOTES + " ids of questions");
    }
    for (Object each : list) {
      if (!(each instanceof String id) || !ID.matcher(id).matches()) {
        throw Refusal.of(ErrorCode.BAD_BALLOT, "'" + field + "' must list ids of questions");
      }
      ids.add(id);
    }
    return ids;
  }

  private static Map<String, Votes> votes(Tally tally) {
    Map<String, Votes> votes = new TreeMap<>();
    tally
        .cells()
        .forEach(
            (cell, sum) -> {
              if (!Tally.isReserved(cell)) {
                boolean up = cell.charAt(0) == '+';
                votes.merge(
                    cell.substring(1),
                    up ? new Votes(sum, 0) : new Votes(0, sum),
                    (one, other) -> new Votes(one.up + other.up, one.down + other.down));
              }
            });
    return votes;
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<Map<String, Object>> entries = new ArrayList<>();
    votes(tally).entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Votes>>comparingLong(each -> -each.getValue().score())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(each -> entries.add(entry(each.getKey(), each.getValue())));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("entries", entries);
    result.put("more", 0);
    return result;
  }

  /** The counts of a question that nobody voted for. */
  public static Map<String, Object> withoutVotes(String id) {
    return entry(id, Votes.NONE);
  }

  private static Map<String, Object> entry(String id, Votes votes) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put(UP, votes.up);
    entry.put(DOWN, votes.down);
    entry.put("score", votes.score());
    return entry;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    votes(tally).forEach((id, each) -> rows.add(List.of(id, each.up, each.down)));
    return new Table(List.of("id", UP, DOWN), rows);
  }

  @Override
  public List<String> columns(Poll poll) {
    return List.of(UP, DOWN);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return List.of(joined(ballot.get(UP)), joined(ballot.get(DOWN)));
  }

  private static String joined(Object ids) {
    return ids instanceof List<?> list
        ? String.join(" ", list.stream().map(String.class::cast).toList())
        : "";
  }
}
