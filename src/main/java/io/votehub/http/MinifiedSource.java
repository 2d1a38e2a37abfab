package io.votehub.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Strips scripts and style sheets of comment lines, indentation and empty lines, which are a third
 * of what a phone would load.
 *
 * <p>Works line by line without parsing: comments behind code stay. A line within a multi-line
 * string must therefore not start like a comment, nor may its indentation matter.
 */
final class MinifiedSource {
  /** A declaration of a style, on a line of its own. */
  private static final Pattern DECLARATION = Pattern.compile("^([a-z-]+): (.*;)$");

  private MinifiedSource() {}

  static byte[] of(byte[] source) {
    StringBuilder lean = new StringBuilder(source.length);
    boolean inComment = false;
    for (String line : new String(source, StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line.strip();
      if (text.startsWith("//") && !inComment) {
        continue;
      }
      if (inComment || text.startsWith("/*")) {
        int end = text.indexOf("*/");
        inComment = end < 0;
        text = inComment ? "" : text.substring(end + 2).strip();
      }
      if (!text.isEmpty()) {
        lean.append(text).append('\n');
      }
    }
    return lean.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The script without the line breaks, and the spaces in its styles, that mean nothing in it. */
  static byte[] joined(String script) {
    StringBuilder lean = new StringBuilder(script.length());
    for (String line : script.split("\n", -1)) {
      lean.append(tight(line)).append(endsFreely(line) ? "" : "\n");
    }
    return lean.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String tight(String line) {
    String opened = line.endsWith(" {") ? line.substring(0, line.length() - 2) + "{" : line;
    return opened.endsWith(";") && opened.contains(": ")
        ? DECLARATION.matcher(opened).replaceFirst("$1:$2")
        : opened;
  }

  /** Not behind a comment, nor in text, where a line ends with a character reference. */
  private static boolean endsFreely(String line) {
    return (line.endsWith(";") || line.endsWith("{") || line.endsWith(","))
        && !line.contains("//")
        && !line.contains("&");
  }
}
