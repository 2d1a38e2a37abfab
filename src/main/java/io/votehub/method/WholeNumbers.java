package io.votehub.method;

import io.votehub.poll.JsonPointer;
import io.votehub.poll.Refusal;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/** Reads whole numbers from settings and ballots, with the same error messages for every method. */
public final class WholeNumbers {
  private WholeNumbers() {}

  /**
   * A setting, or its default if it is not given.
   *
   * @throws Refusal {@code bad-request} unless it is a whole number from {@code least} to {@code
   *     most}
   */
  public static int setting(
      Map<String, ?> given, String name, int defaultValue, int least, int most) {
    Object value = given.get(name);
    if (value == null && !given.containsKey(name)) {
      return defaultValue;
    }
    if (!(value instanceof Integer whole) || whole < least || whole > most) {
      throw Refusal.field(
          "/settings/" + name, "Must be a whole number from " + least + " to " + most);
    }
    return whole;
  }

  /** A whole number from {@code least} to {@code most} in a ballot, where 2.0 is 2; else empty. */
  static OptionalInt from(Object value, int least, int most) {
    return Decimal.of(value)
        .filter(number -> number.scale() <= 0)
        .map(BigDecimal::longValueExact)
        .filter(whole -> whole >= least && whole <= most)
        .map(whole -> OptionalInt.of(whole.intValue()))
        .orElse(OptionalInt.empty());
  }

  /** Refuses settings that the method does not know. */
  public static void rejectUnknownFields(Map<String, ?> given, Collection<String> known) {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.field(
            "/settings/" + JsonPointer.escape(name), "Unknown setting of this method");
      }
    }
  }
}
