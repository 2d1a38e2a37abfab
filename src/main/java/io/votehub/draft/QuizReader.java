package io.votehub.draft;

import io.votehub.method.Decimal;
import io.votehub.method.TextFolding;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Option;
import io.votehub.poll.PlainText;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and validates the settings of a question of a quiz written by a presenter. */
final class QuizReader {
  private static final String POINTER = "/settings/quiz";
  private static final Set<String> METHODS =
      Set.of("single", "multiple", "number", "ranked", "words");
  private static final Set<String> FIELDS =
      Set.of("correct", "points", "speed", "penalty", "partial", "tolerance", "streak", "tiebreak");
  private static final int MAX_POINTS = 10_000;
  private static final int MAX_SPEED_DECIMALS = 4;
  private static final int MAX_WORDS = 20;
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

  private final ValidationErrors faults;

  QuizReader(ValidationErrors faults) {
    this.faults = faults;
  }

  /** The settings; empty if there is any fault. */
  Optional<QuizSettings> read(
      Object value, VotingMethod method, List<Option> options, PollSettings settings) {
    if (!METHODS.contains(method.name())) {
      faults.add(POINTER, "A poll of this method cannot be a question of a quiz");
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(POINTER, "Must be an object");
      return Optional.empty();
    }
    Map<String, Object> given = new LinkedHashMap<>();
    map.forEach((name, setting) -> given.put((String) name, setting));
    given.values().removeIf(each -> each == null);
    faults.rejectUnknownFields(given, POINTER, FIELDS);
    int before = faults.found().size();
    Optional<Object> correct = correct(given.get("correct"), method, options, settings);
    QuizSettings.Partial partial = partial(given.get("partial"), method);
    int points = whole(given, "points", QuizSettings.DEFAULT_POINTS);
    int penalty = whole(given, "penalty", 0);
    BigDecimal speed = speed(given.getOrDefault("speed", QuizSettings.DEFAULT_SPEED));
    Optional<BigDecimal> tolerance = tolerance(given.get("tolerance"), method);
    boolean streak = streak(given.getOrDefault("streak", false));
    boolean timeBreaksTies = timeBreaksTies(given.getOrDefault("tiebreak", "none"));
    return faults.found().size() > before
        ? Optional.empty()
        : correct.map(
            right ->
                new QuizSettings(
                    right, points, speed, penalty, partial, tolerance, streak, timeBreaksTies));
  }

  /**
   * The right answer in the form that ballots have, so that the two can be compared; empty if it is
   * at fault, or if there are other faults without which it could not be read.
   */
  private Optional<Object> correct(
      Object given, VotingMethod method, List<Option> options, PollSettings settings) {
    if (given == null) {
      faults.add(POINTER + "/correct", "Is missing");
      return Optional.empty();
    }
    if (options.size() < method.minOptions() || !faults.found().isEmpty()) {
      return Optional.empty();
    }
    Poll poll = Poll.draft("", "", "", method.name(), options, settings, 0);
    try {
      return Optional.of(
          switch (method.name()) {
            case "single" ->
                given instanceof List<?> several
                    ? each(several, options.size(), id -> answer(poll, method, "choice", id))
                    : answer(poll, method, "choice", given);
            case "multiple" -> answer(poll, method, "choices", given);
            case "ranked" -> answer(poll, method, "ranking", given);
            case "number" -> answer(poll, method, "number", given);
            default -> words(given, poll, method);
          });
    } catch (Refusal refusal) {
      faults.add(POINTER + "/correct", refusal.getMessage());
      return Optional.empty();
    }
  }

  /** Words as the presenter spelled them, because they are shown; they are compared folded. */
  private static Object words(Object given, Poll poll, VotingMethod method) {
    List<Object> spelled = new ArrayList<>();
    each(
        given,
        MAX_WORDS,
        word -> {
          String read = (String) ((List<?>) answer(poll, method, "words", List.of(word))).get(0);
          String typed = SPACES.matcher(PlainText.of((String) word)).replaceAll(" ").strip();
          spelled.add(TextFolding.of(typed).equals(TextFolding.of(read)) ? typed : read);
          return read;
        });
    return List.copyOf(spelled);
  }

  private interface Part {
    Object read(Object given);
  }

  /** Several answers each of which is right. */
  private static Object each(Object given, int most, Part part) {
    if (!(given instanceof List<?> list) || list.isEmpty() || list.size() > most) {
      throw Refusal.field("", "Must be a list of 1 to " + most + " right answers");
    }
    List<Object> answers = new ArrayList<>();
    for (Object each : list) {
      Object answer = each == null ? null : part.read(each);
      if (answer == null || answers.contains(answer)) {
        throw Refusal.field("", "An answer is empty, or stands twice");
      }
      answers.add(answer);
    }
    return List.copyOf(answers);
  }

  private static Object answer(Poll poll, VotingMethod method, String field, Object given) {
    return method.read(poll, Map.of(field, given)).value().get(field);
  }

  private QuizSettings.Partial partial(Object given, VotingMethod method) {
    QuizSettings.Partial partial =
        given == null
            ? QuizSettings.Partial.STRICT
            : QuizSettings.Partial.of(given)
                .orElseGet(
                    () -> {
                      faults.add(POINTER + "/partial", "Must be 'strict' or 'balanced'");
                      return QuizSettings.Partial.STRICT;
                    });
    if (partial == QuizSettings.Partial.BALANCED && !method.name().equals("multiple")) {
      faults.add(POINTER + "/partial", "Only answers with several choices are right in part");
    }
    return partial;
  }

  private int whole(Map<String, Object> given, String name, int defaultValue) {
    Object value = given.getOrDefault(name, defaultValue);
    if (value instanceof Integer whole && whole >= 0 && whole <= MAX_POINTS) {
      return whole;
    }
    faults.add(POINTER + "/" + name, "Must be a whole number from 0 to " + MAX_POINTS);
    return defaultValue;
  }

  private BigDecimal speed(Object given) {
    Optional<BigDecimal> speed =
        decimal(given)
            .filter(
                number ->
                    number.signum() >= 0
                        && number.compareTo(BigDecimal.ONE) <= 0
                        && number.scale() <= MAX_SPEED_DECIMALS);
    if (speed.isEmpty()) {
      faults.add(
          POINTER + "/speed",
          "Must be a number from 0 to 1 of at most " + MAX_SPEED_DECIMALS + " decimals");
    }
    return speed.orElse(QuizSettings.DEFAULT_SPEED);
  }

  private Optional<BigDecimal> tolerance(Object given, VotingMethod method) {
    if (given == null) {
      return Optional.empty();
    }
    if (!method.name().equals("number")) {
      faults.add(POINTER + "/tolerance", "Only numbers have a tolerance");
      return Optional.empty();
    }
    Optional<BigDecimal> tolerance = decimal(given).filter(number -> number.signum() >= 0);
    if (tolerance.isEmpty()) {
      faults.add(POINTER + "/tolerance", "Must be a number of at least 0");
    }
    return tolerance.filter(number -> number.signum() > 0);
  }

  /** Within the bounds of numbers in ballots, without trailing zeros. */
  private static Optional<BigDecimal> decimal(Object given) {
    return Decimal.of(given);
  }

  private boolean streak(Object given) {
    if (!(given instanceof Boolean)) {
      faults.add(POINTER + "/streak", "Must be true or false");
    }
    return Boolean.TRUE.equals(given);
  }

  private boolean timeBreaksTies(Object given) {
    if (!given.equals("time") && !given.equals("none")) {
      faults.add(POINTER + "/tiebreak", "Must be 'none' or 'time'");
    }
    return given.equals("time");
  }
}
