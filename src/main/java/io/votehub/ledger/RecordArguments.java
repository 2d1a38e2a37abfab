package io.votehub.ledger;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of {@code record.lua}. What ballots have in common is sent once: an audience that
 * chooses among four options sends four forms and, for each ballot, little more than its voter; and
 * a voter with several ballots is looked up and written once.
 */
final class RecordArguments {
  /** The digits of a place, which are characters of one byte beginning with this one. */
  private static final char ZERO = '0';

  private static final int BITS = 6;
  private static final int DIGITS = 3;

  /** In the place of a mark that is not there; as long as one. */
  private static final String NO_MARK = " ".repeat(Mark.CHARS);

  /** A ballot without voter and mark. */
  private record Form(int run, String ballot, List<String> cells) {}

  private final Map<Form, Integer> forms = new LinkedHashMap<>();
  private final Map<String, Integer> voters;
  private final StringBuilder formOfEach;
  private final StringBuilder voterOfEach;
  private final StringBuilder marks = new StringBuilder();

  private RecordArguments(int size) {
    voters = new LinkedHashMap<>(2 * size);
    formOfEach = new StringBuilder(DIGITS * size);
    voterOfEach = new StringBuilder(DIGITS * size);
  }

  /**
   * The arguments for a batch.
   *
   * @param batch at most {@code 2^18} ballots
   */
  static List<String> of(List<CastBallot> batch) {
    RecordArguments arguments = new RecordArguments(batch.size());
    boolean marked = batch.stream().anyMatch(cast -> cast.mark() != null);
    for (CastBallot cast : batch) {
      arguments.add(cast);
      if (marked) {
        arguments.marks.append(cast.mark() == null ? NO_MARK : cast.mark().text());
      }
    }
    return arguments.list(batch.size());
  }

  private void add(CastBallot cast) {
    Form form = new Form(cast.run(), cast.ballot(), cast.cells());
    append(formOfEach, place(forms, form));
    append(voterOfEach, place(voters, cast.voter()));
  }

  private static <T> int place(Map<T, Integer> known, T one) {
    int next = known.size();
    Integer before = known.putIfAbsent(one, next);
    return before == null ? next : before;
  }

  private static void append(StringBuilder places, int place) {
    for (int shift = BITS * (DIGITS - 1); shift >= 0; shift -= BITS) {
      places.append((char) (ZERO + ((place >>> shift) & ((1 << BITS) - 1))));
    }
  }

  private List<String> list(int size) {
    Set<String> each = voters.keySet();
    List<String> all = new ArrayList<>(5 + 4 * forms.size() + each.size());
    all.add(Integer.toString(size));
    all.add(formOfEach.toString());
    all.add(each.size() == size ? "" : voterOfEach.toString());
    all.add(marks.toString());
    all.add(Integer.toString(forms.size()));
    for (Form form : forms.keySet()) {
      all.add(Integer.toString(form.run));
      all.add(form.ballot);
      all.add(Integer.toString(form.cells.size()));
      all.addAll(form.cells);
    }
    all.addAll(each);
    return all;
  }
}
