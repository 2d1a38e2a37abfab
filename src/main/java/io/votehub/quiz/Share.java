package io.votehub.quiz;

import java.math.BigDecimal;

/**
 * Which part of the points an answer is worth, as an exact fraction from 0 to 1.
 *
 * @param numerator at least 0, at most the denominator
 * @param denominator greater than 0
 * @param right whether it counts as a right answer, which may be worth less than all of the points
 */
record Share(BigDecimal numerator, BigDecimal denominator, boolean right) {
  static final Share ALL = new Share(BigDecimal.ONE, BigDecimal.ONE, true);
  static final Share NOTHING = new Share(BigDecimal.ZERO, BigDecimal.ONE, false);

  boolean isNothing() {
    return numerator.signum() == 0;
  }
}
