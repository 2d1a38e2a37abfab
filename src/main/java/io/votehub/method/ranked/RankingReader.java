package io.votehub.method.ranked;

import io.votehub.method.CellReader;
import io.votehub.poll.Poll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads rankings without ties in their canonical form, {@code {"ranking":["b","a"]}}. What looks
 * different in any way is left to a reader of JSON.
 */
final class RankingReader implements CellReader {
  private static final String BEGIN = "{\"ranking\":[\"";
  private static final String BETWEEN = "\",\"";
  private static final String END = "\"]}";
  private static final int LETTERS = 128;
  private static final char ESCAPE = '\\';

  private final RankedCount count;
  private final int options;
  private final Map<String, List<Integer>> places = new HashMap<>();

  /** The places of options whose ids are one letter, as most are. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private final List<Integer>[] letters = new List[LETTERS];

  RankingReader(Poll poll, RankedCount count) {
    this.count = count;
    this.options = poll.options().size();
    poll.options().forEach(option -> places.put(option.id(), List.of(places.size())));
    for (char letter = 0; letter < LETTERS; letter++) {
      letters[letter] = places.get(String.valueOf(letter));
    }
  }

  @Override
  public Optional<List<String>> of(String text) {
    if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.indexOf(ESCAPE) >= 0) {
      return Optional.empty();
    }
    List<List<Integer>> ranking = new ArrayList<>(options);
    long ranked = 0;
    int from = BEGIN.length();
    while (from < text.length()) {
      int to = text.indexOf('"', from);
      List<Integer> place = place(text, from, to);
      if (place == null || (ranked & 1L << place.get(0)) != 0) {
        return Optional.empty();
      }
      ranked |= 1L << place.get(0);
      ranking.add(place);
      boolean last = to == text.length() - END.length();
      if (!last && !text.startsWith(BETWEEN, to)) {
        return Optional.empty();
      }
      from = last ? text.length() : to + BETWEEN.length();
    }
    Ranking read = new Ranking(ranking);
    return Optional.of(
        count.cells(count.allowsTies() ? read.unrankedLast(options) : read, options));
  }

  private List<Integer> place(String text, int from, int to) {
    if (to == from + 1 && text.charAt(from) < letters.length) {
      return letters[text.charAt(from)];
    }
    return to < 0 ? null : places.get(text.substring(from, to));
  }
}
