package io.votehub.poll;

import java.math.BigDecimal;

/** Exact numbers with a fixed number of decimals, kept as whole units of the last one. */
final class FixedPoint {
  private FixedPoint() {}

  /** The number as it stands in results: whole if it is, without trailing zeros if it is not. */
  static Number plain(long units, int decimals) {
    BigDecimal exact = BigDecimal.valueOf(units, decimals).stripTrailingZeros();
    return exact.scale() <= 0 ? (Number) exact.longValueExact() : exact;
  }
}
