package io.votehub.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values (RFC 4180), also with semicolons or tabs for commas, as spreadsheets
 * write them, with or without a byte order mark, and with any line ends. Blank lines are passed
 * over.
 */
final class CsvReader {
  private static final char QUOTE = '"';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * A line with its cells.
   *
   * @param number of the line in the text in which it begins, from 1
   */
  record Line(int number, List<String> cells) {}

  private final String text;
  private final char separator;
  private int at;
  private int number = 1;

  CsvReader(String text) {
    this.text = text;
    this.at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    this.separator = separator();
  }

  /** The first of the possible separators in the first line, outside of quotes. */
  private char separator() {
    boolean quoted = false;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == QUOTE) {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == ';' || c == '\t')) {
        return c;
      } else if (!quoted && isEnd(c)) {
        break;
      }
    }
    return ',';
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** The next line that is not blank; null at the end. */
  Line next() {
    while (at < text.length()) {
      int began = number;
      List<String> cells = cells();
      if (cells.size() > 1 || !cells.get(0).isBlank()) {
        return new Line(began, cells);
      }
    }
    return null;
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>();
    do {
      cells.add(cell());
    } while (at < text.length() && text.charAt(at) == separator && ++at > 0);
    endLine();
    return cells;
  }

  /** A line ends with LF, CR or both. */
  private void endLine() {
    if (at < text.length()) {
      char end = text.charAt(at++);
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      number++;
    }
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == QUOTE && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
        cell.append(QUOTE);
        at++;
      } else if (c == QUOTE && (quoted || cell.toString().isBlank())) {
        quoted = !quoted;
      } else if (!quoted && (c == separator || isEnd(c))) {
        break;
      } else {
        number += c == '\n' ? 1 : 0;
        cell.append(c);
      }
    }
    return cell.toString();
  }
}
