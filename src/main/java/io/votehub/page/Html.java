package io.votehub.page;

/**
 * Builds HTML in which text from clients is always escaped. Names of elements and attributes, and
 * styles, must come from the code.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder(4096);

  /**
   * Opens an element. Attributes are alternating names and values; those with a null value are
   * omitted.
   */
  public Html open(String name, String... attributes) {
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

  public Html close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  public Html text(String text) {
    escape(text);
    return this;
  }

  /** An element that contains only text. */
  public Html element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close(name);
  }

  /** The number of characters written so far. */
  public int length() {
    return out.length();
  }

  /**
   * Inserts a style sheet at a position. The style sheet is not escaped and must not contain text
   * from clients.
   */
  public Html style(int at, String css) {
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
