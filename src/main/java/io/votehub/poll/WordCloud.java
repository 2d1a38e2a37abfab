package io.votehub.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * {@code words}: each ballot gives from one to {@code max} words (or short phrases) of at most
 * {@value #MAX_LENGTH} characters, and the result counts those that are the same but for case and
 * white space. They are shown in lower case. The same word twice on a ballot is refused. A poll of
 * this method needs no options.
 *
 * <p>A cell for each word. A result has the {@value #SHOWN} with most votes and, in {@code more},
 * the number of others.
 */
final class WordCloud implements Method {
  private static final int MAX_WORDS = 10;
  private static final int MAX_LENGTH = 40;
  private static final int SHOWN = 100;

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
    return SHOWN;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    Whole.noneBut(given, List.of("max"));
    return Map.of("max", Whole.setting(given, "max", 3, 1, MAX_WORDS));
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    if (!(Choices.only(ballot, "words") instanceof List<?> given)) {
      throw Refusal.of(Code.BAD_BALLOT, "'words' must be a list of texts");
    }
    int max = poll.settings().whole("max");
    if (given.isEmpty() || given.size() > max) {
      throw Refusal.of(Code.BAD_BALLOT, "Give from 1 to " + max + " words");
    }
    // Sorted, so that the same words are the same ballot whatever their order.
    TreeSet<String> words = new TreeSet<>();
    for (Object each : given) {
      if (!words.add(word(each))) {
        throw Refusal.of(Code.BAD_BALLOT, "A word stands twice");
      }
    }
    List<String> sorted = List.copyOf(words);
    return new Ballot(Map.of("words", sorted), sorted);
  }

  private static String word(Object value) {
    if (!(value instanceof String raw)) {
      throw Refusal.of(Code.BAD_BALLOT, "A word must be a text");
    }
    Writing.refuseUnfit(raw, MAX_LENGTH, "A word");
    String word = Writing.word(raw);
    if (word.isEmpty()) {
      throw Refusal.of(Code.BAD_BALLOT, "A word is empty");
    }
    if (PlainText.length(word) > MAX_LENGTH) {
      throw Writing.tooLong("A word", MAX_LENGTH);
    }
    return word;
  }

  private static List<Map.Entry<String, Long>> shown(Tally tally) {
    return tally.cells().entrySet().stream().sorted(Tally.FIRST).limit(SHOWN).toList();
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    List<Map<String, Object>> words = new ArrayList<>();
    for (Map.Entry<String, Long> each : shown(tally)) {
      Map<String, Object> word = new LinkedHashMap<>();
      word.put("word", each.getKey());
      word.put("votes", each.getValue());
      words.add(word);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("words", words);
    result.put("more", tally.more() + tally.cells().size() - words.size());
    return result;
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    List<List<Object>> rows = new ArrayList<>();
    shown(tally).forEach(each -> rows.add(List.of(each.getKey(), each.getValue())));
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
