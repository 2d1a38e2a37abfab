package io.votehub.quiz;

import io.votehub.poll.QuizSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** The points of one answer, without what depends on other questions. */
final class Points {
  /** Nobody reads and answers faster; what is less tells of the network. */
  static final long INSTANT_MS = 500;

  private Points() {}

  /**
   * {@code points × share × (1 − speed × t / T)}, rounded half up, exactly; for nothing right minus
   * the penalty.
   *
   * @param ms from the opening to the arrival at the hub
   * @param limitMs T; without a time limit speed does not count
   */
  static int of(QuizSettings quiz, Share share, long ms, OptionalLong limitMs) {
    if (share.isNothing()) {
      return -quiz.penalty();
    }
    BigDecimal points = BigDecimal.valueOf(quiz.points()).multiply(share.numerator());
    BigDecimal divisor = share.denominator();
    if (limitMs.isPresent()) {
      BigDecimal limit = BigDecimal.valueOf(limitMs.getAsLong());
      long taken = ms < INSTANT_MS ? 0 : Math.min(ms, limitMs.getAsLong());
      points = points.multiply(limit.subtract(quiz.speed().multiply(BigDecimal.valueOf(taken))));
      divisor = divisor.multiply(limit);
    }
    return points.divide(divisor, 0, RoundingMode.HALF_UP).intValueExact();
  }
}
