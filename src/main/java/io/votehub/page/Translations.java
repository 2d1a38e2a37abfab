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
          "(?m)^\\s*'?([\\w.-]+)'?: (?:" + TEXT + "|\\{ ((?:\\w+: " + TEXT + ",? )+)})");
  private static final Pattern FORM = Pattern.compile("(\\w+): " + TEXT);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private static final String OTHER = PluralForm.OTHER;

  private final Locale locale;
  private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

  /**
   * @param language language tag such as {@code en}
   * @param files text of the translation modules
   */
  public Translations(String language, String... files) {
    locale = Locale.forLanguageTag(language);
    for (String file : files) {
      Matcher entry = ENTRY.matcher(file);
      while (entry.find()) {
        texts.put(entry.group(1), forms(entry));
      }
    }
  }

  private static Map<String, String> forms(Matcher entry) {
    if (entry.group(2) != null) {
      return Map.of(OTHER, unescaped(entry.group(2)));
    }
    Map<String, String> forms = new LinkedHashMap<>();
    Matcher each = FORM.matcher(entry.group(3));
    while (each.find()) {
      forms.put(each.group(1), unescaped(each.group(2)));
    }
    return forms;
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
    Map<String, String> forms = texts.getOrDefault(key, Map.of(OTHER, key));
    String form =
        named.get("n") instanceof Number n ? PluralForm.of(locale.getLanguage(), n) : OTHER;
    return PLACEHOLDER
        .matcher(forms.getOrDefault(form, forms.getOrDefault(OTHER, key)))
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
