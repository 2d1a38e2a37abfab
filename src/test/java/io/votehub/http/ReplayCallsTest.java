package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presenters replay how the tally of a closed poll came about. */
class ReplayCallsTest extends CallsTest {
  private String poll;

  @BeforeEach
  void openPoll() {
    poll = hub.draft(room);
    step("open");
  }

  private void step(String name) {
    step(poll, name);
  }

  private Got replay(String query) {
    return hub.get(poll + "/replay" + query).as(room.token()).send();
  }

  private static List<Map<String, Object>> lines(Got got) throws BadJsonException {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : got.text().lines().toList()) {
      lines.add(Json.readObject(line));
    }
    return lines;
  }

  @Test
  void eachLineIsTheTallyAtAStepAndTheLastIsTheResult() throws BadJsonException {
    for (String choice : List.of("a", "b", "b")) {
      hub.vote(poll, hub.voter(room), choice);
      hub.clock.advance(1_500);
    }
    step("close");

    Got got = replay("");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("application/x-ndjson");
    List<Map<String, Object>> lines = lines(got);
    Map<String, Object> last = lines.get(lines.size() - 1);
    Got result = hub.get(poll + "/result").as(room.token()).send();
    assertThat(last.get("result")).isEqualTo(result.at("result"));
    assertThat(last.get("ballots")).isEqualTo(3);
    assertThat(lines.stream().map(line -> line.get("final")).filter(Boolean.TRUE::equals))
        .hasSize(1);
  }

  @Test
  void aPollWithoutVotesHasItsResultAlone() throws BadJsonException {
    step("close");

    assertThat(lines(replay(""))).hasSize(1).first().extracting("ballots").isEqualTo(0);
  }

  @Test
  void onlyPresentersReplayAndOnlyWhatIsClosed() {
    assertThat(replay("").at("code")).isEqualTo("bad-request");
    step("close");

    assertThat(hub.get(poll + "/replay").as(hub.voter(room)).send().at("code"))
        .isEqualTo("forbidden");
    assertThat(hub.get(poll + "/replay").send().at("code")).isEqualTo("bad-token");
    for (String wrong : List.of("?stepMs=0", "?stepMs=x", "?stepMs=99999999999")) {
      assertThat(replay(wrong).at("code")).isEqualTo("bad-request");
    }
    assertThat(replay("?stepMs=250").status()).isEqualTo(200);
  }
}
