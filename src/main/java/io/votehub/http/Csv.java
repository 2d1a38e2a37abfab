package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.votehub.poll.Method;
import java.math.BigDecimal;
import java.util.List;

/**
 * Tables as comma-separated values (RFC 4180), in UTF-8. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front, because labels and words come from outside.
 */
final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  static Buffer table(Method.Table table) {
    Buffer csv = line(table.head());
    table.rows().forEach(row -> csv.appendBuffer(line(row)));
    return csv;
  }

  static Buffer line(List<?> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    return Buffer.buffer(line.append("\r\n").toString());
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.valueOf(number.longValue());
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return text(value.toString());
  }

  private static String text(String text) {
    boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
