package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.poll.Mark;
import io.votehub.proof.TagHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BallotCallsTest extends CallsTest {
  private String poll;

  @BeforeEach
  void openPoll() {
    poll = hub.open(room);
  }

  @Test
  void aVoteIsAcknowledgedAndARepeatCountsOnce() {
    String voter = hub.voter(room);

    Got ack =
        hub.post(poll + "/ballots")
            .as(voter)
            .send(Map.of("id", "v1", "ballot", Map.of("choice", "a")));
    Got again = hub.vote(poll, voter, "a");

    assertThat(ack.status()).isEqualTo(201);
    assertThat(ack.json()).containsEntry("type", "ack").containsEntry("id", "v1");
    assertThat((String) ack.at("receipt")).matches("[0-9A-HJKMNP-TV-Z]{16}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json())
        .doesNotContainKey("id")
        .containsEntry("rev", ack.at("rev"))
        .containsEntry("receipt", ack.at("receipt"));
    Got result = hub.get(poll + "/result").send();
    assertThat(result.json())
        .containsEntry("type", "tally")
        .containsEntry("ballots", 1)
        .containsEntry("final", false);
    assertThat(((Map<?, ?>) result.at("result")).get("winners")).isEqualTo(List.of("a"));
  }

  @Test
  void aVoteForAnotherRunOfThePollIsRefused() {
    String voter = hub.voter(room);
    Map<String, ?> ballot = Map.of("choice", "a");
    hub.post(poll + "/reset").as(room.token()).send();
    Got early = hub.post(poll + "/ballots").as(voter).send(Map.of("run", 1, "ballot", ballot));
    hub.post(poll + "/open").as(room.token()).send();

    Got old = hub.post(poll + "/ballots").as(voter).send(Map.of("run", 1, "ballot", ballot));
    Got odd = hub.post(poll + "/ballots").as(voter).send(Map.of("run", "1", "ballot", ballot));
    Got now = hub.post(poll + "/ballots").as(voter).send(Map.of("run", 2, "ballot", ballot));

    assertThat(List.of(early.status(), old.status(), odd.status(), now.status()))
        .containsExactly(409, 409, 422, 201);
    assertThat(early.at("code")).isEqualTo("poll-changed");
    assertThat(old.at("code")).isEqualTo("poll-changed");
    assertThat(odd.pointers()).containsExactly("/run");
    assertThat(hub.get(poll).send().at("run")).isEqualTo(2);
  }

  @Test
  void aVoteWithAMarkIsAcknowledgedWithATagAndARepeatWithTheSame() {
    String voter = hub.voter(room);
    Map<String, ?> ballot = Map.of("choice", "a");
    Mark one = new Mark(1, 2);
    Mark other = new Mark(3, 4);

    Got first =
        hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot, "mark", one.text()));
    Got repeat =
        hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot, "mark", other.text()));
    Got bad = hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot, "mark", "x"));

    String id = poll.substring(poll.lastIndexOf('/') + 1);
    assertThat(first.at("tag"))
        .isEqualTo(new TagHash().text(id, one, (String) first.at("receipt")));
    assertThat(first.json()).doesNotContainKey("mark");
    assertThat(repeat.json())
        .containsEntry("receipt", first.at("receipt"))
        .containsEntry("tag", first.at("tag"))
        .containsEntry("mark", one.text());
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.pointers()).containsExactly("/mark");

    hub.post(poll + "/close").as(room.token()).send();
    Got late =
        hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot, "mark", other.text()));
    assertThat(late.json()).containsEntry("tag", first.at("tag")).containsEntry("mark", one.text());
  }

  @Test
  void nullWithdrawsAVote() {
    String voter = hub.voter(room);
    hub.vote(poll, voter, "a");

    Got taken = hub.post(poll + "/ballots").as(voter).send("{\"ballot\":null}");

    assertThat(taken.status()).isEqualTo(201);
    assertThat(hub.get(poll + "/result").send().json()).containsEntry("ballots", 0);
  }

  @Test
  void onlyVotersOfTheRoomMayVote() {
    Made other = hub.room();
    Map<String, ?> body = Map.of("ballot", Map.of("choice", "a"));

    Got nobody = hub.post(poll + "/ballots").send(body);
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(hub.post(poll + "/ballots").as(room.token()).send(body).at("code"))
        .isEqualTo("forbidden");
    assertThat(hub.vote(poll, hub.voter(other), "a").at("code")).isEqualTo("forbidden");
    assertThat(hub.vote(poll, other.token(), "a").at("code")).isEqualTo("forbidden");
  }

  @Test
  void anInvalidBallotIsRefused() {
    String voter = hub.voter(room);

    assertThat(hub.vote(poll, voter, "z").at("code")).isEqualTo("bad-ballot");
    assertThat(hub.post(poll + "/ballots").as(voter).send("{}").at("code")).isEqualTo("bad-ballot");
    assertThat(hub.post(poll + "/ballots").as(voter).send("{\"ballot\":[]}").status())
        .isEqualTo(422);
    assertThat(
            hub.post(poll + "/ballots")
                .as(voter)
                .send(Map.of("voter", "x", "ballot", Map.of("choice", "a")))
                .pointers())
        .containsExactly("/voter");
    assertThat(
            hub.post(poll + "/ballots")
                .as(voter)
                .send(Map.of("id", 1, "ballot", Map.of("choice", "a")))
                .pointers())
        .containsExactly("/id");
    assertThat(hub.post(poll + "/ballots").as(voter).send("").at("code")).isEqualTo("bad-message");
  }

  @Test
  void onlyAnOpenPollTakesVotes() {
    String voter = hub.voter(room);
    hub.post(poll + "/close").as(room.token()).send();

    Got late = hub.vote(poll, voter, "a");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.at("code")).isEqualTo("not-open");
    assertThat(hub.vote(hub.draft(room), voter, "a").at("code")).isEqualTo("not-open");
  }

  @Test
  void aHiddenResultIsAvailableToThePresenterOnly() {
    hub.post(poll + "/hide").as(room.token()).send();

    assertThat(hub.get(poll + "/result").send().at("code")).isEqualTo("forbidden");
    assertThat(hub.get(poll + "/result").as(hub.voter(room)).send().status()).isEqualTo(403);
    assertThat(hub.get(poll + "/result").as(room.token()).send().status()).isEqualTo(200);
  }

  @Test
  void theResultIsAvailableAsCsvToo() {
    hub.vote(poll, hub.voter(room), "b");

    Got csv = hub.get(poll + "/result").with("Accept", "text/csv").send();

    assertThat(csv.header("Content-Type")).startsWith("text/csv; charset=utf-8");
    assertThat(csv.header("Content-Disposition"))
        .matches("attachment; filename=\"votehub-[0-9A-Z]{6}-[\\w-]{16}-result\\.csv\"");
    assertThat(csv.text()).isEqualTo("id,label,votes,share,outcome\r\na,A,0,0,\r\nb,B,1,1,\r\n");
    assertThat(
            hub.get(poll + "/result")
                .with("Accept", "text/csv;q=0.5, application/json")
                .send()
                .header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void thePresenterExportsAllBallotsWithoutIdentities() {
    for (int i = 0; i < 60; i++) {
      hub.vote(poll, hub.voter(room), i < 20 ? "a" : "b");
    }

    Got lines = hub.get(poll + "/ballots").as(room.token()).send();
    assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(lines.text().lines())
        .hasSize(60)
        .filteredOn("{\"ballot\":{\"choice\":\"a\"}}"::equals)
        .hasSize(20);
    Got csv = hub.get(poll + "/ballots").as(room.token()).with("Accept", "text/csv").send();
    assertThat(csv.text().lines()).hasSize(61).startsWith("choice").contains("b");
    assertThat(hub.get(poll + "/ballots").as(hub.voter(room)).send().status()).isEqualTo(403);
    assertThat(hub.get(poll + "/ballots").send().status()).isEqualTo(401);
  }

  @Test
  void theExportOfAPollWithoutBallotsIsEmpty() {
    Got lines = hub.get(poll + "/ballots").as(room.token()).send();
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.text()).isEmpty();
  }
}
