package io.votehub.page;

/**
 * Writes HTML in which what people wrote can only ever be text: it is escaped wherever it stands.
 * Names of elements and attributes, and styles, are for the code alone to say.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(4096);

  /**
   * Opens an element; attributes are names and values in turn, and those without a value are left
   * out.
   */
  Html open(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
    return this;
  }

  Html close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** A whole element with nothing but text in it. */
  Html element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close(name);
  }

  /** How much has been written, in characters. */
  int length() {
    return out.length();
  }

  /**
   * A style sheet, before what was written after the first {@code at} characters. Takes no text of
   * people: nothing is escaped in it.
   */
  Html style(int at, String css) {
    out.insert(at, "<style>" + css + "</style>");
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
