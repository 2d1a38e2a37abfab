package io.votehub.method.ranked;

/**
 * One letter for each option, by its index in the poll, to keep the cells of rankings short.
 * Options cannot change after the first ballot, and so neither can their letters.
 */
final class OptionLetters {
  /** The maximum number of options. */
  static final int MAX = 40;

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn";
  private static final int CAPITALS = 26;

  private OptionLetters() {}

  static char of(int option) {
    return LETTERS.charAt(option);
  }

  static int option(char letter) {
    return letter <= 'Z' ? letter - 'A' : letter - 'a' + CAPITALS;
  }
}
