package io.votehub.http;

import java.nio.charset.StandardCharsets;

/**
 * Scripts and style sheets of the pages as they are sent: without comments that have lines of their
 * own, without indentation and empty lines. They are written for people, and a third of what a
 * phone would load is for people only.
 *
 * <p>Code is not understood, and not touched: a comment behind code on its line stays. So no line
 * within a text of several lines may begin like a comment, nor may its indentation matter.
 */
final class MinifiedSource {
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
}
