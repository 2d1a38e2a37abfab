package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words that nobody wants are masked, held or refused, as the presenter of a room decides. */
class WordCallsTest extends CallsTest {
  private Got rules(Map<String, ?> change) {
    return hub.ask("PUT", room.path() + "/word-rules").as(room.token()).send(change);
  }

  private void mode(String mode) {
    assertThat(rules(Map.of("mode", mode, "languages", List.of("en"))).at("mode")).isEqualTo(mode);
  }

  private String open(String method, Map<String, ?> settings) {
    return open(method, List.of(), settings);
  }

  private Got cast(String poll, String voter, Map<String, ?> ballot) {
    return hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot));
  }

  private String result(String poll) {
    hub.post(poll + "/close").as(room.token()).send();
    return hub.get(poll + "/result").as(room.token()).send().at("result").toString();
  }

  @Test
  void aMaskedTextIsAcknowledgedAndCountedOnce() {
    mode("mask");
    String poll = open("text", Map.of());
    String voter = hub.voter(room);

    Got first = cast(poll, voter, Map.of("text", "This is sh1t, really"));
    Got again = cast(poll, voter, Map.of("text", "This is sh1t, really"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.at("receipt")).isEqualTo(first.at("receipt"));
    assertThat(result(poll)).contains("This is ****, really").doesNotContain("sh1t");
  }

  @Test
  void maskedWordsOfACloudNeverMakeABallotInvalid() {
    mode("mask");
    String poll = open("words", Map.of());

    Got got = cast(poll, hub.voter(room), Map.of("words", List.of("shit", "fuck", "fun")));

    assertThat(got.status()).as(got.text()).isEqualTo(201);
    assertThat(result(poll)).contains("****", "fun").doesNotContain("shit");
  }

  @Test
  void whatIsRefusedIsToldByACodeOverHttpAndWebSocket() {
    mode("refuse");
    String poll = open("text", Map.of());
    assertThat(cast(poll, hub.voter(room), Map.of("text", "Shit!")).at("code"))
        .isEqualTo("unwanted-words");
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port)) {
      voter.join(room.code());
      String id = poll.substring(poll.lastIndexOf('/') + 1);
      voter.send(Map.of("type", "vote", "id", "1", "poll", id, "ballot", Map.of("text", "Shit!")));

      Map<String, Object> error = voter.await("error");

      assertThat(error).containsEntry("code", "unwanted-words").containsEntry("retry", false);
    }
    assertThat(cast(poll, hub.voter(room), Map.of("text", "Scunthorpe")).status()).isEqualTo(201);
  }

  @Test
  void presentersAloneSeeWhyATextShouldBeLookedAt() {
    String poll = open("text", Map.of("moderated", true));
    String voter = hub.voter(room);

    assertThat(cast(poll, voter, Map.of("text", "sh1t")).status()).isEqualTo(201);

    assertThat(cast(poll, voter, Map.of("text", "a", "held", "b")).at("code"))
        .isEqualTo("bad-ballot");
    assertThat(hub.get(poll + "/result").as(room.token()).send().at("result").toString())
        .contains("text=sh1t", "held=shit", "state=pending");
    assertThat(hub.get(poll + "/result").send().at("result").toString()).doesNotContain("shit");
    Map<?, ?> result = (Map<?, ?>) hub.get(poll + "/result").as(room.token()).send().at("result");
    Object entry = ((Map<?, ?>) ((List<?>) result.get("entries")).get(0)).get("id");
    hub.post(poll + "/entries/" + entry).as(room.token()).send(Map.of("state", "approved"));
    assertThat(hub.get(poll + "/result").send().at("result").toString())
        .contains("text=sh1t")
        .doesNotContain("held");
  }

  @Test
  void aHeldQuestionWaitsAlsoWhereOthersDoNot() {
    mode("hold");
    String poll = open("questions", Map.of("names", "optional"));
    String voter = hub.voter(room);

    Got held =
        hub.post(poll + "/entries")
            .as(voter)
            .send(Map.of("slot", 1, "text", "Why this shit?", "name", "Bitch"));
    Got fine = hub.post(poll + "/entries").as(voter).send(Map.of("slot", 2, "text", "Why?"));

    assertThat(held.at("state")).isEqualTo("pending");
    assertThat(fine.at("state")).isEqualTo("live");
    assertThat(hub.get(poll + "/entries").as(room.token()).send().text())
        .contains("\"held\":\"shit\"")
        .doesNotContain("Bitch");
    assertThat(hub.get(poll + "/entries").as(voter).send().text()).doesNotContain("held");
  }

  @Test
  void aBadNameBecomesANeutralOne() {
    mode("refuse");
    String voter = hub.voter(room);

    Got named = hub.ask("PUT", room.path() + "/player").as(voter).send(Map.of("name", "Sh1thead"));
    Got bad =
        hub.ask("PUT", room.path() + "/player").as(hub.voter(room)).send(Map.of("name", "F*ck"));
    Got good = hub.ask("PUT", room.path() + "/player").as(voter).send(Map.of("name", "Ada"));

    assertThat(named.status()).isEqualTo(200);
    assertThat(bad.at("named")).isEqualTo(true);
    assertThat(bad.at("name").toString()).doesNotContain("*").matches("[A-Z]\\w+ [A-Z]\\w+");
    assertThat(good.at("name")).isEqualTo("Ada");
  }

  @Test
  void rulesAreCheckedKeptAndForThoseWhoLead() {
    assertThat(rules(Map.of("words", List.of("Brexit"), "rev", 0)).at("rev")).isEqualTo(1);
    assertThat(rules(Map.of("words", List.of("Brexit"), "rev", 0)).status()).isEqualTo(200);
    assertThat(rules(Map.of("mode", "off", "rev", 0)).at("code")).isEqualTo("conflict");
    assertThat(rules(Map.of("mode", "loud")).at("code")).isEqualTo("bad-request");
    assertThat(rules(Map.of("languages", List.of("xx"))).at("code")).isEqualTo("bad-request");
    assertThat(rules(Map.of("words", List.of("x".repeat(41)))).at("code")).isEqualTo("bad-request");
    assertThat(rules(Map.of("words", Collections.nCopies(101, "x"))).status()).isEqualTo(422);
    assertThat(hub.ask("PUT", room.path() + "/word-rules").send(Map.of()).status()).isEqualTo(401);
    assertThat(hub.get(room.path()).as(room.token()).send().text()).contains("Brexit");
    assertThat(hub.get(room.path()).send().text())
        .doesNotContain("Brexit")
        .doesNotContain("wordRules");
  }
}
