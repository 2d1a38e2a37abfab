package io.votehub.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions of the demo, each with another method, to show its chart.
 *
 * @param options empty for a method without options
 * @param own the method's own settings
 */
record Question(String text, String method, List<String> options, Map<String, Object> own) {
  static final List<Question> ALL =
      List.of(
          new Question(
              "What should our city build first?",
              "single",
              List.of("Safe bike lanes", "Night buses", "Small parks", "Public toilets"),
              Map.of()),
          new Question(
              "How do you like these meetings?",
              "score",
              List.of("The Monday stand-up", "The status round", "The planning day", "All of them"),
              Map.of("min", -2, "max", 2)),
          new Question(
              "Where do you have your best ideas?",
              "ranked",
              List.of("In the shower", "On a walk", "At the desk", "At three in the morning"),
              Map.of("count", "irv")),
          new Question("What must a vote be?", "words", List.of(), Map.of()),
          new Question(
              "How good is each as a judge of pineapple on pizza?",
              "grades",
              List.of("The cook", "The guest", "Naples", "A referendum"),
              Map.of()),
          new Question(
              "Share 100 points: what does a good vote need?",
              "points",
              List.of("Secrecy", "A result nobody doubts", "Speed", "A question worth asking"),
              Map.of()),
          new Question(
              "How many of a hundred polls end in a tie?",
              "number",
              List.of(),
              Map.of("min", 0, "max", 100, "step", 1)),
          new Question(
              "Quiz: which of these are Condorcet methods?",
              "multiple",
              List.of("Borda", "Schulze", "Ranked pairs", "Instant runoff"),
              Map.of(
                  "quiz",
                  Map.of("correct", List.of("b", "c"), "partial", "balanced"),
                  "change",
                  true)));

  /** The request body of a poll with this question, and with live results but for a quiz. */
  Map<String, Object> poll() {
    Map<String, Object> settings = new LinkedHashMap<>(own);
    settings.put("results", own.containsKey("quiz") ? "closed" : "live");
    return Map.of("question", text, "method", method, "options", options, "settings", settings);
  }
}
