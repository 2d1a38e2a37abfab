package io.votehub.ledger;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of {@code record.lua}. What ballots have in common is sent once: an audience that
 * chooses among four options sends four forms and, for each ballot, little more than its voter.
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
  private final StringBuilder places;
  private final StringBuilder marks = new StringBuilder();
  private final List<String> voters;

  private RecordArguments(int size) {
    places = new StringBuilder(DIGITS * size);
    voters = new ArrayList<>(size);
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
    return arguments.list();
  }

  private void add(CastBallot cast) {
    Form form = new Form(cast.run(), cast.ballot(), cast.cells());
    Integer known = forms.putIfAbsent(form, forms.size());
    int place = known == null ? forms.size() - 1 : known;
    for (int shift = BITS * (DIGITS - 1); shift >= 0; shift -= BITS) {
      places.append((char) (ZERO + ((place >>> shift) & ((1 << BITS) - 1))));
    }
    voters.add(cast.voter());
  }

  private List<String> list() {
    List<String> all = new ArrayList<>(4 + 4 * forms.size() + voters.size());
    all.add(Integer.toString(voters.size()));
    all.add(places.toString());
    all.add(marks.toString());
    all.add(Integer.toString(forms.size()));
    for (Form form : forms.keySet()) {
      all.add(Integer.toString(form.run));
      all.add(form.ballot);
      all.add(Integer.toString(form.cells.size()));
      all.addAll(form.cells);
    }
    all.addAll(voters);
    return all;
  }
}
