package io.votehub.quiz;

import io.votehub.method.TextFolding;
import io.votehub.poll.Poll;
import io.votehub.poll.QuizSettings;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares ballots with the right answer of a poll. */
final class Marking {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final String method;
  private final QuizSettings quiz;
  private final Set<Object> correct;

  /** Of a poll that is a question of a quiz. */
  Marking(Poll poll) {
    this.method = poll.method();
    this.quiz = poll.settings().quiz().orElseThrow();
    this.correct = new HashSet<>();
    for (Object each : quiz.correct() instanceof List<?> list ? list : List.of(quiz.correct())) {
      correct.add(method.equals("words") ? TextFolding.of((String) each) : each);
    }
  }

  /** What a ballot in its canonical form is worth; empty if it is no answer, but an abstention. */
  Optional<Share> of(Map<String, ?> ballot) {
    return switch (method) {
      case "single" -> Optional.ofNullable(ballot.get("choice")).map(this::any);
      case "multiple" -> Optional.ofNullable(ballot.get("choices")).map(this::choices);
      case "ranked" ->
          Optional.ofNullable(ballot.get("ranking"))
              .map(given -> all(given.equals(quiz.correct())));
      case "number" -> Optional.ofNullable(ballot.get("number")).map(this::number);
      case "words" -> Optional.ofNullable(ballot.get("words")).map(this::words);
      default -> Optional.empty();
    };
  }

  private static Share all(boolean right) {
    return right ? Share.ALL : Share.NOTHING;
  }

  private Share any(Object given) {
    return all(correct.contains(given));
  }

  private Share choices(Object given) {
    Set<Object> chosen = new HashSet<>((Collection<?>) given);
    if (chosen.equals(correct)) {
      return Share.ALL;
    }
    if (quiz.partial() == QuizSettings.Partial.STRICT) {
      return Share.NOTHING;
    }
    long right = chosen.stream().filter(correct::contains).count();
    long points = Math.max(0, right - (chosen.size() - right));
    return new Share(BigDecimal.valueOf(points), BigDecimal.valueOf(correct.size()), false);
  }

  private Share number(Object given) {
    BigDecimal off = decimal(given).subtract(decimal(quiz.correct())).abs();
    if (off.signum() == 0) {
      return Share.ALL;
    }
    return quiz.tolerance()
        .filter(most -> off.compareTo(most) <= 0)
        .map(most -> new Share(most.multiply(TWO).subtract(off), most.multiply(TWO), true))
        .orElse(Share.NOTHING);
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }

  private Share words(Object given) {
    return all(
        ((Collection<?>) given)
            .stream().anyMatch(word -> correct.contains(TextFolding.of((String) word))));
  }
}
