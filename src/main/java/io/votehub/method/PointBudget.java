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
 * {@code points} (cumulative voting): each ballot distributes at most {@code total} whole points,
 * and the option with the most points wins. No points are the same as omitting the option, and a
 * ballot may give no points at all.
 *
 * <p>Cells: one for each decimal digit of an option's points, so 64 points for {@code a} are
 * counted in {@code a=60} and {@code a=4}. An option thus has a few dozen cells, instead of one for
 * each number of points.
 */
final class PointBudget implements VotingMethod {
  private static final int MAX_TOTAL = 10_000;
  private static final int BASE = 10;

  @Override
  public String name() {
    return "points";
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("total"));
    return Map.of("total", WholeNumbers.setting(given, "total", 100, 1, MAX_TOTAL));
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    int total = poll.settings().whole("total");
    Map<String, Integer> points = new LinkedHashMap<>();
    List<String> cells = new ArrayList<>();
    int given = 0;
    for (Map.Entry<String, Object> each : OptionValues.read(poll, ballot, "points").entrySet()) {
      OptionalInt read = WholeNumbers.from(each.getValue(), 0, total);
      if (read.isEmpty()) {
        throw Refusal.of(ErrorCode.BAD_BALLOT, "Points must be whole numbers from 0 to " + total);
      }
      int some = read.getAsInt();
      given += some;
      if (some > 0) {
        points.put(each.getKey(), some);
        addCells(cells, each.getKey(), some);
      }
    }
    if (given > total) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "The ballot gives " + given + " points of at most " + total);
    }
    return new Ballot(Map.of("points", points), List.copyOf(cells));
  }

  private static void addCells(List<String> cells, String option, int points) {
    int unit = 1;
    for (int rest = points; rest > 0; rest /= BASE) {
      if (rest % BASE > 0) {
        cells.add(cell(option, rest % BASE * unit));
      }
      unit *= BASE;
    }
  }

  private static String cell(String option, int points) {
    return option + "=" + points;
  }

  private static long sum(Poll poll, Tally tally, Option option) {
    long sum = 0;
    for (int unit = 1; unit <= poll.settings().whole("total"); unit *= BASE) {
      for (int digit = 1; digit < BASE; digit++) {
        int points = digit * unit;
        sum += points * tally.at(cell(option.id(), points));
      }
    }
    return sum;
  }

  /** The points of each option, in the poll's order. */
  private static Map<Option, Long> sums(Poll poll, Tally tally) {
    Map<Option, Long> sums = new LinkedHashMap<>();
    poll.options().forEach(option -> sums.put(option, sum(poll, tally, option)));
    return sums;
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Map<Option, Long> sums = sums(poll, tally);
    long all = all(sums);
    long most = sums.values().stream().mapToLong(sum -> sum).max().orElse(0);
    List<Map<String, Object>> options = new ArrayList<>(sums.size());
    List<String> winners = new ArrayList<>();
    sums.forEach(
        (option, sum) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("id", option.id());
          row.put("sum", sum);
          row.put("share", share(sum, all));
          options.add(row);
          if (sum == most && most > 0) {
            winners.add(option.id());
          }
        });
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("options", options);
    result.put("winners", winners);
    return result;
  }

  private static long all(Map<Option, Long> sums) {
    return sums.values().stream().mapToLong(sum -> sum).sum();
  }

  /** The double closest to the share of all points given. */
  private static double share(long sum, long all) {
    return all == 0 ? 0 : (double) sum / all;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    Map<Option, Long> sums = sums(poll, tally);
    long all = all(sums);
    List<List<Object>> rows = new ArrayList<>(sums.size());
    sums.forEach(
        (option, sum) -> rows.add(List.of(option.id(), option.label(), sum, share(sum, all))));
    return new Table(List.of("id", "label", "sum", "share"), rows);
  }

  @Override
  public List<String> columns(Poll poll) {
    return OptionValues.columns(poll);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return OptionValues.row(poll, ballot, "points", 0);
  }
}
