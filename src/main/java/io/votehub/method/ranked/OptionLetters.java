package io.votehub.method.ranked;

/**
 * One letter for each option, by its place in the poll, so that the cells of rankings are short.
 * Options stay as they are from the first ballot on, and so do their letters.
 */
final class OptionLetters {
  /** So many options have a letter. */
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
