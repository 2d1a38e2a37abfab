package io.votehub.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The current preference of a simulated voter. Preferences of the audience vary by option and drift
 * within about a minute, so that bars move and overtake each other.
 */
public final class VoterPreference {
  private static final List<String> WORDS =
      List.of(
          "fast", "fun", "clear", "fair", "simple", "honest", "open", "calm", "bold", "kind",
          "quiet", "lively", "sharp", "warm", "solid", "bright");

  private final String poll;
  private final List<String> options;
  private final Map<?, ?> settings;
  private final RandomGenerator random;
  private final double seconds;

  /**
   * @param poll the poll as sent by the hub
   * @param seconds time by which preferences drift
   */
  public VoterPreference(Map<String, ?> poll, RandomGenerator random, double seconds) {
    this.poll = String.valueOf(poll.get("id"));
    this.options = optionIds(poll);
    this.settings = poll.get("settings") instanceof Map<?, ?> map ? map : Map.of();
    this.random = random;
    this.seconds = seconds;
  }

  private static List<String> optionIds(Map<String, ?> poll) {
    List<String> ids = new ArrayList<>();
    if (poll.get("options") instanceof List<?> list) {
      list.forEach(option -> ids.add(String.valueOf(((Map<?, ?>) option).get("id"))));
    }
    return ids;
  }

  /** A ballot for the poll's method; empty for methods that are not simulated. */
  public Optional<Map<String, Object>> ballot(String method) {
    boolean words = "words".equals(method) || "number".equals(method);
    if (options.isEmpty() && !words) {
      return Optional.empty();
    }
    return switch (method) {
      case "single" -> Optional.of(Map.of("choice", ranking().get(0)));
      case "multiple" -> Optional.of(Map.of("choices", some()));
      case "ranked" -> Optional.of(Map.of("ranking", ranking()));
      case "score" -> Optional.of(Map.of("scores", scores()));
      case "grades" -> Optional.of(Map.of("grades", grades()));
      case "points" -> Optional.of(Map.of("points", points()));
      case "number" -> Optional.of(Map.of("number", number()));
      case "words" -> Optional.of(Map.of("words", List.of(word())));
      default -> Optional.empty();
    };
  }

  /** The current popularity of an option, about 0.3 to 3. */
  private double popularity(String option) {
    int seed = (poll + option).hashCode();
    double period = 40 + Math.floorMod(seed, 70);
    double phase = Math.floorMod(seed / 70, 628) / 100.0;
    return Math.exp(1.1 * Math.sin(2 * Math.PI * seconds / period + phase));
  }

  /** A random ranking, weighted by popularity. */
  private List<String> ranking() {
    Map<String, Double> draws = new LinkedHashMap<>();
    options.forEach(id -> draws.put(id, -Math.log(1 - random.nextDouble()) / popularity(id)));
    List<String> ranking = new ArrayList<>(options);
    ranking.sort((a, b) -> Double.compare(draws.get(a), draws.get(b)));
    return ranking;
  }

  private List<String> some() {
    int most = whole("max", options.size());
    int least = Math.min(most, Math.max(1, whole("min", 1)));
    return List.copyOf(ranking().subList(0, least + random.nextInt(most - least + 1)));
  }

  /** A voter's opinion of an option, from 0 to 1. */
  private double opinion(String option) {
    double mean = popularity(option) / 3;
    return Math.min(1, Math.max(0, mean + random.nextGaussian() * 0.2));
  }

  private Map<String, Object> scores() {
    int min = whole("min", -2);
    int max = whole("max", 2);
    Map<String, Object> scores = new LinkedHashMap<>();
    options.forEach(id -> scores.put(id, (int) (min + Math.round(opinion(id) * (max - min)))));
    return scores;
  }

  private Map<String, Object> grades() {
    Map<String, Object> grades = new LinkedHashMap<>();
    if (settings.get("grades") instanceof List<?> scale) {
      int worst = scale.size() - 1;
      options.forEach(id -> grades.put(id, scale.get((int) Math.round((1 - opinion(id)) * worst))));
    }
    return grades;
  }

  private Map<String, Object> points() {
    int left = whole("total", 100);
    Map<String, Object> points = new LinkedHashMap<>();
    for (String id : ranking()) {
      int given = points.size() == options.size() - 1 ? left : (left + 1) / 2;
      points.put(id, given);
      left -= given;
    }
    return points;
  }

  private BigDecimal number() {
    BigDecimal min = decimal("min", BigDecimal.ZERO);
    BigDecimal step = decimal("step", BigDecimal.ONE);
    BigDecimal max = decimal("max", min.add(step.multiply(BigDecimal.valueOf(100))));
    long steps = max.subtract(min).divideToIntegralValue(step).longValue();
    double place = Math.min(1, Math.max(0, 0.5 + random.nextGaussian() * 0.15));
    return min.add(step.multiply(BigDecimal.valueOf(Math.round(place * steps))));
  }

  private String word() {
    return Collections.min(
        List.of(random.nextInt(WORDS.size()), random.nextInt(WORDS.size())).stream()
            .map(WORDS::get)
            .toList());
  }

  private int whole(String name, int defaultValue) {
    return settings.get(name) instanceof Number number ? number.intValue() : defaultValue;
  }

  private BigDecimal decimal(String name, BigDecimal defaultValue) {
    return settings.get(name) instanceof Number number
        ? new BigDecimal(number.toString())
        : defaultValue;
  }
}
