package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code score} (range voting): each ballot gives options whole scores from {@code min} to {@code
 * max}. The greatest sum wins, or with {@code "rank": "mean"} the greatest mean over the ballots
 * that score the option. Cells: {@code a=2} for each option and score.
 *
 * <p>A ballot without scores is valid, so that voters can withdraw scores. An option without scores
 * has the sum 0 and no mean.
 */
final class ScoreVoting implements VotingMethod {
  private static final int MAX_ABSOLUTE = 1_000_000;
  private static final int MAX_STEPS = 100;
  private static final List<String> RANKS = List.of("sum", "mean");

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("min", "max", "rank"));
    int min = WholeNumbers.setting(given, "min", -2, -MAX_ABSOLUTE, MAX_ABSOLUTE);
    int max = WholeNumbers.setting(given, "max", 2, -MAX_ABSOLUTE, MAX_ABSOLUTE);
    if (max <= min || max - min > MAX_STEPS) {
      throw Refusal.field(
          "/settings/max", "Must be greater than 'min', by " + MAX_STEPS + " at the most");
    }
    Object rank = given.containsKey("rank") ? given.get("rank") : "sum";
    if (!(rank instanceof String) || !RANKS.contains(rank)) {
      throw Refusal.field("/settings/rank", "Must be 'sum' or 'mean'");
    }
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("min", min);
    own.put("max", max);
    own.put("rank", rank);
    return own;
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    int min = poll.settings().whole("min");
    int max = poll.settings().whole("max");
    Map<String, Object> scores = OptionValues.read(poll, ballot, "scores");
    List<String> cells = new ArrayList<>(scores.size());
    for (Map.Entry<String, Object> each : scores.entrySet()) {
      OptionalInt score = WholeNumbers.from(each.getValue(), min, max);
      if (score.isEmpty()) {
        throw Refusal.of(
            ErrorCode.BAD_BALLOT, "A score must be a whole number from " + min + " to " + max);
      }
      each.setValue(score.getAsInt());
      cells.add(cell(each.getKey(), score.getAsInt()));
    }
    return new Ballot(Map.of("scores", scores), List.copyOf(cells));
  }

  private static String cell(String option, int score) {
    return option + "=" + score;
  }

  /** The counted scores of all options, in the poll's order. */
  private static List<Scores> scores(Poll poll, Tally tally) {
    int min = poll.settings().whole("min");
    int max = poll.settings().whole("max");
    List<Scores> all = new ArrayList<>(poll.options().size());
    for (Option option : poll.options()) {
      long[] counts = new long[max - min + 1];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = tally.at(cell(option.id(), min + i));
      }
      all.add(new Scores(option, min, counts));
    }
    return all;
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<Scores> all = scores(poll, tally);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("options", all.stream().map(Scores::result).toList());
    result.put("winners", winners(all, "mean".equals(poll.settings().own().get("rank"))));
    return result;
  }

  /** Empty if nobody has scored anything. */
  private static List<String> winners(List<Scores> all, boolean byMean) {
    if (all.stream().allMatch(scores -> scores.count() == 0)) {
      return List.of();
    }
    List<Scores> first = new ArrayList<>();
    for (Scores each : all) {
      if (byMean && each.count() == 0) {
        continue;
      }
      int order = first.isEmpty() ? 0 : compare(each, first.get(0), byMean);
      if (order > 0) {
        first.clear();
      }
      if (order >= 0) {
        first.add(each);
      }
    }
    return first.stream().map(each -> each.option().id()).toList();
  }

  private static int compare(Scores one, Scores other, boolean byMean) {
    return byMean ? one.compareMean(other) : Long.compare(one.sum(), other.sum());
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<String> head = new ArrayList<>(List.of("id", "label", "count", "sum", "mean", "median"));
    for (int s = poll.settings().whole("min"); s <= poll.settings().whole("max"); s++) {
      head.add(Integer.toString(s));
    }
    return new Table(head, scores(poll, tally).stream().map(Scores::row).toList());
  }

  @Override
  public List<String> columns(Poll poll) {
    return OptionValues.columns(poll);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return OptionValues.row(poll, ballot, "scores", null);
  }
}
