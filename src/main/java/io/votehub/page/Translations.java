package io.votehub.page;

import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the pages in one language, read from the files that the pages read, so that there is
 * one place for each. Immutable.
 */
public final class Translations {
  private static final String TEXT = "'((?:[^'\\\\]|\\\\.)*)'";
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^\\s*'?([\\w.-]+)'?: (?:" + TEXT + "|\\{ one: " + TEXT + ", other: " + TEXT + " })");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private record Forms(String one, String other) {}

  private final Locale locale;
  private final Map<String, Forms> texts = new LinkedHashMap<>();

  /**
   * @param language such as {@code en}
   * @param files the files of words, as text
   */
  public Translations(String language, String... files) {
    locale = Locale.forLanguageTag(language);
    for (String file : files) {
      Matcher entry = ENTRY.matcher(file);
      while (entry.find()) {
        String other = entry.group(2) == null ? entry.group(4) : entry.group(2);
        String one = entry.group(2) == null ? entry.group(3) : entry.group(2);
        texts.put(entry.group(1), new Forms(plain(one), plain(other)));
      }
    }
  }

  private static String plain(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  /** The language's tag. */
  public String language() {
    return locale.toLanguageTag();
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** The words for a key; values are names and values in turn, and {@code n} chooses the form. */
  String of(String key, Object... values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      named.put((String) values[i], values[i + 1]);
    }
    Forms forms = texts.getOrDefault(key, new Forms(key, key));
    boolean one = named.get("n") instanceof Number n && n.doubleValue() == 1;
    return PLACE
        .matcher(one ? forms.one : forms.other)
        .replaceAll(place -> Matcher.quoteReplacement(written(named.get(place.group(1)))));
  }

  private String written(Object value) {
    return value instanceof Number n ? number(n, true) : value == null ? "" : value.toString();
  }

  /** A whole number with its groups of digits. */
  String grouped(int number) {
    return number(number, true);
  }

  /** A number with all its decimals, as people type it. */
  String exact(Number number) {
    return number(number, false);
  }

  /** A score; where there are scores below nothing, those above have a plus. */
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
