package io.votehub.limit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The limits of a class, by who is held to them. As text: {@code person 600 in 15m burst 60;
 * address 480 in 1h}; a number without a burst is a sliding window, one with a burst a token
 * bucket.
 *
 * @param rates scopes without a rate are not limited
 */
public record LimitRule(Map<LimitScope, Rate> rates) {
  private static final int MAX_NUMBER = 1_000_000;
  private static final long MAX_PERIOD_S = Duration.ofDays(1).toSeconds();
  private static final Pattern PART =
      Pattern.compile(
          "(person|address|hub)\\s+(\\d{1,7})\\s+in\\s+(\\d{1,5})\\s*([smhd])"
              + "(?:\\s+burst\\s+(\\d{1,7}))?");

  public LimitRule {
    rates = Map.copyOf(rates);
  }

  /** The limit of a scope; empty if there is none. */
  public Optional<Rate> of(LimitScope scope) {
    return Optional.ofNullable(rates.get(scope));
  }

  /** Reads the text form; empty if it is not one, or out of range. */
  public static Optional<LimitRule> parse(String text) {
    Map<LimitScope, Rate> rates = new EnumMap<>(LimitScope.class);
    for (String part : text.split("[;,]", -1)) {
      Matcher found = PART.matcher(part.strip());
      if (!found.matches()) {
        return Optional.empty();
      }
      LimitScope scope = LimitScope.of(found.group(1)).orElseThrow();
      Optional<Rate> rate = rate(found);
      if (rate.isEmpty() || rates.put(scope, rate.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new LimitRule(rates));
  }

  private static Optional<Rate> rate(Matcher found) {
    int number = Integer.parseInt(found.group(2));
    int burst = found.group(5) == null ? number : Integer.parseInt(found.group(5));
    long seconds = Long.parseLong(found.group(3)) * unit(found.group(4)).toSeconds();
    boolean fits =
        number >= 1
            && number <= MAX_NUMBER
            && burst >= 1
            && burst <= number
            && seconds >= 1
            && seconds <= MAX_PERIOD_S;
    return fits
        ? Optional.of(new Rate(number, Duration.ofSeconds(seconds), burst))
        : Optional.empty();
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  /** The text form. */
  public String text() {
    return rates.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getKey().wire() + " " + text(each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String text(Rate rate) {
    String burst = rate.isWindow() ? "" : " burst " + rate.burst();
    return rate.number() + " in " + text(rate.period()) + burst;
  }

  private static String text(Duration period) {
    long seconds = period.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  @Override
  public String toString() {
    return text();
  }
}
