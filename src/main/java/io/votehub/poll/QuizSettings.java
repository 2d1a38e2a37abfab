package io.votehub.poll;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a poll that is a question of a quiz. The right answer is for presenters alone
 * until it is revealed; see {@link Poll#isAnswerRevealed}.
 *
 * @param correct the right answer as the field of a ballot would hold it: an id of an option, or a
 *     list of ids of which each is right ({@code single}); all right ids ({@code multiple}); a
 *     number; a ranking; a list of words of which each is right
 * @param points what an answer that is right at once gets
 * @param speed which part of the points is lost by an answer in the last moment, 0 to 1
 * @param penalty what a wrong answer costs
 * @param partial what an answer that is right in part gets
 * @param tolerance how far a number may be off; empty for methods without numbers, and if it has to
 *     be exact
 * @param streak whether right answers in a row get more
 * @param timeBreaksTies whether the leaderboard ranks equal totals by the time of the answers
 */
public record QuizSettings(
    Object correct,
    int points,
    BigDecimal speed,
    int penalty,
    Partial partial,
    Optional<BigDecimal> tolerance,
    boolean streak,
    boolean timeBreaksTies) {
  public static final int DEFAULT_POINTS = 1000;
  public static final BigDecimal DEFAULT_SPEED = new BigDecimal("0.5");

  /** What an answer that is right in part gets. */
  public enum Partial {
    /** Nothing. */
    STRICT("strict"),
    /** The part that is right, less what is wrong. */
    BALANCED("balanced");

    private final String wire;

    Partial(String wire) {
      this.wire = wire;
    }

    /** The name in requests and messages. */
    public String wire() {
      return wire;
    }

    /** The value of that name, if there is one. */
    public static Optional<Partial> of(Object name) {
      return Arrays.stream(values()).filter(each -> each.wire.equals(name)).findAny();
    }
  }

  /**
   * As JSON, in requests and messages and as stored.
   *
   * @param answer whether the right answer is in it
   */
  public Map<String, Object> json(boolean answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (answer) {
      json.put("correct", correct);
    }
    json.put("points", points);
    json.put("speed", plain(speed));
    json.put("penalty", penalty);
    json.put("partial", partial.wire);
    tolerance.ifPresent(most -> json.put("tolerance", plain(most)));
    if (streak) {
      json.put("streak", true);
    }
    if (timeBreaksTies) {
      json.put("tiebreak", "time");
    }
    return json;
  }

  /** Restores what {@link #json} wrote with the answer. */
  static QuizSettings kept(Map<String, ?> json) {
    return new QuizSettings(
        json.get("correct"),
        ((Number) json.get("points")).intValue(),
        decimal(json.get("speed")),
        ((Number) json.get("penalty")).intValue(),
        Partial.of(json.get("partial")).orElse(Partial.STRICT),
        Optional.ofNullable(json.get("tolerance")).map(QuizSettings::decimal),
        Boolean.TRUE.equals(json.get("streak")),
        "time".equals(json.get("tiebreak")));
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(value.toString()).stripTrailingZeros();
  }

  /** Whole numbers as such, exactly as they are read back. */
  private static Number plain(BigDecimal number) {
    if (number.scale() > 0) {
      return number;
    }
    long whole = number.longValueExact();
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }
}
