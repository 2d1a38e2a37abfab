package io.votehub.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the Content-Security-Policy of a page (CSP Level 3) from its inline scripts and styles.
 */
final class PagePolicy {
  private static final Pattern INLINE_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern INLINE =
      Pattern.compile("<(script|style)( data-[a-z]+=\"[^\"]*\")?>(.*?)</\\1>", Pattern.DOTALL);

  /** For pages that nobody may show in a frame. */
  static final String NOBODY = "'none'";

  private PagePolicy() {}

  /** The policy of a page without further inline elements, which says nothing about frames yet. */
  static String of(String html) {
    return of(html, List.of());
  }

  /** The policy of a page that only pages of these sources show in a frame. */
  static String framedBy(String policy, String sources) {
    return policy + "; frame-ancestors " + sources;
  }

  /**
   * The policy of a page to which inline styles are added.
   *
   * @param styles the source expressions of those styles
   */
  static String of(String html, Iterable<String> styles) {
    List<String> allStyles = new ArrayList<>(sources(html, "style"));
    styles.forEach(allStyles::add);
    return policy(sources(html, "script"), allStyles);
  }

  /** The source expressions of the inline elements of a page. */
  private static List<String> sources(String html, String element) {
    List<String> sources = new ArrayList<>();
    Matcher inline = INLINE.matcher(html);
    while (inline.find()) {
      if (inline.group(1).equals(element)) {
        sources.add(ContentHash.cspSource(inline.group(3).getBytes(StandardCharsets.UTF_8)));
      }
    }
    Matcher map = INLINE_MAP.matcher(html);
    if (element.equals("script") && map.find()) {
      sources.add(ContentHash.cspSource(map.group(1).getBytes(StandardCharsets.UTF_8)));
    }
    return sources;
  }

  private static String policy(List<String> scripts, List<String> styles) {
    return "default-src 'none'; script-src "
        + String.join(" ", with("'self'", scripts))
        + "; style-src "
        + String.join(" ", with("'self'", styles))
        + "; img-src 'self' data:; connect-src 'self'; frame-src 'self'"
        + "; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }
}
