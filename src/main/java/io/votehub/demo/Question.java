package io.votehub.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The questions of the demo, each with another method, to show its chart, and those of a quiz.
 *
 * @param options empty for a method without options
 * @param own the method's own settings
 * @param pictures that of the question, then those of the options; empty for none
 */
record Question(
    String text,
    String method,
    List<String> options,
    Map<String, Object> own,
    List<DemoPicture> pictures) {
  static final List<Question> ALL =
      List.of(
          new Question(
              "What should our city build first?",
              "single",
              List.of("Safe bike lanes", "Night buses", "Small parks", "Public toilets"),
              Map.of(),
              List.of(
                  DemoPicture.CITY,
                  DemoPicture.BIKES,
                  DemoPicture.BUS,
                  DemoPicture.PARK,
                  DemoPicture.TOILETS)),
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

  /** A quiz in teams. */
  static final List<Question> QUIZ =
      List.of(
          new Question(
              "Which of these trees keeps its needles in winter?",
              "single",
              List.of("Larch", "Spruce", "Swamp cypress", "Dawn redwood"),
              Map.of("quiz", Map.of("correct", "b"))),
          new Question(
              "How many keys has a concert piano?",
              "number",
              List.of(),
              Map.of(
                  "min", 60, "max", 120, "step", 1, "quiz", Map.of("correct", 88, "tolerance", 5))),
          new Question(
              "From the smallest to the largest, please!",
              "ranked",
              List.of("Jupiter", "Mars", "Earth", "Mercury"),
              Map.of("quiz", Map.of("correct", List.of("d", "b", "c", "a")))));

  /** A question that is asked twice, to show how votes move. */
  static final Question TWICE =
      new Question(
          "A ball is swung on a string, and the string breaks. How does the ball go on?",
          "single",
          List.of("Straight on", "In the same circle", "Away from the middle", "It stops"),
          Map.of());

  /** All in the order in which they are asked: the quiz comes second, while people still watch. */
  static final List<Question> PROGRAMME =
      Stream.of(ALL.subList(0, 1), QUIZ, List.of(TWICE), ALL.subList(1, ALL.size()))
          .flatMap(List::stream)
          .toList();

  Question(String text, String method, List<String> options, Map<String, Object> own) {
    this(text, method, options, own, List.of());
  }

  /** Whether some of the answers are right. */
  boolean isQuiz() {
    return own.containsKey("quiz");
  }

  /** Whether it has a second round. */
  boolean isAskedTwice() {
    return equals(TWICE);
  }

  /** The request body of a poll with this question, and with live results but for a quiz. */
  Map<String, Object> poll() {
    return poll(Map.of());
  }

  /**
   * The same with pictures.
   *
   * @param ids of the pictures that the room has
   */
  Map<String, Object> poll(Map<DemoPicture, String> ids) {
    Map<String, Object> settings = new LinkedHashMap<>(own);
    settings.put("results", isQuiz() || isAskedTwice() ? "closed" : "live");
    Map<String, Object> poll = new LinkedHashMap<>();
    poll.put("question", text);
    poll.put("method", method);
    poll.put("settings", settings);
    addPicture(poll, 0, ids);
    List<Map<String, Object>> all = new ArrayList<>();
    for (String label : options) {
      Map<String, Object> option = new LinkedHashMap<>(Map.of("label", label));
      all.add(option);
      addPicture(option, all.size(), ids);
    }
    poll.put("options", all);
    return poll;
  }

  private void addPicture(Map<String, Object> json, int place, Map<DemoPicture, String> ids) {
    if (place < pictures.size() && ids.containsKey(pictures.get(place))) {
      json.put("image", ids.get(pictures.get(place)));
      json.put("alt", pictures.get(place).alt());
    }
  }
}
