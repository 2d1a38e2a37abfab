package io.votehub.proof;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes plain JSON values in their canonical form (RFC 8785), so that equal values are equal
 * bytes: names in the order of their UTF-16 units, no white space, the fewest escapes, numbers as
 * ECMAScript writes them. A number that no double holds exactly is written as a string of its
 * decimal digits, as that specification advises.
 */
public final class CanonicalJson {
  private static final long MAX_SAFE = (1L << 53) - 1;
  private static final int MAX_PLAIN_DIGITS = 21;
  private static final int MAX_LEADING_ZEROS = 6;

  private CanonicalJson() {}

  /**
   * The canonical form of a value made of maps, lists, strings, numbers, booleans and null.
   *
   * @throws IllegalArgumentException for anything else, and for text with half a surrogate pair
   */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  /** Whether a text is JSON in its canonical form. */
  public static boolean isCanonical(String text) {
    try {
      return write(Json.read(text)).equals(text);
    } catch (BadJsonException | IllegalArgumentException neither) {
      return false;
    }
  }

  private static void write(StringBuilder out, Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof String text) {
      writeText(out, text);
    } else if (value instanceof Number number) {
      writeNumber(out, number);
    } else if (value instanceof Map<?, ?> map) {
      writeObject(out, map);
    } else if (value instanceof Iterable<?> items) {
      writeArray(out, items);
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass());
    }
  }

  private static void writeObject(StringBuilder out, Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put((String) name, value));
    char separator = '{';
    for (Map.Entry<String, Object> each : sorted.entrySet()) {
      out.append(separator);
      writeText(out, each.getKey());
      out.append(':');
      write(out, each.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(StringBuilder out, Iterable<?> items) {
    out.append('[');
    boolean first = true;
    for (Object each : items) {
      if (!first) {
        out.append(',');
      }
      write(out, each);
      first = false;
    }
    out.append(']');
  }

  private static void writeText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw new IllegalArgumentException("Half a surrogate pair");
        }
        out.append(c).append(text.charAt(++i));
      } else {
        writeCharacter(out, c);
      }
    }
    out.append('"');
  }

  private static void writeCharacter(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void writeNumber(StringBuilder out, Number number) {
    if (number instanceof Integer || number instanceof Long) {
      long whole = number.longValue();
      if (-MAX_SAFE <= whole && whole <= MAX_SAFE) {
        out.append(whole);
        return;
      }
    }
    BigDecimal exact = exact(number);
    double near = exact.doubleValue();
    if (Double.isInfinite(near)) {
      writeText(out, exact.toPlainString());
      return;
    }
    BigDecimal shortest = shortest(near);
    if (shortest.compareTo(exact) == 0) {
      out.append(ecmaScript(shortest));
    } else {
      writeText(out, exact.stripTrailingZeros().toPlainString());
    }
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IllegalArgumentException("Not a number of JSON: " + number);
      }
      return shortest(number.doubleValue());
    }
    return BigDecimal.valueOf(number.longValue());
  }

  /**
   * The shortest decimal that is read as this double. Not that of the JDK, which is longer than
   * need be before version 19.
   */
  private static BigDecimal shortest(double number) {
    if (number == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal decimal = new BigDecimal(DoubleToDecimal.toString(number)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      // Java's form has at least two digits, which matters for the very smallest numbers.
      BigDecimal one = decimal.round(new MathContext(1));
      return one.doubleValue() == number ? one : decimal;
    }
    return decimal;
  }

  /** As ECMA-262 writes a number, section 6.1.6.1.20. */
  private static String ecmaScript(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    String digits = number.unscaledValue().abs().toString();
    int point = digits.length() - number.scale();
    String sign = number.signum() < 0 ? "-" : "";
    if (digits.length() <= point && point <= MAX_PLAIN_DIGITS) {
      return sign + digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= MAX_PLAIN_DIGITS) {
      return sign + digits.substring(0, point) + '.' + digits.substring(point);
    }
    if (-MAX_LEADING_ZEROS < point && point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    String rest = digits.length() == 1 ? "" : '.' + digits.substring(1);
    return sign + digits.charAt(0) + rest + exponent;
  }
}
