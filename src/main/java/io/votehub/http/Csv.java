package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import io.votehub.method.VotingMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tables as comma-separated values (RFC 4180), in UTF-8; times as ISO 8601 with milliseconds, in
 * UTC.
 *
 * <p>Labels, words and texts come from outside, and a spreadsheet that takes another character for
 * the separator passes over quotes that are not at the beginning of what it takes for a field. So
 * an apostrophe goes before whatever would be a formula there: at the beginning of a text, behind a
 * separator that spreadsheets know, and behind a line break.
 */
final class Csv {
  /**
   * What begins a field by any separator but the comma, which is quoted, with what readers may pass
   * over, and then a sign that begins a formula, also as a full-width character.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<=^|[;\\t|\\r\\n\\x0B\\f\\x85\\u2028\\u2029])"
              + "(?=[\"\\s\\p{Z}\\p{Cc}\\p{Cf}]*+[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]"
              + "|[\\t\\r])");

  private static final Pattern QUOTED = Pattern.compile("[\",;|\\p{Cc}\u2028\u2029]");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Csv() {}

  static Buffer table(VotingMethod.Table table) {
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
    if (value instanceof Instant time) {
      return TIME.format(time);
    }
    return text(value.toString());
  }

  private static String text(String text) {
    String safe = FORMULA.matcher(text).replaceAll("'");
    return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
