package io.votehub.http;

import io.votehub.page.ThemeCss;
import io.votehub.poll.Theme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A page with the looks of a room, so that no other colour is painted first.
 *
 * @param styles the source expressions of the style sheets that were added
 */
record ThemedHtml(String html, List<String> styles) {
  static ThemedHtml of(String page, Theme theme) {
    String css = ThemeCss.of(theme);
    String html = page;
    if (theme.mode() != Theme.Mode.AUTO) {
      String mode = "<html data-mode=\"" + theme.mode().wire() + "\" ";
      html = html.replaceFirst("<html ", Matcher.quoteReplacement(mode));
    }
    if (css.isEmpty()) {
      return new ThemedHtml(html, List.of());
    }
    String style = "<style data-look=\"\">" + css + "</style>\n</head>";
    return new ThemedHtml(
        html.replaceFirst("</head>", Matcher.quoteReplacement(style)),
        List.of(ContentHash.cspSource(css.getBytes(StandardCharsets.UTF_8))));
  }
}
