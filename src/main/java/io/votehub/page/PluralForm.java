package io.votehub.page;

/**
 * The plural form that a number takes in a language of the pages, by the rules of Unicode CLDR, as
 * {@code Intl.PluralRules} has them in browsers.
 */
final class PluralForm {
  static final String OTHER = "other";
  private static final String ONE = "one";
  private static final String TWO = "two";
  private static final String FEW = "few";
  private static final String MANY = "many";

  private PluralForm() {}

  /** The name of the form; {@code other} for all numbers that are not whole. */
  static String of(String language, Number number) {
    double value = number.doubleValue();
    if (value != Math.rint(value) || value < 0) {
      return OTHER;
    }
    long n = (long) value;
    return switch (language) {
      case "zh", "ja" -> OTHER;
      case "fr", "pt" -> n <= 1 ? ONE : OTHER;
      case "pl" -> n == 1 ? ONE : slavic(n, false);
      case "uk" -> slavic(n, true);
      case "ar" -> arabic(n);
      default -> n == 1 ? ONE : OTHER;
    };
  }

  /**
   * @param compound whether 21 is said as 1 is
   */
  private static String slavic(long n, boolean compound) {
    long unit = n % 10;
    boolean teen = n % 100 > 10 && n % 100 < 15;
    if (compound && unit == 1 && !teen) {
      return ONE;
    }
    return unit >= 2 && unit <= 4 && !teen ? FEW : MANY;
  }

  private static String arabic(long n) {
    if (n <= 2) {
      return n == 0 ? "zero" : n == 1 ? ONE : TWO;
    }
    long rest = n % 100;
    if (rest >= 3 && rest <= 10) {
      return FEW;
    }
    return rest >= 11 ? MANY : OTHER;
  }
}
