package io.votehub.wording;

/** Digits and symbols that people write in place of letters, and letters that look like others. */
final class Substitutes {
  private static final String DIGITS = "oizeasgtbg";
  private static final String CYRILLIC = "аеорсухіѕјкмт";
  private static final String LATIN = "aeopcyxisjkmt";

  private Substitutes() {}

  /** Whether a character that is neither letter nor digit may stand for a letter. */
  static boolean isSymbol(int c) {
    return switch (c) {
      case '@', '$', '!', '|', '+', '*', 0x20AC, 0xA1 -> true;
      default -> false;
    };
  }

  /** Whether it is more often punctuation than a letter, at either end of a word. */
  static boolean isPunctuation(int c) {
    return c == '!' || c == '|' || c == '+' || c == '*' || c == 0xA1;
  }

  /** Whether a character may be read as i or as l. */
  static boolean isAmbiguous(int c) {
    return c == '1' || c == '!' || c == '|';
  }

  /**
   * The letter that a character stands for.
   *
   * @param ambiguous what those that may be i or l are read as
   */
  static int letter(int c, int ambiguous) {
    if (isAmbiguous(c)) {
      return ambiguous;
    }
    if (c >= '0' && c <= '9') {
      return c == '2' || c == '6' || c == '9' ? c : DIGITS.charAt(c - '0');
    }
    return switch (c) {
      case '@' -> 'a';
      case '$' -> 's';
      case '+' -> 't';
      case 0x20AC -> 'e';
      case 0xA1 -> 'i';
      default -> c;
    };
  }

  /** The Latin letter that a Cyrillic one looks like; the same for others. */
  static int latin(int c) {
    int index = c < 0x400 ? -1 : CYRILLIC.indexOf(c);
    return index < 0 ? c : LATIN.charAt(index);
  }
}
