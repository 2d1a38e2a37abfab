package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PlainText;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code words}: each ballot gives 1 to {@code max} words (or short phrases) of at most {@value
 * #MAX_LENGTH} characters. The result counts words that are equal by {@link TextFolding} together,
 * and shows them in lower case in their most frequent spelling. The same word twice on a ballot is
 * refused; another spelling of it is ignored. Polls of this method need no options.
 *
 * <p>One cell per spelling, in lower case. Spellings are merged only when a result is made, so that
 * cells mean the same in every version of the hub. A result has the {@value #SHOWN} most frequent
 * words and the number of others in {@code more}.
 *
 * @implNote Spellings beyond the {@value #MAX_CELLS} most frequent are not merged with others.
 */
final class WordCloud implements VotingMethod {
  private static final int MAX_WORDS = 10;
  private static final int MAX_LENGTH = 40;
  private static final int SHOWN = 100;

  /** More than are shown, because several may be spellings of the same word. */
  private static final int MAX_CELLS = 200;

  /** The spellings of a word: the most frequent one, and the votes of all. */
  private record Spellings(String shown, long votes) {
    Spellings and(Spellings rarer) {
      return new Spellings(shown, votes + rarer.votes);
    }
  }

  @Override
  public String name() {
    return "words";
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
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("max"));
    return Map.of("max", WholeNumbers.setting(given, "max", 3, 1, MAX_WORDS));
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    if (!(Choices.onlyField(ballot, "words") instanceof List<?> given)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "'words' must be a list of texts");
    }
    int max = poll.settings().whole("max");
    if (given.isEmpty() || given.size() > max) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "Give from 1 to " + max + " words");
    }
    // Sorted, so that the same words in any order are the same ballot.
    TreeSet<String> words = new TreeSet<>();
    for (Object each : given) {
      if (!words.add(word(each))) {
        throw Refusal.of(ErrorCode.BAD_BALLOT, "A word stands twice");
      }
    }
    Set<String> folded = new HashSet<>();
    List<String> sorted = words.stream().filter(each -> folded.add(TextFolding.of(each))).toList();
    return new Ballot(Map.of("words", sorted), sorted);
  }

  private static String word(Object value) {
    if (!(value instanceof String raw)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "A word must be a text");
    }
    TypedText.refuseUnfit(raw, MAX_LENGTH, "A word");
    String word = TypedText.word(raw);
    if (word.isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "A word is empty");
    }
    if (PlainText.length(word) > MAX_LENGTH) {
      throw TypedText.tooLong("A word", MAX_LENGTH);
    }
    return word;
  }

  /** The words in descending order of votes. */
  private static List<Map.Entry<String, Long>> words(Tally tally) {
    Map<String, Spellings> words = new LinkedHashMap<>();
    tally.cells().entrySet().stream()
        .sorted(Tally.BY_SUM)
        .forEach(
            cell ->
                words.merge(
                    TextFolding.of(cell.getKey()),
                    new Spellings(cell.getKey(), cell.getValue()),
                    Spellings::and));
    words.remove("");
    return words.values().stream()
        .map(word -> Map.entry(word.shown(), word.votes()))
        .sorted(Tally.BY_SUM)
        .toList();
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<Map.Entry<String, Long>> all = words(tally);
    List<Map<String, Object>> words = new ArrayList<>();
    for (Map.Entry<String, Long> each : all.subList(0, Math.min(SHOWN, all.size()))) {
      Map<String, Object> word = new LinkedHashMap<>();
      word.put("word", each.getKey());
      word.put("votes", each.getValue());
      words.add(word);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("words", words);
    result.put("more", tally.more() + all.size() - words.size());
    return result;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    words(tally).forEach(each -> rows.add(List.of(each.getKey(), each.getValue())));
    return new Table(List.of("word", "votes"), rows);
  }

  @Override
  public List<String> columns(Poll poll) {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= poll.settings().whole("max"); i++) {
      columns.add("word" + i);
    }
    return columns;
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    List<Object> row = new ArrayList<>((List<?>) ballot.get("words"));
    while (row.size() < poll.settings().whole("max")) {
      row.add(null);
    }
    return row;
  }
}
