package io.votehub.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheets of the components, extracted from their modules ({@code css`…`}), so that the
 * first paint looks the same as the components. Immutable.
 */
final class StyleSheets {
  private static final Pattern SHEET = Pattern.compile("\\bcss`([^`]*)`");
  private static final List<String> DRAFT_METHODS =
      List.of("multiple", "score", "ranked", "grades", "points", "number", "words", "text");

  private final Map<String, String> sheets = new HashMap<>();

  /**
   * @param files returns the text of a file of the pages, null if it does not exist
   */
  StyleSheets(Function<String, String> files) {
    String shared = sheet(files, "components/shared-styles.js");
    String firstPaint = files.apply("first-paint.css");
    sheets.put("room", shared + sheet(files, "pages/room-styles.js"));
    sheets.put(
        "poll",
        shared
            + sheet(files, "components/picture-styles.js")
            + sheet(files, "voter/poll-view-styles.js")
            + firstPaint);
    String option = shared + sheet(files, "methods/option-styles.js");
    sheets.put("choice", option + sheet(files, "methods/choice-list-styles.js") + firstPaint);
    String draft = option + sheet(files, "methods/draft-ballot.js");
    for (String method : DRAFT_METHODS) {
      String more =
          switch (method) {
            case "score" -> sheet(files, "methods/score/slider.js");
            case "ranked" -> sheet(files, "methods/ranked/ballot-styles.js");
            default -> "";
          };
      sheets.put(
          method, draft + more + sheet(files, "methods/" + method + "/ballot.js") + firstPaint);
    }
  }

  private static String sheet(Function<String, String> files, String module) {
    StringBuilder all = new StringBuilder();
    Matcher sheet = SHEET.matcher(files.apply(module));
    while (sheet.find()) {
      all.append(sheet.group(1).strip()).append('\n');
    }
    return all.toString();
  }

  /** The style sheet of a part: {@code room}, {@code poll}, {@code choice}, or a method. */
  String of(String part) {
    return sheets.get(part);
  }
}
