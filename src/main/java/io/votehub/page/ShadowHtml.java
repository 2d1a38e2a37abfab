package io.votehub.page;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds HTML with declarative shadow roots, like the components that replace it: each part has the
 * component's own style sheets, so both look the same. Inline styles become classes, because the
 * content security policy forbids style attributes.
 */
final class ShadowHtml {
  final Html html = new Html();
  private final UnaryOperator<String> hash;
  private final Set<String> styles = new LinkedHashSet<>();
  private Map<String, String> classes = new LinkedHashMap<>();

  /**
   * @param hash maps an inline style to the CSP source expression that allows it
   */
  ShadowHtml(UnaryOperator<String> hash) {
    this.hash = hash;
  }

  /** The CSP source expressions of all styles so far. */
  Set<String> styles() {
    return styles;
  }

  /**
   * An element with a shadow root. Its styles precede its content, because browsers render
   * incrementally and would otherwise lay out twice.
   */
  void part(String css, Runnable content, String... attributes) {
    Map<String, String> outside = classes;
    classes = new LinkedHashMap<>();
    html.open("div", attributes).open("template", "shadowrootmode", "open");
    style(html.length(), css);
    int start = html.length();
    content.run();
    if (!classes.isEmpty()) {
      StringBuilder rules = new StringBuilder();
      classes.forEach(
          (set, name) -> rules.append('.').append(name).append('{').append(set).append('}'));
      style(start, rules.toString());
    }
    html.close("template").close("div");
    classes = outside;
  }

  private void style(int at, String css) {
    styles.add(hash.apply(css));
    html.style(at, css);
  }

  /**
   * A class that sets custom properties, given as alternating names and values, which must not come
   * from clients.
   */
  String vars(Object... values) {
    StringBuilder set = new StringBuilder();
    for (int i = 0; i < values.length; i += 2) {
      set.append("--").append(values[i]).append(':').append(values[i + 1]).append(';');
    }
    return classes.computeIfAbsent(set.toString(), first -> "v" + classes.size());
  }

  /** The hue of the option at an index, as {@code components/css-vars.js} has it. */
  String hue(int index) {
    int n = index % 8 + 1;
    return vars("hue", "var(--hue-" + n + ")", "on-hue", "var(--on-" + n + ")");
  }
}
