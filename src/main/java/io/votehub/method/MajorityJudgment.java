package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code grades} (majority judgment): each ballot grades options, and the best median grade wins;
 * ties are broken by the majority value, see {@link MajorityValue}. Cells: {@code a=0} for each
 * option and grade except the worst one, which is what an option gets from a ballot that does not
 * grade it.
 *
 * <p>A ballot without grades is valid; it gives all options the worst grade. The canonical ballot
 * names the grade of every option, so that voters see what is counted.
 */
final class MajorityJudgment implements VotingMethod {
  private static final List<String> GRADES =
      List.of("excellent", "very-good", "good", "passable", "poor", "reject");
  private static final int MIN_GRADES = 2;
  private static final int MAX_GRADES = 20;
  private static final int MAX_NAME = 40;

  /** How often an option was given each grade, best grade first. */
  private static final class Graded {
    private final Option option;
    private final long[] counts;

    Graded(Option option, long[] counts) {
      this.option = option;
      this.counts = counts;
    }
  }

  @Override
  public String name() {
    return "grades";
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("grades"));
    return Map.of("grades", given.containsKey("grades") ? names(given.get("grades")) : GRADES);
  }

  private static List<String> names(Object value) {
    if (!(value instanceof List<?> given)
        || given.size() < MIN_GRADES
        || given.size() > MAX_GRADES) {
      throw Refusal.field(
          "/settings/grades",
          "Must be a list of " + MIN_GRADES + " to " + MAX_GRADES + " names, best first");
    }
    ValidationErrors faults = new ValidationErrors();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String pointer = "/settings/grades/" + i;
      String name = faults.text(given.get(i), pointer, MAX_NAME);
      if (!name.isEmpty() && !names.add(name)) {
        faults.add(pointer, "Stands twice");
      }
    }
    faults.throwIfAny();
    return List.copyOf(names);
  }

  private static List<String> grades(Poll poll) {
    return ((List<?>) poll.settings().own().get("grades"))
        .stream().map(String.class::cast).toList();
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    List<String> grades = grades(poll);
    int last = grades.size() - 1;
    Map<String, Object> given = OptionValues.read(poll, ballot, "grades");
    Map<String, String> value = new LinkedHashMap<>();
    List<String> cells = new ArrayList<>();
    for (Option option : poll.options()) {
      int grade = given.containsKey(option.id()) ? grades.indexOf(given.get(option.id())) : last;
      if (grade < 0) {
        throw Refusal.of(
            ErrorCode.BAD_BALLOT, "A grade must be one of '" + String.join("', '", grades) + "'");
      }
      value.put(option.id(), grades.get(grade));
      if (grade < last) {
        cells.add(cell(option, grade));
      }
    }
    return new Ballot(Map.of("grades", value), List.copyOf(cells));
  }

  private static String cell(Option option, int grade) {
    return option.id() + "=" + grade;
  }

  private static List<Graded> graded(Poll poll, Tally tally) {
    int last = grades(poll).size() - 1;
    List<Graded> all = new ArrayList<>(poll.options().size());
    for (Option option : poll.options()) {
      long[] counts = new long[last + 1];
      counts[last] = tally.ballots();
      for (int grade = 0; grade < last; grade++) {
        counts[grade] = tally.at(cell(option, grade));
        counts[last] -= counts[grade];
      }
      all.add(new Graded(option, counts));
    }
    return all;
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<String> grades = grades(poll);
    List<Graded> all = graded(poll, tally);
    List<Map<String, Object>> options = new ArrayList<>(all.size());
    for (Graded each : all) {
      Map<String, Long> histogram = new LinkedHashMap<>();
      for (int grade = 0; grade < grades.size(); grade++) {
        histogram.put(grades.get(grade), each.counts[grade]);
      }
      Map<String, Object> option = new LinkedHashMap<>();
      option.put("id", each.option.id());
      option.put("grade", grade(grades, each, tally));
      option.put("histogram", histogram);
      options.add(option);
    }
    List<List<String>> ranking = tally.ballots() == 0 ? List.of() : ranking(all);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("options", options);
    result.put("ranking", ranking);
    result.put("winners", ranking.isEmpty() ? List.of() : ranking.get(0));
    return result;
  }

  /** The majority grade; null without ballots. */
  private static String grade(List<String> grades, Graded graded, Tally tally) {
    return tally.ballots() == 0 ? null : grades.get(MajorityValue.median(graded.counts));
  }

  /** Best first; tied options share a list, in the poll's order. */
  private static List<List<String>> ranking(List<Graded> all) {
    List<Graded> ordered = new ArrayList<>(all);
    ordered.sort((one, other) -> MajorityValue.compare(one.counts, other.counts));
    List<List<String>> ranking = new ArrayList<>();
    Graded before = null;
    for (Graded each : ordered) {
      if (before == null || !Arrays.equals(before.counts, each.counts)) {
        ranking.add(new ArrayList<>());
      }
      ranking.get(ranking.size() - 1).add(each.option.id());
      before = each;
    }
    return ranking;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<String> grades = grades(poll);
    List<Graded> all = graded(poll, tally);
    List<List<String>> ranking = tally.ballots() == 0 ? List.of() : ranking(all);
    List<String> head = new ArrayList<>(List.of("id", "label", "rank", "grade"));
    head.addAll(grades);
    List<List<Object>> rows = new ArrayList<>(all.size());
    for (Graded each : all) {
      List<Object> row = new ArrayList<>();
      row.add(each.option.id());
      row.add(each.option.label());
      row.add(rank(ranking, each.option.id()));
      row.add(grade(grades, each, tally));
      Arrays.stream(each.counts).forEach(row::add);
      rows.add(row);
    }
    return new Table(head, rows);
  }

  /** Competition ranking (1, 2, 2, 4); null without a ranking. */
  private static Integer rank(List<List<String>> ranking, String option) {
    int before = 0;
    for (List<String> place : ranking) {
      if (place.contains(option)) {
        return before + 1;
      }
      before += place.size();
    }
    return null;
  }

  @Override
  public List<String> columns(Poll poll) {
    return OptionValues.columns(poll);
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    List<String> grades = grades(poll);
    return OptionValues.row(poll, ballot, "grades", grades.get(grades.size() - 1));
  }
}
