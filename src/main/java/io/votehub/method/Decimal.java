package io.votehub.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * Exact decimal numbers from outside: at most 1,000,000,000,000,000 from zero, and with at most
 * {@value #MAX_DECIMALS} decimals. Within these bounds every step of counting is exact and cheap.
 */
public final class Decimal {
  static final int MAX_DECIMALS = 9;
  private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000_000_000_000_000L);

  /** Far more than the bounds ask for, so that trailing zeros may stand, and quick to look at. */
  private static final int MAX_BITS = 256;

  private static final int MAX_SCALE = 100;
  private static final MathContext BEYOND_DOUBLE = new MathContext(40);

  private Decimal() {}

  /**
   * The number without trailing zeros; nothing for what is no number, not finite, or out of bounds.
   * An exponent, however huge, costs nothing.
   */
  static Optional<BigDecimal> of(Object value) {
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
    BigDecimal shortest = number.stripTrailingZeros();
    boolean within = shortest.scale() <= MAX_DECIMALS && shortest.abs().compareTo(FARTHEST) <= 0;
    return within ? Optional.of(shortest) : Optional.empty();
  }

  /**
   * A number within the bounds (or a mean of two of them) as plain JSON: a whole one as an {@link
   * Integer} or {@link Long}, as it comes back from being written and read.
   */
  public static Number plain(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > 0) {
      return shortest;
    }
    long whole = shortest.longValueExact();
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }

  /** The double nearest to the exact mean; {@code count} is not zero. */
  static double mean(BigDecimal sum, long count) {
    return sum.divide(BigDecimal.valueOf(count), BEYOND_DOUBLE).doubleValue();
  }
}
