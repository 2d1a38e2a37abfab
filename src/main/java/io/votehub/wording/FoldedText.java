package io.votehub.wording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in the form in which words are looked up, character by character, with the way back: in
 * lower case, in compatibility decomposition (NFKD), without accents and invisible characters.
 */
final class FoldedText {
  /**
   * A run of characters that may be one word.
   *
   * @param from index of its first character in the folded text
   * @param to index behind its last one
   * @param chunk the same for tokens that no white space or apostrophe separates
   */
  record Token(int from, int to, int chunk) {
    int length() {
      return to - from;
    }
  }

  private int[] chars;
  private int[] from;
  private int size;
  private boolean unspaced;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<List<Spelling>> readings = new ArrayList<>();

  FoldedText(String text) {
    this.text = text;
    chars = new int[text.length() + 8];
    from = new int[chars.length];
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      fold(c, i);
      i += Character.charCount(c);
    }
    split();
  }

  int size() {
    return size;
  }

  int at(int index) {
    return chars[index];
  }

  List<Token> tokens() {
    return tokens;
  }

  /** All that each token may be meant as. */
  List<List<Spelling>> readings() {
    if (readings.isEmpty()) {
      for (Token token : tokens) {
        readings.add(Spelling.readings(slice(token.from, token.to)));
      }
    }
    return readings;
  }

  /** Whether it has pictographs, or letters of a script that is written without spaces. */
  boolean isUnspaced() {
    return unspaced;
  }

  int[] slice(int start, int end) {
    return Arrays.copyOfRange(chars, start, end);
  }

  /** Where the character of the text begins that was folded to the one at an index. */
  int start(int index) {
    return from[index];
  }

  /**
   * Where the text goes on behind the folded character before an index: behind its accents, and
   * behind the whole character of the text, of which it may be a part.
   */
  int end(int index) {
    int next = index < size ? from[index] : text.length();
    int last = from[index - 1];
    return Math.max(next, last + Character.charCount(text.codePointAt(last)));
  }

  private void fold(int c, int offset) {
    if (c < 0x80) {
      add(c >= 'A' && c <= 'Z' ? c + 32 : c, offset);
      return;
    }
    String lower = Character.toString(Character.toLowerCase(c));
    String plain = Normalizer.normalize(lower, Normalizer.Form.NFKD);
    for (int i = 0; i < plain.length(); ) {
      int each = plain.codePointAt(i);
      i += Character.charCount(each);
      if (!isDropped(each)) {
        addSpecial(Character.toLowerCase(each), offset);
      }
    }
  }

  /** Letters that have no decomposition, although people take them for another. */
  private void addSpecial(int c, int offset) {
    switch (c) {
      case 'ß' -> {
        add('s', offset);
        add('s', offset);
      }
      case 'ı' -> add('i', offset);
      case 'ł' -> add('l', offset);
      case 'ø' -> add('o', offset);
      case 'đ' -> add('d', offset);
      default -> add(c, offset);
    }
  }

  /** Accents, vowel marks of Arabic and Hebrew, skin tones, and characters that nobody sees. */
  private static boolean isDropped(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x591 && c <= 0x5C7)
        || (c >= 0x64B && c <= 0x65F)
        || c == 0x640
        || c == 0x670
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0x1F3FB && c <= 0x1F3FF)
        || Character.getType(c) == Character.FORMAT;
  }

  private void add(int c, int offset) {
    if (size == chars.length) {
      chars = Arrays.copyOf(chars, size * 2);
      from = Arrays.copyOf(from, size * 2);
    }
    chars[size] = c;
    from[size] = offset;
    size++;
    unspaced |= isUnspaced(c) || Character.getType(c) == Character.OTHER_SYMBOL;
  }

  private void split() {
    int chunk = 0;
    int start = -1;
    for (int i = 0; i <= size; i++) {
      boolean inWord = i < size && isOfWord(chars[i]);
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        tokens.add(new Token(start, i, chunk));
        start = -1;
      }
      if (i < size && (Character.isWhitespace(chars[i]) || isApostrophe(chars[i]))) {
        chunk++;
      }
    }
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2019 || c == 0x2018;
  }

  private static boolean isOfWord(int c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || Substitutes.isSymbol(c)
        : !isUnspaced(c) && (Character.isLetterOrDigit(c) || isMark(c) || Substitutes.isSymbol(c));
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a letter is of a script that is written without spaces. */
  static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, BOPOMOFO -> true;
      default -> c == 0x30FC;
    };
  }
}
