package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports are complete and contain only what their reader may see. */
class ExportCallsTest {
  private static HttpKit hub;
  private static String accepting;

  @BeforeAll
  static void start() {
    hub = new HttpKit();
    accepting = open(hub.room(), "single", List.of("A", "B"), Map.of());
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String open(
      Made room, String method, List<String> options, Map<String, Object> settings) {
    Map<String, Object> poll =
        Map.of(
            "question",
            "What of " + method + "?",
            "method",
            method,
            "options",
            options,
            "settings",
            settings);
    Got made = hub.post(room.path() + "/polls").as(room.token()).send(poll);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = room.path() + "/polls/" + made.at("id");
    hub.post(path + "/open").as(room.token()).send();
    return path;
  }

  private static void cast(Made room, String poll, Map<String, Object> ballot) {
    Got got = hub.post(poll + "/ballots").as(hub.voter(room)).send(Map.of("ballot", ballot));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
  }

  private static Got csv(String path, String token) {
    return hub.get(path).as(token).with("Accept", "text/csv").send();
  }

  @Test
  void theCsvHasEveryWordThoughAResultHasOnlyAHundred() {
    Made room = hub.room();
    String poll = open(room, "words", List.of(), Map.of("max", 10));
    for (int i = 0; i < 250; i += 10) {
      List<String> words = new ArrayList<>();
      for (int k = 0; k < 10; k++) {
        words.add("word" + (i + k));
      }
      cast(room, poll, Map.of("words", words));
    }

    assertThat(csv(poll + "/result", room.token()).text().lines())
        .hasSize(251)
        .contains("word0,1", "word249,1");
    hub.post(poll + "/close").as(room.token()).send();
    assertThat(csv(poll + "/result", room.token()).text().lines())
        .hasSize(251)
        .contains("word0,1", "word249,1");
  }

  @Test
  void theCsvHasEveryTextWithItsTimeModeratedOrNot() {
    Made room = hub.room();
    for (boolean moderated : List.of(false, true)) {
      String poll = open(room, "text", List.of(), Map.of("moderated", moderated));
      for (int i = 0; i < 500; i++) {
        cast(room, poll, Map.of("text", "text" + i));
      }

      List<String> lines = csv(poll + "/result", room.token()).text().lines().toList();

      String time = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,text\\d+";
      assertThat(lines.subList(1, lines.size()))
          .hasSize(500)
          .doesNotHaveDuplicates()
          .allMatch(line -> line.matches(time + (moderated ? ",pending" : "")));
      if (moderated) {
        assertThat(csv(poll + "/result", hub.voter(room)).text()).isEqualTo("at,text\r\n");
      }
    }
  }

  @Test
  void oneFileHasAllResultsOfARoomThatTheReaderMaySee() {
    Made room = hub.room();
    String seen = open(room, "single", List.of("A", "B"), Map.of("abstain", true));
    String hidden = open(room, "words", List.of(), Map.of("results", "hidden"));
    cast(room, seen, Map.of("choice", "b"));
    cast(room, seen, Map.of("abstain", true));
    cast(room, hidden, Map.of("words", List.of("secret")));
    hub.post(seen + "/close").as(room.token()).send();
    hub.draft(room);
    String path = room.path() + "/results";

    Got table = csv(path, room.token());
    assertThat(table.header("Content-Type")).startsWith("text/csv; charset=utf-8");
    assertThat(table.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"votehub-" + room.code() + "-results.csv\"");
    List<String> lines = table.text().lines().toList();
    assertThat(lines.get(0)).isEqualTo("room," + room.code() + ",A room");
    assertThat(lines.get(2)).matches("poll,1,What of single\\?,single,closed,2,\\d{4}-.*Z");
    assertThat(lines.subList(3, 10))
        .containsExactly(
            "id,label,votes,share,outcome",
            "a,A,0,0,",
            "b,B,1,1,won",
            "(abstained),,1,,",
            "",
            "poll,2,What of words?,words,open,1",
            "word,votes");
    assertThat(lines).hasSize(11).endsWith("secret,1");

    Got json = hub.get(path).as(room.token()).send();
    assertThat(Documents.faults("RoomResults", new JsonObject(json.text()))).isEmpty();
    assertThat((List<?>) json.at("results")).hasSize(2);
    for (Got others : List.of(hub.get(path).send(), csv(path, hub.voter(room)))) {
      assertThat(others.status()).isEqualTo(200);
      assertThat(others.text()).contains("What of single?").doesNotContain("secret", "Which?");
    }
    assertThat(hub.get(path.replace(room.code(), "ZZZZZZ")).send().status()).isEqualTo(404);
    Made empty = hub.room();
    assertThat((List<?>) hub.get(empty.path() + "/results").send().at("results")).isEmpty();
  }

  @ParameterizedTest(name = "Accept: {0} gives CSV: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|false",
        "*/*|false",
        "text/csv|true",
        "TEXT/CSV; q=1|true",
        "text/*|true",
        "text/csv, */*|true",
        "*/*, text/csv|true",
        "text/csv;q=0.4, application/json;q=0.5|false",
        "application/json, text/csv|false",
        "text/csv;q=0, */*|false",
        "text/csv;q=0|false",
        "image/png|false",
        ",;,;q=|false",
        "/|false",
        "text|false",
      })
  void aClientGetsTheMediaTypeItPrefers(String header, boolean csv) {
    Got got = hub.get(accepting + "/result").with("Accept", header).send();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).startsWith(csv ? "text/csv" : "application/json");
  }
}
