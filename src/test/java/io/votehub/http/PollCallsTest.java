package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.poll.VoterRoll;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PollCallsTest extends CallsTest {
  private Got act(String poll, String action) {
    return hub.post(poll + "/" + action).as(room.token()).send();
  }

  private Got act(String poll, String action, Map<String, ?> body) {
    return hub.post(poll + "/" + action).as(room.token()).send(body);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  @Test
  void aPollNamesAVoterRollOfItsRoomOrNone() {
    Made room = hub.room();
    String poll = hub.draft(room);

    Got refused = hub.ask("PATCH", poll).as(room.token()).send(Map.of("electorate", "nobodys"));

    assertThat(refused.pointers()).containsExactly("/electorate");
    VoterRoll roll = new VoterRoll("roll1", "Members", 7);
    HttpKit.await(hub.store.updateRoom(room.code(), each -> each.withRoll(roll)));
    assertThat(hub.ask("PATCH", poll).as(room.token()).send(Map.of("electorate", "roll1")).json())
        .containsEntry("electorate", "roll1");
    assertThat(hub.get(poll).as(room.token()).send().json()).containsEntry("electorate", "roll1");
    Map<String, Object> none = new HashMap<>();
    none.put("electorate", null);
    assertThat(hub.ask("PATCH", poll).as(room.token()).send(none).json())
        .doesNotContainKey("electorate");
  }

  @Test
  void aNewPollIsADraft() {
    Got got =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                Map.of(
                    "question", "Which?", "method", "multiple", "options", List.of("Tea", "Rum")));

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.header("Location")).isEqualTo(room.path() + "/polls/" + got.at("id"));
    assertThat(got.json())
        .containsEntry("state", "draft")
        .containsEntry("room", room.code())
        .containsEntry("visible", false)
        .containsEntry(
            "options",
            List.of(Map.of("id", "a", "label", "Tea"), Map.of("id", "b", "label", "Rum")))
        .containsEntry(
            "settings",
            Map.of("change", true, "results", "live", "graceMs", 0, "min", 1, "max", 2));
  }

  @Test
  void allErrorsOfAPollAreReportedTogether() {
    Got got =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                """
                {"question": "", "method": "single", "state": "open", "id": "mine",
                 "options": [{"label": "x", "image": "http://x"}, 3],
                 "settings": {"results": "now"}}
                """);

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(got.pointers())
        .containsExactlyInAnyOrder(
            "/question", "/state", "/id", "/options/0/image", "/options/1", "/settings/results");
  }

  @Test
  void aPollCanBeOpenedExtendedClosedReopenedAndReset() {
    String poll = hub.draft(room);

    Got open = act(poll, "open", Map.of("seconds", 60));
    assertThat(open.json()).containsEntry("state", "open").containsEntry("visible", true);
    long closesAt = number(open.at("closesAt"));
    assertThat(closesAt).isEqualTo(number(open.at("openedAt")) + 60_000);
    assertThat(number(act(poll, "extend", Map.of("seconds", 30)).at("closesAt")))
        .isEqualTo(closesAt + 30_000);
    assertThat(act(poll, "hide").at("visible")).isEqualTo(false);
    assertThat(act(poll, "close", Map.of()).at("state")).isEqualTo("closed");
    assertThat(act(poll, "reveal").at("visible")).isEqualTo(true);
    assertThat(act(poll, "reopen").at("state")).isEqualTo("open");
    assertThat(act(poll, "reset").at("state")).isEqualTo("draft");
    assertThat(hub.ask("DELETE", poll).as(room.token()).send().status()).isEqualTo(204);
    assertThat(hub.get(poll).as(room.token()).send().at("code")).isEqualTo("unknown-poll");
  }

  @Test
  void transitionsThatTheStateDoesNotAllowAreRefused() {
    String poll = hub.draft(room);

    assertThat(act(poll, "extend", Map.of("seconds", 1)).at("code")).isEqualTo("not-open");
    assertThat(act(poll, "reopen").status()).isEqualTo(422);
    act(poll, "open");
    assertThat(hub.ask("PATCH", poll).as(room.token()).send(Map.of("question", "Late")).at("code"))
        .isEqualTo("bad-request");
  }

  @Test
  void secondsAreIntegersOfAtMostAWeek() {
    String poll = hub.open(room);
    for (Object seconds : Arrays.asList(0, -1, 604_801, "5", 1.5, null, 9_999_999_999L)) {
      Map<String, Object> body = new java.util.HashMap<>();
      body.put("seconds", seconds);
      Got got = act(poll, "extend", body);
      assertThat(got.status()).isEqualTo(422);
      assertThat(got.pointers()).containsExactly("/seconds");
    }
    assertThat(act(poll, "extend").pointers()).containsExactly("/seconds");
    assertThat(act(poll, "open", Map.of("secs", 5)).pointers()).containsExactly("/secs");
    assertThat(act(poll, "close", Map.of("now", true)).pointers()).containsExactly("/now");
  }

  @Test
  void aDraftCanBeChangedPartially() {
    String poll = hub.draft(room);

    Got got =
        hub.ask("PATCH", poll)
            .as(room.token())
            .send(Map.of("method", "multiple", "settings", Map.of("max", 1, "change", false)));

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json())
        .containsEntry("question", "Which?")
        .containsEntry("method", "multiple")
        .containsEntry(
            "settings",
            Map.of("change", false, "results", "live", "graceMs", 0, "min", 1, "max", 1));
    assertThat(
            hub.ask("PATCH", poll)
                .as(room.token())
                .send(Map.of("run", 1, "options", List.of()))
                .pointers())
        .containsExactlyInAnyOrder("/run", "/options");
  }

  @Test
  void errorsHaveADefinedPrecedence() {
    String poll = hub.draft(room);
    String elsewhere = poll.replace(room.code(), "ZZZZZZ");
    String other = hub.room().token();
    String voter = hub.voter(room);

    assertThat(hub.post(elsewhere + "/open").as("junk").send("junk").at("code"))
        .isEqualTo("unknown-room");
    assertThat(hub.post(poll + "/open").as("junk").send("junk").at("code")).isEqualTo("bad-token");
    assertThat(hub.post(poll + "/open").send("junk").at("code")).isEqualTo("bad-token");
    assertThat(hub.post(poll + "/open").as(other).send("junk").at("code")).isEqualTo("forbidden");
    assertThat(hub.post(poll + "/open").as(voter).send("junk").at("code")).isEqualTo("forbidden");
    assertThat(hub.post(poll + "x/open").as(room.token()).send("junk").at("code"))
        .isEqualTo("unknown-poll");
    assertThat(hub.post(poll + "/open").as(room.token()).send("junk").at("code"))
        .isEqualTo("bad-message");
  }

  @Test
  void aPollOfAnotherRoomIsUnknown() {
    Made other = hub.room();
    String poll = hub.open(room);
    String crossed = poll.replace(room.code(), other.code());

    assertThat(hub.get(crossed).send().at("code")).isEqualTo("unknown-poll");
    for (String action : List.of("open", "close", "reset", "reveal")) {
      assertThat(hub.post(crossed + "/" + action).as(other.token()).send().at("code"))
          .isEqualTo("unknown-poll");
    }
    assertThat(hub.ask("DELETE", crossed).as(other.token()).send().status()).isEqualTo(404);
    assertThat(hub.get(poll).send().at("state")).isEqualTo("open");
  }
}
