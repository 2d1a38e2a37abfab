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
 * Writes comma-separated values (RFC 4180) in UTF-8; times in ISO 8601 with milliseconds, in UTC.
 *
 * <p>Escapes formulas, because labels, words and texts are untrusted: an apostrophe is inserted
 * before a character that would start one. That may be in the middle of a text, behind a line break
 * or a separator that the spreadsheet is set to, since it ignores quotes that are not at the start
 * of what it takes for a field.
 */
final class Csv {
  /**
   * The start of a field by any separator except the comma, which is quoted; then characters that
   * readers skip; then one that starts a formula, full-width forms included.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<=^|[;\\t|\\r\\n\\x0B\\f\\x85\\u2028\\u2029])"
              + "(?=[\"\\s\\p{Z}\\p{Cc}\\p{Cf}]*+[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]"
              + "|[\\t\\r])");

  private static final Pattern QUOTED = Pattern.compile("[\",;|\\p{Cc}\u2028\u2029]");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * How a file separates fields. Spreadsheets read files as the language of their user writes
   * numbers: where the comma is in decimals, the semicolon separates fields.
   */
  enum Dialect {
    DECIMAL_POINT(','),
    DECIMAL_COMMA(';');

    private final char separator;

    Dialect(char separator) {
      this.separator = separator;
    }

    Buffer table(VotingMethod.Table table) {
      Buffer csv = line(table.head());
      table.rows().forEach(row -> csv.appendBuffer(line(row)));
      return csv;
    }

    Buffer line(List<?> cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) {
          line.append(separator);
        }
        line.append(cell(cells.get(i)));
      }
      return Buffer.buffer(line.append("\r\n").toString());
    }

    private String cell(Object value) {
      if (value == null) {
        return "";
      }
      if (value instanceof Number number) {
        String text = number(number);
        return this == DECIMAL_COMMA ? text.replace('.', ',') : text;
      }
      return other(value);
    }
  }

  private Csv() {}

  static Buffer table(VotingMethod.Table table) {
    return Dialect.DECIMAL_POINT.table(table);
  }

  static Buffer line(List<?> cells) {
    return Dialect.DECIMAL_POINT.line(cells);
  }

  private static String number(Number value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.valueOf(number.longValue());
    }
    return value.toString();
  }

  private static String other(Object value) {
    if (value instanceof Boolean) {
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
