package io.votehub.page;

import io.votehub.poll.Poll;
import java.util.Map;

/**
 * The instruction below a question, in the same words as the {@code hint} of each method in the
 * pages.
 */
final class Hints {
  private Hints() {}

  static String of(Poll poll, Translations words) {
    if (poll.method().equals("single")) {
      return words.of(poll.settings().change() ? "single.hint" : "single.first-stands");
    }
    String hint = own(poll, words);
    return poll.settings().change() ? hint : hint + " " + words.of("single.first-stands");
  }

  private static String own(Poll poll, Translations words) {
    Map<String, Object> own = poll.settings().own();
    return switch (poll.method()) {
      case "multiple" -> multiple(poll, words);
      case "score" -> {
        ScoreRange scale = ScoreRange.of(poll);
        yield words.of(
            "score.hint",
            "min",
            words.signed(scale.min(), scale.signs()),
            "max",
            words.signed(scale.max(), scale.signs()));
      }
      case "ranked" -> ranked(own, words);
      case "grades" -> words.of("grades.hint");
      case "points" -> words.of("points.hint", "n", own.get("total"));
      case "number" -> number(own, words);
      case "words" -> words.of("words.hint", "n", own.get("max"));
      case "text" ->
          words.of(
              Boolean.TRUE.equals(own.get("moderated")) ? "text.hint-moderated" : "text.hint",
              "n",
              own.get("maxLength"));
      default -> "";
    };
  }

  private static String multiple(Poll poll, Translations words) {
    int min = poll.settings().whole("min");
    int max = poll.settings().whole("max");
    int many = poll.options().size();
    if (min == max) {
      return words.of("multiple.exactly", "n", min);
    }
    if (min > 1 && max < many) {
      return words.of("multiple.between", "min", min, "max", max);
    }
    if (max < many) {
      return words.of("multiple.up-to", "n", max);
    }
    return min > 1 ? words.of("multiple.at-least", "n", min) : words.of("multiple.any");
  }

  private static String ranked(Map<String, Object> own, Translations words) {
    String hint = words.of("ranked.hint");
    return "stv".equals(own.get("count"))
        ? hint + " " + words.of("ranked.seats", "n", own.getOrDefault("seats", 1))
        : hint;
  }

  private static String number(Map<String, Object> own, Translations words) {
    Object min = own.get("min");
    Object max = own.get("max");
    String kind = min == null ? (max == null ? "any" : "to") : max == null ? "from" : "between";
    String bounds =
        words.of(
            "number.hint." + kind,
            "min",
            kind.equals("between") ? exact(min, words) : withUnit(min, own, words),
            "max",
            withUnit(max, own, words));
    if (!(own.get("step") instanceof Number step)) {
      return bounds + ".";
    }
    String steps =
        step.doubleValue() == 1
            ? words.of("number.hint.whole")
            : words.of("number.hint.step", "step", words.exact(step));
    return bounds + ", " + steps + ".";
  }

  /** The placeholder of a number field. */
  static String placeholder(Map<String, Object> own, Translations words) {
    Object min = own.get("min");
    Object max = own.get("max");
    return min == null || max == null
        ? words.of("number.wanted.any")
        : words.of("number.wanted.between", "min", exact(min, words), "max", exact(max, words));
  }

  private static String exact(Object number, Translations words) {
    return number instanceof Number n ? words.exact(n) : "";
  }

  private static String withUnit(Object number, Map<String, Object> own, Translations words) {
    String unit = own.get("unit") instanceof String u && !u.isEmpty() ? " " + u : "";
    return number == null ? "" : exact(number, words) + unit;
  }
}
