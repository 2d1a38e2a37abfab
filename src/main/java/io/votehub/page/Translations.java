package io.votehub.page;

import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The translations of the pages into one language, parsed from the pages' own modules. Immutable.
 */
public final class Translations {
  private static final String TEXT = "'((?:[^'\\\\]|\\\\.)*)'";
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^\\s*'?([\\w.-]+)'?: (?:" + TEXT + "|\\{ one: " + TEXT + ", other: " + TEXT + " })");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private record Forms(String one, String other) {}

  private final Locale locale;
  private final Map<String, Forms> texts = new LinkedHashMap<>();

  /**
   * @param language language tag such as {@code en}
   * @param files text of the translation modules
   */
  public Translations(String language, String... files) {
    locale = Locale.forLanguageTag(language);
    for (String file : files) {
      Matcher entry = ENTRY.matcher(file);
      while (entry.find()) {
        String other = entry.group(2) == null ? entry.group(4) : entry.group(2);
        String one = entry.group(2) == null ? entry.group(3) : entry.group(2);
        texts.put(entry.group(1), new Forms(unescaped(one), unescaped(other)));
      }
    }
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  /** The language tag. */
  public String language() {
    return locale.toLanguageTag();
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /**
   * The text of a key; values are alternating names and values, and {@code n} selects the plural
   * form.
   */
  String of(String key, Object... values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      named.put((String) values[i], values[i + 1]);
    }
    Forms forms = texts.getOrDefault(key, new Forms(key, key));
    boolean one = named.get("n") instanceof Number n && n.doubleValue() == 1;
    return PLACEHOLDER
        .matcher(one ? forms.one : forms.other)
        .replaceAll(place -> Matcher.quoteReplacement(formatted(named.get(place.group(1)))));
  }

  private String formatted(Object value) {
    return value instanceof Number n ? number(n, true) : value == null ? "" : value.toString();
  }

  /** A whole number with grouping. */
  String grouped(int number) {
    return number(number, true);
  }

  /** A number with all its decimals and without grouping, as people type it. */
  String exact(Number number) {
    return number(number, false);
  }

  /** A score; positive ones have a plus sign if there are negative ones. */
  String signed(int score, boolean signs) {
    return (signs && score > 0 ? "+" : "") + number(score, true);
  }

  private String number(Number number, boolean grouped) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setGroupingUsed(grouped);
    format.setMaximumFractionDigits(grouped ? 3 : 9);
    return format.format(number);
  }
}
