package io.votehub.browser;

import io.votehub.RunningHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A room with a poll of every method, weights, a quiz with teams, and questions from the floor. */
final class ReportRoom {
  private static final List<String> TREES =
      List.of(
          "Ash",
          "Birch, which grows where nothing else does and is the first to turn in October",
          "Cedar",
          "Date palm");

  final RoomFixture fixture;
  final List<String> polls = new ArrayList<>();

  ReportRoom(RoomFixture fixture) {
    this.fixture = fixture;
  }

  private String path() {
    return "/api/v1/rooms/" + fixture.room().code();
  }

  private Map<String, Object> post(String more, Map<String, Object> body) {
    return fixture.hub().post(path() + more, fixture.room().token(), body);
  }

  /** Opens a poll, has it answered, closes it. */
  private String poll(
      String method,
      String question,
      List<String> options,
      Map<String, Object> settings,
      List<Map<String, Object>> ballots) {
    String poll = fixture.draft(method, question, options, settings);
    fixture.step(poll, "open");
    ballots.forEach(ballot -> fixture.cast(poll, ballot));
    fixture.step(poll, "close");
    polls.add(poll);
    return poll;
  }

  private static Map<String, Object> ranking(String... ids) {
    return Map.of("ranking", List.of(ids));
  }

  private static List<Map<String, Object>> rankings() {
    return List.of(
        ranking("a", "b"),
        ranking("a", "c"),
        ranking("b", "c"),
        ranking("b", "a"),
        ranking("c", "b"),
        ranking("c", "a", "b"),
        ranking("a"),
        ranking("d", "c"));
  }

  void fill() {
    poll(
        "single",
        "Where shall we meet?",
        TREES,
        Map.of(),
        List.of(
            Map.of("choice", "a"),
            Map.of("choice", "b"),
            Map.of("choice", "b"),
            Map.of("choice", "d")));
    poll(
        "multiple",
        "Which trees do you like?",
        TREES,
        Map.of(),
        List.of(
            Map.of("choices", List.of("a", "b")),
            Map.of("choices", List.of("b")),
            Map.of("choices", List.of("b", "c"))));
    poll(
        "score",
        "How do you like each?",
        TREES,
        Map.of(),
        List.of(
            Map.of("scores", Map.of("a", 2, "b", -1, "c", 1)),
            Map.of("scores", Map.of("a", 1, "b", -2))));
    poll("ranked", "Who shall chair the club?", TREES, Map.of(), rankings());
    poll("ranked", "And by points?", TREES, Map.of("count", "borda"), rankings());
    poll("ranked", "And in pairs?", TREES, Map.of("count", "schulze"), rankings());
    poll(
        "grades",
        "How good is each proposal?",
        TREES,
        Map.of(),
        List.of(
            Map.of("grades", Map.of("a", "good", "b", "excellent", "c", "passable")),
            Map.of("grades", Map.of("a", "very-good", "b", "good")),
            Map.of("grades", Map.of("a", "poor", "b", "excellent", "c", "good"))));
    poll(
        "points",
        "Divide a hundred points",
        TREES,
        Map.of(),
        List.of(
            Map.of("points", Map.of("a", 60, "b", 40)),
            Map.of("points", Map.of("b", 30, "d", 70))));
    poll(
        "number",
        "How many guests do we expect?",
        List.of(),
        Map.of(),
        List.of(
            Map.of("number", 12),
            Map.of("number", 40),
            Map.of("number", 18.5),
            Map.of("number", 90)));
    poll(
        "words",
        "This day in three words?",
        List.of(),
        Map.of(),
        List.of(
            Map.of("words", List.of("sunny", "long", "fun")),
            Map.of("words", List.of("sunny", "loud")),
            Map.of("words", List.of("sunny", "long", "cake"))));
    poll(
        "text",
        "What should we do better next year?",
        List.of(),
        Map.of(),
        List.of(
            Map.of("text", "More chairs, and a tent in case it rains as it did in the afternoon."),
            Map.of("text", "=Nothing <b>at all</b> & \"thanks\"")));
    weighed();
    quiz();
    questions();
  }

  /** A poll of members, of whom one has three votes. */
  private void weighed() {
    String roll = (String) post("/electorates", Map.of("title", "Members")).get("id");
    String poll =
        (String)
            post(
                    "/polls",
                    Map.of(
                        "question",
                        "Shall we raise the fee?",
                        "method",
                        "single",
                        "options",
                        List.of("Yes", "No"),
                        "electorate",
                        roll))
                .get("id");
    fixture.step(poll, "open");
    for (int weight : new int[] {3, 1, 2}) {
      Object code =
          post(
                  "/electorates/" + roll + "/members",
                  Map.of("label", "Member of weight " + weight, "weight", weight))
              .get("code");
      if (weight != 2) {
        Object token =
            fixture.hub().post(path() + "/voters", null, Map.of("code", code)).get("token");
        fixture
            .hub()
            .post(
                path() + "/polls/" + poll + "/ballots",
                (String) token,
                Map.of("ballot", Map.of("choice", weight == 3 ? "a" : "b")));
      }
    }
    fixture.step(poll, "close");
    polls.add(poll);
  }

  private void quiz() {
    poll(
        "single",
        "Which tree keeps its needles?",
        TREES,
        Map.of("quiz", Map.of("correct", "c", "speed", 0)),
        List.of(Map.of("choice", "c"), Map.of("choice", "a"), Map.of("choice", "c")));
    poll(
        "number",
        "How old does an oak get?",
        List.of(),
        Map.of("quiz", Map.of("correct", 800, "tolerance", 200, "speed", 0)),
        List.of(Map.of("number", 800), Map.of("number", 20)));
  }

  private void questions() {
    String poll =
        fixture.draft(
            "questions",
            "What would you like to ask?",
            List.of(),
            Map.of("names", "optional", "downvotes", true));
    fixture.step(poll, "open");
    String entries = "/polls/" + poll + "/entries";
    List<String> asked = new ArrayList<>();
    for (String text : List.of("When are the trees delivered?", "Who pays for them?", "Why?")) {
      Object token = fixture.hub().post(path() + "/voters", null, Map.of()).get("token");
      asked.add(
          (String)
              fixture
                  .hub()
                  .post(
                      path() + entries,
                      (String) token,
                      Map.of("slot", 1, "text", text, "name", "Ada"))
                  .get("entry"));
    }
    fixture.cast(poll, Map.of("up", asked.subList(0, 2), "down", asked.subList(2, 3)));
    fixture.cast(poll, Map.of("up", asked.subList(1, 2), "down", List.of()));
    post(entries + '/' + asked.get(1), Map.of("reply", "The town does.", "state", "answered"));
    polls.add(poll);
  }

  RunningHub.Room room() {
    return fixture.room();
  }
}
