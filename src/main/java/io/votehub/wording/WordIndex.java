package io.votehub.wording;

import io.votehub.wording.FoldedText.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words to be found in texts, looked up by their first token. Whole words only, but those in
 * scripts that are written without spaces are found anywhere. Not changed once it is shared.
 */
final class WordIndex {
  /** Letters that stand alone, one after the other, are one word from that number on. */
  private static final int SPELLED_OUT = 3;

  private static final int CENSORED_LENGTH = 4;
  private static final int CENSORED_WHOLLY_TO = 5;

  /**
   * A word or phrase.
   *
   * @param shown as it is listed
   * @param lists bit set of the lists that have it
   * @param tokens how each of its tokens is spelled
   */
  private record Word(String shown, int lists, List<Spelling> tokens) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(String shown, int lists, int[] chars) {}

  /** Where a word stands, as indices in the folded text. */
  record Found(int from, int to, String word) {
    boolean overlaps(Found other) {
      return from < other.to && other.from < to;
    }
  }

  private final Map<String, List<Word>> words = new HashMap<>();
  private final Map<Integer, List<Piece>> pieces = new HashMap<>();

  /** Adds a word that belongs to the lists of the bit set. Asterisks alone are what a mask is. */
  void add(String word, int lists) {
    if (word.codePoints().allMatch(c -> c == '*' || Character.isWhitespace(c))) {
      return;
    }
    FoldedText text = new FoldedText(word);
    if (text.isUnspaced()) {
      Piece piece = new Piece(word, lists, text.slice(0, text.size()));
      pieces.computeIfAbsent(text.at(0), first -> new ArrayList<>()).add(piece);
      return;
    }
    List<Spelling> tokens =
        text.tokens().stream()
            .map(each -> Spelling.ofListed(text.slice(each.from(), each.to())))
            .toList();
    if (!tokens.isEmpty()) {
      put(new Word(word, lists, tokens));
    }
  }

  /** Adds a word and the forms that people write to veil it: with inner vowels as asterisks. */
  void addWithVeiled(String word, int lists) {
    add(word, lists);
    FoldedText text = new FoldedText(word);
    if (text.isUnspaced() || text.tokens().size() != 1 || text.size() < CENSORED_LENGTH) {
      return;
    }
    Token token = text.tokens().get(0);
    int[] letters = text.slice(token.from(), token.to());
    for (int i = 1; i < letters.length - 1; i++) {
      if ("aeiou".indexOf(letters[i]) >= 0) {
        int[] veiled = letters.clone();
        veiled[i] = '*';
        put(new Word(word, lists, List.of(Spelling.ofListed(veiled))));
      }
    }
    if (letters.length >= CENSORED_LENGTH && letters.length <= CENSORED_WHOLLY_TO) {
      int[] veiled = letters.clone();
      Arrays.fill(veiled, 1, letters.length - 1, '*');
      put(new Word(word, lists, List.of(Spelling.ofListed(veiled))));
    }
  }

  private void put(Word word) {
    words.computeIfAbsent(word.tokens.get(0).letters(), first -> new ArrayList<>()).add(word);
  }

  /** Adds all words that stand in a text and are in one of the lists. */
  void find(FoldedText text, int lists, List<Found> found) {
    if (!words.isEmpty()) {
      List<List<Spelling>> readings = text.readings();
      for (int i = 0; i < readings.size(); i++) {
        findAt(text, readings, i, lists, found);
      }
      findJoined(text, lists, found);
    }
    if (text.isUnspaced() && !pieces.isEmpty()) {
      findPieces(text, lists, found);
    }
  }

  private void findAt(
      FoldedText text, List<List<Spelling>> readings, int at, int lists, List<Found> found) {
    for (Spelling first : readings.get(at)) {
      for (Word word : words.getOrDefault(first.letters(), List.of())) {
        int last = at + word.tokens.size() - 1;
        if ((word.lists & lists) != 0
            && last < readings.size()
            && first.isAsListed(word.tokens.get(0))
            && goesOn(word, readings, at)) {
          Token from = text.tokens().get(at);
          found.add(new Found(from.from(), text.tokens().get(last).to(), word.shown));
        }
      }
    }
  }

  private static boolean goesOn(Word word, List<List<Spelling>> readings, int at) {
    for (int i = 1; i < word.tokens.size(); i++) {
      Spelling listed = word.tokens.get(i);
      boolean same =
          readings.get(at + i).stream()
              .anyMatch(each -> each.letters().equals(listed.letters()) && each.isAsListed(listed));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Words whose letters somebody separated: by hyphens and dots, or each by a space. */
  private void findJoined(FoldedText text, int lists, List<Found> found) {
    List<Token> tokens = text.tokens();
    for (int i = 0; i < tokens.size(); ) {
      int chunk = i + 1;
      while (chunk < tokens.size() && tokens.get(chunk).chunk() == tokens.get(i).chunk()) {
        chunk++;
      }
      if (chunk - i > 1) {
        findJoined(text, i, chunk, lists, found);
      }
      i = chunk;
    }
    for (int i = 0; i < tokens.size(); i++) {
      int end = i;
      while (end < tokens.size() && tokens.get(end).length() == 1) {
        end++;
      }
      if (end - i >= SPELLED_OUT) {
        findJoined(text, i, end, lists, found);
      }
      i = Math.max(i, end - 1);
    }
  }

  private void findJoined(FoldedText text, int from, int to, int lists, List<Found> found) {
    int[] joined =
        text.tokens().subList(from, to).stream()
            .flatMapToInt(each -> Arrays.stream(text.slice(each.from(), each.to())))
            .toArray();
    for (Spelling spelling : Spelling.readings(joined)) {
      for (Word word : words.getOrDefault(spelling.letters(), List.of())) {
        if ((word.lists & lists) != 0
            && word.tokens.size() == 1
            && spelling.isAsListed(word.tokens.get(0))) {
          Token last = text.tokens().get(to - 1);
          found.add(new Found(text.tokens().get(from).from(), last.to(), word.shown));
        }
      }
    }
  }

  private void findPieces(FoldedText text, int lists, List<Found> found) {
    for (int i = 0; i < text.size(); i++) {
      for (Piece piece : pieces.getOrDefault(text.at(i), List.of())) {
        if ((piece.lists & lists) != 0 && stands(piece, text, i)) {
          found.add(new Found(i, i + piece.chars.length, piece.shown));
        }
      }
    }
  }

  private static boolean stands(Piece piece, FoldedText text, int at) {
    if (at + piece.chars.length > text.size()) {
      return false;
    }
    for (int i = 0; i < piece.chars.length; i++) {
      if (text.at(at + i) != piece.chars[i]) {
        return false;
      }
    }
    return true;
  }
}
