package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Closed ranked polls are counted by every rule for those who may see their result. */
class CompareCallsTest extends CallsTest {
  private String open(String method, Map<String, ?> settings) {
    return open(method, List.of("A", "B", "C"), settings);
  }

  private String cast(String poll, Map<String, ?> ballot) {
    String voter = hub.voter(room);
    cast(poll, voter, ballot);
    return voter;
  }

  private void cast(String poll, String voter, Map<String, ?> ballot) {
    Got got = hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", ballot));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
  }

  private void rank(String poll, Object... ranking) {
    cast(poll, Map.of("ranking", List.of(ranking)));
  }

  private Got compare(String poll) {
    return hub.get(poll + "/compare").as(hub.voter(room)).send();
  }

  private static Map<?, ?> rule(Got got, String name) {
    return (Map<?, ?>) ((Map<?, ?>) got.at("rules")).get(name);
  }

  @Test
  void rulesThatDifferAreShownWithTheirNumbers() {
    String poll = open("ranked", Map.of("abstain", true));
    for (int i = 0; i < 4; i++) {
      rank(poll, "a", "b");
    }
    for (int i = 0; i < 3; i++) {
      rank(poll, "c", "b");
    }
    rank(poll, "b", "c");
    rank(poll, "b", "c");
    cast(poll, Map.of("abstain", true));
    step(poll, "close");

    Got got = compare(poll);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.at("ballots")).isEqualTo(10);
    assertThat(got.at("abstained")).isEqualTo(1);
    assertThat(got.at("agree")).isEqualTo(false);
    assertThat(rule(got, "plurality").get("winners")).isEqualTo(List.of("a"));
    assertThat(rule(got, "plurality").get("votes")).isEqualTo(Map.of("a", 4, "b", 2, "c", 3));
    assertThat(rule(got, "irv").get("winners")).isEqualTo(List.of("c"));
    assertThat(((Map<?, ?>) got.at("condorcet")).get("winner")).isEqualTo("b");
  }

  @Test
  void aPollCountedInPairsIsComparedFromItsBallotsAsTheyStand() {
    String poll = open("ranked", Map.of("count", "schulze", "abstain", true));
    String changes = cast(poll, Map.of("ranking", List.of("c", "a", "b")));
    rank(poll, "a", "b", "c");
    cast(poll, Map.of("abstain", true));
    cast(poll, changes, Map.of("ranking", List.of("b", "a", "c")));
    step(poll, "close");

    Got strict = compare(poll);
    assertThat(rule(strict, "plurality").get("votes")).isEqualTo(Map.of("a", 1, "b", 1, "c", 0));
    assertThat(rule(strict, "irv").get("applicable")).isEqualTo(true);

    step(poll, "reopen");
    assertThat(compare(poll).at("code")).isEqualTo("bad-request");
    rank(poll, List.of("a", "b"), "c");
    step(poll, "close");

    Got tied = compare(poll);
    assertThat(rule(tied, "irv")).isEqualTo(Map.of("applicable", false, "reason", "ties"));
    assertThat(rule(tied, "borda").get("winners")).isEqualTo(List.of("a", "b"));
  }

  @Test
  void whoMayNotSeeTheResultMayNotCompareIt() {
    String poll = open("ranked", Map.of("results", "hidden"));
    rank(poll, "a");
    step(poll, "close");

    assertThat(compare(poll).at("code")).isEqualTo("forbidden");
    assertThat(hub.get(poll + "/compare").as(room.token()).send().status()).isEqualTo(200);
    step(poll, "reveal");
    assertThat(compare(poll).status()).isEqualTo(200);
  }

  @Test
  void theBigScreenShowsTheComparisonOfAPoll() {
    String poll = open("ranked", Map.of());
    String id = poll.substring(poll.lastIndexOf('/') + 1);

    Got staged =
        hub.ask("PUT", room.path() + "/stage").as(room.token()).send(Map.of("compare", id));

    assertThat(staged.status()).as(staged.text()).isEqualTo(200);
    assertThat(hub.get(room.path()).send().at("stage")).isEqualTo(Map.of("compare", id, "rev", 1));
  }

  @Test
  void pollsThatAreNotClosedOrNotRankedAreRefused() {
    String open = open("ranked", Map.of());
    String single = open("single", Map.of());
    step(single, "close");

    assertThat(compare(open).at("code")).isEqualTo("bad-request");
    assertThat(compare(single).at("code")).isEqualTo("bad-request");
    assertThat(compare(room.path() + "/polls/nothing").at("code")).isEqualTo("unknown-poll");
  }
}
