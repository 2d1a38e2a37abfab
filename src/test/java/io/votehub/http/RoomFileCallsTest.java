package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Exporting and importing the polls of a room, and duplicating polls. */
class RoomFileCallsTest extends CallsTest {
  private static final String ONE_OF_EACH =
      """
      {"version": 1, "title": "Elsewhere", "polls": [
        {"question": "One?", "method": "single", "options": ["A", {"id": "x", "label": "X"}], "settings": {"change": false, "graceMs": 500}},
        {"question": "Some?", "method": "multiple", "options": ["A", "B", "C"],
          "settings": {"max": 2, "results": "hidden"}},
        {"question": "How much?", "method": "score", "options": ["A"],
          "settings": {"min": 1, "max": 5, "rank": "mean"}},
        {"question": "Who?", "method": "ranked", "options": ["A", "B", "C"],
          "settings": {"count": "stv", "seats": 2}},
        {"question": "Who leads?", "method": "ranked", "options": ["A", "B"],
          "settings": {"count": "schulze"}},
        {"question": "How good?", "method": "grades", "options": ["A"],
          "settings": {"grades": ["yes", "no"]}},
        {"question": "Shares?", "method": "points", "options": ["A", "B"],
          "settings": {"total": 7}},
        {"question": "How many?", "method": "number",
          "settings": {"min": 0.5, "step": 0.5, "unit": "kg"}},
        {"question": "Yours?", "method": "questions",
          "settings": {"moderated": true, "perVoter": 5, "downvotes": true, "names": "optional"}},
        {"question": "Words?", "method": "words", "settings": {"max": 2}},
        {"question": "Say?", "method": "text", "settings": {"maxLength": 99}}
      ]}
      """;

  private Got take(Made into, String file) {
    return hub.post(into.path() + "/import").as(into.token()).send(file);
  }

  private Got file(Made from) {
    return hub.get(from.path() + "/export").as(from.token()).send();
  }

  private List<?> polls(Made of) {
    return (List<?>) hub.get(of.path()).as(of.token()).send().at("polls");
  }

  private static List<Object> questions(List<?> polls) {
    return polls.stream().<Object>map(poll -> ((Map<?, ?>) poll).get("question")).toList();
  }

  @Test
  void pollsOfEveryMethodAreExportedAndImportedUnchanged() {
    assertThat(take(room, ONE_OF_EACH).status()).isEqualTo(201);
    Got out = file(room);
    Made other = hub.room();

    Got in = take(other, out.text());

    assertThat(in.status()).as(in.text()).isEqualTo(201);
    assertThat(out.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"votehub-" + room.code() + ".json\"");
    assertThat(out.json()).containsEntry("version", 1).containsEntry("title", "A room");
    assertThat(file(other).text()).isEqualTo(out.text());
    assertThat((List<?>) in.at("polls")).isEqualTo(polls(other)).hasSize(11);
  }

  @Test
  void importedPollsAreAppendedAsDraftsAndTheTitleStays() {
    hub.draft(room);

    take(room, ONE_OF_EACH);

    assertThat(questions(polls(room))).startsWith("Which?", "One?", "Some?").endsWith("Say?");
    assertThat(polls(room))
        .allSatisfy(p -> assertThat(p).hasFieldOrPropertyWithValue("state", "draft"));
    assertThat(hub.get(room.path()).send().json()).containsEntry("title", "A room");
  }

  @Test
  void aRunningOrderIsCopiedWithItsPolls() {
    take(room, ONE_OF_EACH);
    List<String> ids =
        polls(room).stream().map(poll -> ((Map<?, ?>) poll).get("id").toString()).toList();
    hub.draft(room);
    List<?> withDeleted = polls(room);
    String deleted = ((Map<?, ?>) withDeleted.get(withDeleted.size() - 1)).get("id").toString();
    putAgenda(
        room,
        List.of(
            Map.of("poll", ids.get(2), "seconds", 45, "showSeconds", 5, "early", true),
            Map.of("poll", deleted),
            Map.of("break", "Coffee", "seconds", 600),
            Map.of("poll", ids.get(0))));
    hub.ask("DELETE", room.path() + "/polls/" + deleted).as(room.token()).send();
    Made other = hub.room();
    hub.draft(other);
    putAgenda(other, List.of(Map.of("break", "Welcome")));

    Got out = file(room);
    assertThat(take(other, out.text()).status()).isEqualTo(201);

    assertThat((List<?>) out.at("agenda")).hasSize(3).first().asString().contains("poll=2");
    List<?> copied = polls(other);
    List<?> steps = (List<?>) agenda(other).at("steps");
    assertThat(steps).hasSize(4);
    assertThat(steps.get(0)).asString().contains("break=Welcome");
    assertThat(steps.get(1))
        .asString()
        .contains("poll=" + ((Map<?, ?>) copied.get(3)).get("id"), "seconds=45", "early=true");
    assertThat(steps.get(2)).asString().contains("break=Coffee", "seconds=600");
    assertThat(steps.get(3)).asString().contains("poll=" + ((Map<?, ?>) copied.get(1)).get("id"));
    assertThat(steps.stream().map(step -> ((Map<?, ?>) step).get("id"))).doesNotHaveDuplicates();
  }

  @Test
  void aFileWhoseRunningOrderCannotBeTakenImportsNothing() {
    String two =
        """
        {"version": 1, "polls": [{"question": "A?", "method": "text"}, {"question": "B?", "method": "text"}],
          "agenda": [%s]}
        """;

    Got faulty =
        take(
            room,
            two.formatted(
                "{\"poll\": 2}, {\"poll\": \"0\"}, {\"poll\": 0, \"id\": 3}, {\"break\": \"\"}"));
    putAgenda(room, Collections.nCopies(199, Map.of("break", "Coffee")));
    Got full = take(room, two.formatted("{\"poll\": 0}, {\"poll\": 1}"));

    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.text())
        .contains("/agenda/0/poll", "/agenda/1/poll", "/agenda/2/id", "/agenda/3/break");
    assertThat(full.status()).isEqualTo(422);
    assertThat(full.text()).contains("at most 200 steps");
    assertThat(polls(room)).isEmpty();
    assertThat(take(room, two.formatted("{\"poll\": 1}")).status()).isEqualTo(201);
  }

  private void putAgenda(Made of, List<?> steps) {
    Got put = hub.ask("PUT", of.path() + "/agenda").as(of.token()).send(Json.write(steps));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  private Got agenda(Made of) {
    return hub.get(of.path() + "/agenda").as(of.token()).send();
  }

  @Test
  void anExportHasAllPollsInOrderWithoutVotes() {
    String closed = hub.open(room);
    hub.vote(closed, hub.voter(room), "a");
    hub.post(closed + "/close").as(room.token()).send();
    take(room, ONE_OF_EACH);
    List<Object> ids =
        polls(room).stream().<Object>map(poll -> ((Map<?, ?>) poll).get("id")).toList();
    List<Object> turned = new ArrayList<>(ids);
    Collections.reverse(turned);
    hub.ask("PATCH", room.path()).as(room.token()).send(Map.of("polls", turned));

    List<?> exported = (List<?>) file(room).at("polls");

    assertThat(questions(exported)).startsWith("Say?", "Words?").endsWith("One?", "Which?");
    assertThat(exported)
        .allSatisfy(
            poll ->
                assertThat(((Map<?, ?>) poll).keySet())
                    .isEqualTo(Set.of("question", "method", "options", "settings")));
  }

  @Test
  void everyErrorOfAFileIsReportedWithItsPathAndNothingIsImported() {
    Got got =
        take(
            room,
            """
            {"version": 1, "by": "me", "polls": [
              {"question": "Good?", "method": "single", "options": ["A"]},
              {"question": "Bad?", "method": "single", "options": [""]},
              3,
              {"question": "", "method": "ranked", "options": ["A", "B"],
                "settings": {"seats": 2}},
              {"question": "Who?", "method": "dice", "options": ["A"]}
            ]}
            """);

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.pointers())
        .containsExactlyInAnyOrder(
            "/by",
            "/polls/1/options/0",
            "/polls/2",
            "/polls/3/question",
            "/polls/3/settings/seats",
            "/polls/4/method");
    assertThat(polls(room)).isEmpty();
  }

  @Test
  void aFileOfAnotherVersionOrWithoutPollsOrWithTooManyIsRefused() {
    assertThat(take(room, "{\"version\": 2, \"polls\": []}").pointers())
        .containsExactly("/version", "/polls");
    assertThat(take(room, "{\"polls\": {}}").pointers()).containsExactly("/version", "/polls");
    Map<String, Object> poll = Map.of("question", "Say?", "method", "text");
    assertThat(take(room, manyOf(poll, 201)).pointers()).containsExactly("/polls");
    assertThat(take(room, manyOf(poll, 200)).status()).isEqualTo(201);
    assertThat(take(room, "[]").status()).isEqualTo(400);
    assertThat(polls(room)).hasSize(200);
  }

  private static String manyOf(Map<String, Object> poll, int times) {
    return Json.write(Map.of("version", 1, "polls", Collections.nCopies(times, poll)));
  }

  @Test
  void onlyThePresenterMayExportAndImport() {
    String voter = hub.voter(room);

    assertThat(hub.get(room.path() + "/export").send().status()).isEqualTo(401);
    assertThat(hub.get(room.path() + "/export").as(voter).send().status()).isEqualTo(403);
    assertThat(hub.post(room.path() + "/import").as(voter).send(ONE_OF_EACH).status())
        .isEqualTo(403);
  }

  @Test
  void aQuizAndQuestionsFromTheFloorAreDuplicatedWithoutWhatPeopleDid() {
    String quiz = opened("single", "{\"quiz\":{\"correct\":\"b\",\"streak\":true}}");
    String floor = opened("questions", "{\"perVoter\":2,\"downvotes\":true}");
    hub.vote(quiz, hub.voter(room), "b");
    hub.post(quiz + "/close").as(room.token()).send();
    hub.post(quiz + "/reveal").as(room.token()).send();
    hub.post(floor + "/entries")
        .as(hub.voter(room))
        .send(Map.of("slot", 1, "text", "Is this copied?"));

    for (String original : List.of(quiz, floor)) {
      Got copy = hub.post(original + "/duplicate").as(room.token()).send();
      assertThat(copy.status()).as(copy.text()).isEqualTo(201);
      assertThat(copy.at("settings"))
          .isEqualTo(hub.get(original).as(room.token()).send().at("settings"));
      String path = room.path() + "/polls/" + copy.at("id");
      hub.post(path + "/open").as(room.token()).send();
      assertThat(hub.get(path + "/entries").as(room.token()).send().text())
          .doesNotContain("copied");
      hub.post(path + "/close").as(room.token()).send();
      hub.post(path + "/reveal").as(room.token()).send();
    }
    Got table = hub.get(room.path() + "/leaderboard").as(room.token()).send();
    assertThat((List<?>) table.at("entries")).hasSize(1);
    assertThat(table.text()).contains("\"points\":1000");
  }

  private String opened(String method, String settings) {
    String options = method.equals("single") ? "\"options\":[\"A\",\"B\"]," : "";
    Got made =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                "{\"question\":\"?\",\"method\":\""
                    + method
                    + "\","
                    + options
                    + "\"settings\":"
                    + settings
                    + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = room.path() + "/polls/" + made.at("id");
    hub.post(path + "/open").as(room.token()).send();
    return path;
  }

  @Test
  void aPollIsDuplicatedAsADraftFromAnyState() {
    String poll = hub.open(room);
    hub.vote(poll, hub.voter(room), "b");

    Got copy = hub.post(poll + "/duplicate").as(room.token()).send();
    hub.post(poll + "/close").as(room.token()).send();
    Got second = hub.post(poll + "/duplicate").as(room.token()).send();
    Got third =
        hub.post(room.path() + "/polls/" + second.at("id") + "/duplicate").as(room.token()).send();

    Map<String, Object> original = hub.get(poll).as(room.token()).send().json();
    for (Got made : List.of(copy, second, third)) {
      assertThat(made.status()).isEqualTo(201);
      assertThat(made.header("Location")).isEqualTo(room.path() + "/polls/" + made.at("id"));
      assertThat(made.json())
          .containsEntry("state", "draft")
          .doesNotContainKeys("openedAt", "closedAt");
      for (String same : List.of("question", "method", "options", "settings")) {
        assertThat(made.at(same)).isEqualTo(original.get(same));
      }
    }
    assertThat(original).containsEntry("state", "closed");
    assertThat(polls(room).stream().map(each -> ((Map<?, ?>) each).get("id")).toList())
        .isEqualTo(List.of(original.get("id"), second.at("id"), third.at("id"), copy.at("id")));
    assertThat(hub.post(room.path() + "/polls/none/duplicate").as(room.token()).send().status())
        .isEqualTo(404);
  }
}
