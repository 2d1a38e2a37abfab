package io.votehub.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * Exact decimal numbers from clients: an absolute value of at most 10<sup>15</sup>, with at most
 * {@value #MAX_DECIMALS} decimals. Within these bounds every step of a count is exact and cheap.
 */
public final class Decimal {
  static final int MAX_DECIMALS = 9;
  private static final BigDecimal MAX_ABSOLUTE = BigDecimal.valueOf(1_000_000_000_000_000L);

  /** Far beyond the bounds, so that trailing zeros are accepted, and still cheap to check. */
  private static final int MAX_BITS = 256;

  private static final int MAX_SCALE = 100;
  private static final MathContext HIGH_PRECISION = new MathContext(40);

  private Decimal() {}

  /**
   * The number without trailing zeros; empty if the value is not a number, not finite, or out of
   * bounds. The exponent is checked before anything is expanded, so a huge one costs nothing.
   */
  public static Optional<BigDecimal> of(Object value) {
    return Optional.ofNullable(raw(value)).filter(Decimal::isSmall).flatMap(Decimal::bounded);
  }

  private static BigDecimal raw(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue());
    } else if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    return null;
  }

  private static boolean isSmall(BigDecimal number) {
    return number.signum() == 0
        || (Math.abs((long) number.scale()) <= MAX_SCALE
            && number.unscaledValue().bitLength() <= MAX_BITS);
  }

  private static Optional<BigDecimal> bounded(BigDecimal number) {
    if (number.signum() == 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    BigDecimal stripped = number.stripTrailingZeros();
    boolean within =
        stripped.scale() <= MAX_DECIMALS && stripped.abs().compareTo(MAX_ABSOLUTE) <= 0;
    return within ? Optional.of(stripped) : Optional.empty();
  }

  /**
   * A number within the bounds (or the mean of two such numbers) as a plain JSON value; a whole
   * number is an {@link Integer} or a {@link Long}, exactly as it is read back.
   */
  public static Number plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0) {
      return stripped;
    }
    long whole = stripped.longValueExact();
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }

  /** The double closest to the exact mean; {@code count} must not be zero. */
  static double mean(BigDecimal sum, long count) {
    return sum.divide(BigDecimal.valueOf(count), HIGH_PRECISION).doubleValue();
  }
}
