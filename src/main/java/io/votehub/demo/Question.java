package io.votehub.demo;

import java.util.List;
import java.util.Map;

/** What the demo asks, in turn. */
record Question(String text, List<String> options) {
  static final List<Question> ALL =
      List.of(
          new Question(
              "What should our city build first?",
              List.of("Safe bike lanes", "Night buses", "Small parks", "Public toilets")),
          new Question(
              "Which meeting would you miss the least?",
              List.of(
                  "The Monday stand-up", "The status round", "The planning day", "All of them")),
          new Question(
              "Where do you have your best ideas?",
              List.of("In the shower", "On a walk", "At the desk", "At three in the morning")),
          new Question(
              "What does a good vote need most?",
              List.of("Secrecy", "A result nobody doubts", "Speed", "A question worth asking")),
          new Question(
              "Who should have the last word on pineapple on pizza?",
              List.of("The cook", "The guest", "Naples", "A referendum")),
          new Question(
              "Which machine do you trust with a decision?",
              List.of("A coin", "A calculator", "A traffic light", "None")));

  /** The fields of a poll that puts the question, with a tally that everyone sees grow. */
  Map<String, Object> poll() {
    return Map.of(
        "question",
        text,
        "method",
        "single",
        "options",
        options,
        "settings",
        Map.of("results", "live"));
  }
}
