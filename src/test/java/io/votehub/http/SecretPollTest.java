package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.electorate.Members;
import io.votehub.electorate.MembersVerticle;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.identity.HubKey;
import io.votehub.json.Json;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.session.VoterClient;
import io.votehub.store.PollRecord;
import io.votehub.store.RecordJson;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a secret poll nothing that leaves the hub, or is kept, links a member to a choice. */
class SecretPollTest {
  @TempDir static Path data;
  private static HttpKit hub;
  private static People people;

  private final Map<String, String> tokens = new LinkedHashMap<>();
  private Made room;
  private String roll;
  private String poll;

  @BeforeAll
  static void start() {
    hub = new HttpKit();
    people = HttpKit.await(EmbeddedPeople.open(hub.vertx, data, InstantSource.system()));
    Members members =
        new Members(
            hub.vertx,
            hub.store,
            () -> Future.succeededFuture(people),
            HubKey.of(HttpKit.SECRET),
            hub.memory.reading());
    HttpKit.await(hub.vertx.deployVerticle(new MembersVerticle(members)));
  }

  @AfterAll
  static void stop() {
    HttpKit.await(people.close());
    hub.close();
  }

  @BeforeEach
  void openPoll() {
    room = hub.room();
    roll =
        (String)
            hub.post(room.path() + "/electorates")
                .as(room.token())
                .send(Map.of("title", "Members"))
                .at("id");
    poll = hub.draft(room);
  }

  private Got patch(Map<String, ?> change) {
    return hub.ask("PATCH", poll).as(room.token()).send(change);
  }

  private void open(boolean secret) {
    assertThat(patch(Map.of("electorate", roll, "settings", Map.of("secret", secret))).status())
        .isEqualTo(200);
    hub.post(poll + "/open").as(room.token()).send();
  }

  private void member(String label, int weight) {
    Got made =
        hub.post(room.path() + "/electorates/" + roll + "/members")
            .as(room.token())
            .send(Map.of("label", label, "weight", weight));
    Got voter = hub.post(room.path() + "/voters").send(Map.of("code", made.at("code")));
    tokens.put(label, (String) voter.at("token"));
  }

  private Got vote(String label, String choice) {
    return hub.vote(poll, tokens.get(label), choice);
  }

  private Got owner(String method, String path) {
    return hub.ask(method, poll + path).as(room.token()).send();
  }

  private String id() {
    return poll.substring(poll.lastIndexOf('/') + 1);
  }

  private PollRecord record() {
    return HttpKit.await(hub.store.poll(id())).orElseThrow();
  }

  private List<String> journal() {
    List<String> entries = new ArrayList<>();
    HttpKit.await(
        hub.store.readJournal(id(), e -> entries.add(e.voter() + e.ballot() + ' ' + e.at())));
    return entries;
  }

  @Test
  void onlyPollsWithAnElectorateAndWithoutTextsAreSecretAndTheirResultsComeAtTheClose() {
    assertThat(patch(Map.of("settings", Map.of("secret", true))).pointers())
        .containsExactly("/settings/secret");
    Got text =
        hub.post(room.path() + "/polls")
            .as(room.token())
            .send(
                Map.of(
                    "question",
                    "?",
                    "method",
                    "text",
                    "electorate",
                    roll,
                    "settings",
                    Map.of("secret", true)));
    assertThat(text.pointers()).containsExactly("/settings/secret");

    Got secret =
        patch(Map.of("electorate", roll, "settings", Map.of("secret", true, "peek", true)));

    assertThat(secret.at("settings"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("secret", true)
        .containsEntry("results", "closed")
        .doesNotContainKey("peek");
  }

  @Test
  void noChoiceIsGivenBackAndNobodySeesAResultBeforeTheClose() {
    member("Ana", 3);
    open(true);
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port);
        VoterClient tablet = VoterClient.connect(hub.vertx, hub.port);
        VoterClient stage = VoterClient.connect(hub.vertx, hub.port)) {
      phone.join(room.code(), Optional.of(tokens.get("Ana")));
      tablet.join(room.code(), Optional.of(tokens.get("Ana")));
      stage.join(room.code(), Optional.of(room.token()));

      phone.vote(id(), "a");

      assertThat(tablet.await("ballot")).containsEntry("ballot", Map.of("voted", true));
      Map<String, Object> tally =
          stage.await(
              each ->
                  "tally".equals(each.get("type"))
                      && Integer.valueOf(1).equals(each.get("ballots")));
      assertThat(Json.write(tally)).contains("\"votes\":0").doesNotContain("\"votes\":3");
    }
    try (VoterClient later = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(later.join(room.code(), Optional.of(tokens.get("Ana"))))
          .containsEntry("ballots", Map.of(id(), Map.of("voted", true)));
    }
    assertThat(owner("POST", "/reveal").at("visible")).isEqualTo(false);
    assertThat(hub.get(poll + "/result").send().status()).isEqualTo(403);
    assertThat(owner("GET", "/result").text()).doesNotContain("\"votes\":3");
    assertThat(
            hub.get(poll + "/result").as(room.token()).with("Accept", "text/csv").send().status())
        .isEqualTo(403);
    assertThat(owner("GET", "/ballots").status()).isEqualTo(403);
    assertThat(hub.get(room.path() + "/results").as(room.token()).send().text())
        .doesNotContain(id());
    assertThat(journal()).singleElement().asString().endsWith(" 0").doesNotContain("Ana");
  }

  @Test
  void afterTheSealNothingIsLeftThatLinksAMemberToAChoice() {
    for (int i = 0; i < 6; i++) {
      member("One " + i, 1);
    }
    member("Heavy", 7);
    open(true);
    String key = record().poll().secrecy().key();
    assertThat(key).hasSizeGreaterThan(30);
    for (String each : tokens.keySet()) {
      assertThat(vote(each, each.equals("Heavy") ? "b" : "a").status()).isEqualTo(201);
    }
    assertThat(vote("One 0", "b").status()).as("a change").isEqualTo(201);
    assertThat(Json.write(RecordJson.poll(record()))).contains(key);

    assertThat(owner("POST", "/close").at("state")).isEqualTo("closed");

    Got result = owner("GET", "/result");
    assertThat(result.text()).contains("\"votes\":5", "\"votes\":8", "\"weight\":13");
    assertThat(result.at("ballots")).as("turnout").isEqualTo(7);
    HttpKit.await(hub.store.sweep(id()));
    assertThat(journal()).isEmpty();
    assertThat(Json.write(RecordJson.poll(record()))).doesNotContain(key);
    assertThat(record().poll().secrecy().voted())
        .as("one with a weight of its own is part of the others")
        .isEqualTo(Map.of(1, 6, 0, 1));
    try (VoterClient later = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(later.join(room.code(), Optional.of(tokens.get("Heavy"))))
          .containsEntry("ballots", Map.of());
    }
    assertThat(owner("POST", "/reopen").status()).isEqualTo(422);
    assertThat(vote("Heavy", "b").at("code")).isEqualTo("not-open");
    assertThat(owner("GET", "/result").text()).as("it stays").contains("\"weight\":13");
  }

  @Test
  void aResetPollHasAnotherKey() {
    member("Ana", 1);
    open(true);
    String key = record().poll().secrecy().key();
    vote("Ana", "a");
    owner("POST", "/reset");
    assertThat(Json.write(RecordJson.poll(record()))).doesNotContain(key);
    assertThat(vote("Ana", "a").at("code")).isEqualTo("not-open");

    owner("POST", "/open");

    assertThat(record().poll().secrecy().key()).isNotEmpty().isNotEqualTo(key);
    assertThat(vote("Ana", "a").status()).isEqualTo(201);
    assertThat(owner("POST", "/close").at("state")).isEqualTo("closed");
    assertThat(owner("GET", "/result").at("ballots")).isEqualTo(1);
  }

  @Test
  void theReportOfASecretPollTellsTheTurnoutAndNobodysName() {
    for (int i = 0; i < 5; i++) {
      member("One " + i, 1);
    }
    for (int i = 0; i < 4; i++) {
      member("Two " + i, 2);
    }
    open(true);
    for (int i = 0; i < 4; i++) {
      vote("Two " + i, "b");
    }
    for (int i = 0; i < 5; i++) {
      vote("One " + i, "a");
    }
    assertThat(owner("GET", "/report").status()).as("while it is open").isEqualTo(422);
    owner("POST", "/close");

    assertThat(owner("GET", "/report").text())
        .isEqualTo(
            """
            row,label,weight,members,voted,weightVoted\r
            total,,13,9,9,13\r
            class,,1,5,5,5\r
            """);
  }

  @Test
  void theReportOfAnotherPollTellsWhoVotedAndNeverHow() {
    member("=HYPERLINK(1)", 2);
    member("Bo, the second", 1);
    open(false);
    vote("=HYPERLINK(1)", "b");
    owner("POST", "/close");

    Got report = owner("GET", "/report");

    assertThat(report.header("Content-Type")).startsWith("text/csv");
    assertThat(report.text())
        .isEqualTo(
            """
            row,label,weight,members,voted,weightVoted\r
            total,,3,2,1,2\r
            class,,1,1,0,0\r
            class,,2,1,1,2\r
            member,'=HYPERLINK(1),2,1,1,2\r
            member,"Bo, the second",1,1,0,0\r
            """);
    assertThat(hub.get(poll + "/report").send().status()).isEqualTo(401);
  }

  @Test
  void theOwnerHasPicturesOfLinksDrawn() {
    Got drawn =
        hub.post(room.path() + "/electorates/" + roll + "/cards")
            .as(room.token())
            .send(Map.of("links", List.of("https://x.org/r/ABC234#k=abc", "https://x.org/")));

    assertThat((List<?>) drawn.at("pictures")).hasSize(2);
    assertThat(
            hub.post(room.path() + "/electorates/" + roll + "/cards")
                .as(room.token())
                .send(Map.of("links", List.of()))
                .pointers())
        .containsExactly("/links");
  }
}
