package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presenters write a running order. */
class AgendaCallsTest extends CallsTest {
  private String poll;

  @BeforeEach
  void prepareRoom() {
    String path = hub.draft(room);
    poll = path.substring(path.lastIndexOf('/') + 1);
  }

  private Got put(String query, Object steps) {
    return hub.ask("PUT", room.path() + "/agenda" + query).as(room.token()).send(Json.write(steps));
  }

  private Got post(String step, Map<String, ?> body) {
    return hub.post(room.path() + "/agenda/" + step).as(room.token()).send(body);
  }

  private Got get() {
    return hub.get(room.path() + "/agenda").as(room.token()).send();
  }

  @Test
  void aRunningOrderIsReadAsItWasWritten() {
    assertThat(get().json())
        .containsEntry("rev", 0)
        .containsEntry("steps", List.of())
        .containsEntry("state", "ready");

    Got put =
        put(
            "",
            List.of(
                Map.of("poll", poll, "seconds", 30), Map.of("break", "Coffee", "seconds", 600)));

    assertThat(put.status()).isEqualTo(200);
    List<?> steps = (List<?>) get().at("steps");
    assertThat(steps).isEqualTo(put.at("steps")).hasSize(2);
    assertThat(steps.get(0).toString())
        .contains("poll=" + poll, "seconds=30", "showSeconds=8", "early=false");
    assertThat(put.at("next")).isEqualTo(((Map<?, ?>) steps.get(0)).get("id"));
    assertThat(put("", steps).at("rev")).as("the same again changes nothing").isEqualTo(1);
  }

  @Test
  void stepsThatCannotBeTakenAreRefusedWithTheirPlaces() {
    Got refused =
        put(
            "",
            List.of(
                Map.of("poll", "another", "seconds", 0),
                Map.of("break", "", "showSeconds", 3),
                Map.of("poll", poll, "break", "x"),
                Map.of("poll", poll, "early", "yes"),
                "text"));
    assertThat(refused.status()).isEqualTo(422);
    List<Object> places = new ArrayList<>();
    for (Object each : (List<?>) refused.at("errors")) {
      places.add(((Map<?, ?>) each).get("pointer"));
    }
    assertThat(places)
        .containsExactlyInAnyOrder(
            "/0/poll", "/0/seconds", "/1/break", "/1/showSeconds", "/2", "/3/early", "/4");
    assertThat(put("", Map.of("poll", poll)).status()).isEqualTo(422);
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      many.add(Map.of("break", "Break " + i));
    }
    assertThat(put("", many).status()).isEqualTo(422);
    assertThat(put("", many.subList(0, 200)).status()).isEqualTo(200);
    assertThat(
            put("", List.of(Map.of("id", "a", "poll", poll), Map.of("id", "a", "poll", poll)))
                .status())
        .isEqualTo(422);
  }

  @Test
  void twoPresentersDoNotOverwriteEachOther() {
    put("?rev=0", List.of(Map.of("poll", poll)));
    Got second = put("?rev=0", List.of(Map.of("break", "Coffee")));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.at("current").toString()).contains("poll=" + poll);
    assertThat(put("?rev=1", List.of(Map.of("break", "Coffee"))).status()).isEqualTo(200);
    assertThat(put("?rev=x", List.of()).status()).isEqualTo(422);
  }

  @Test
  void onlyPresentersWriteAndRunIt() {
    assertThat(hub.get(room.path() + "/agenda").send().status()).isEqualTo(401);
    String voter = hub.voter(room);
    assertThat(hub.ask("PUT", room.path() + "/agenda").as(voter).send("[]").status())
        .isEqualTo(403);
    assertThat(hub.post(room.path() + "/agenda/run").as(voter).send(Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void aRunningOrderIsRunAndPausedAndStopped() {
    assertThat(post("run", Map.of()).status()).as("without steps").isEqualTo(422);
    put(
        "",
        List.of(Map.of("poll", poll), Map.of("id", "coffee", "break", "Coffee", "seconds", 60)));
    assertThat(post("run", Map.of("step", "tea")).status()).isEqualTo(422);
    assertThat(post("next", Map.of()).at("state")).isEqualTo("ready");

    Got begun = post("run", Map.of("step", "coffee"));

    assertThat(begun.at("state")).isEqualTo("running");
    assertThat(begun.at("current").toString()).contains("Coffee", "phase=break", "endsAt=");
    assertThat(begun.json()).doesNotContainKey("next");
    assertThat(post("pause", Map.of()).at("state")).isEqualTo("paused");
    assertThat(post("run", Map.of()).at("turn")).isEqualTo(begun.at("turn"));
    assertThat(post("next", Map.of("turn", 1)).at("turn")).isEqualTo(begun.at("turn"));
    assertThat(post("next", Map.of("turn", "now")).status()).isEqualTo(422);
    assertThat(post("next", Map.of("turn", begun.at("turn"))).at("state")).isEqualTo("ready");
    assertThat(post("stop", Map.of()).at("state")).isEqualTo("ready");
  }
}
