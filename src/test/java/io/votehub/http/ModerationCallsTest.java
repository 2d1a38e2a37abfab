package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Voters see texts of others once the presenter has approved them. */
class ModerationCallsTest extends CallsTest {
  private String poll;

  @BeforeEach
  void openPoll() {
    poll = make(true);
  }

  private String make(boolean moderated) {
    Map<String, Object> draft =
        Map.of("question", "Why?", "method", "text", "settings", Map.of("moderated", moderated));
    Object id = hub.post(room.path() + "/polls").as(room.token()).send(draft).at("id");
    String path = room.path() + "/polls/" + id;
    step(path, "open");
    return path;
  }

  private String say(String text) {
    String voter = hub.voter(room);
    say(voter, text);
    return voter;
  }

  private void say(String voter, String text) {
    Map<String, Object> ballot = Map.of("ballot", Map.of("text", text));
    assertThat(hub.post(poll + "/ballots").as(voter).send(ballot).status()).isEqualTo(201);
  }

  private Got mark(String text, String state) {
    return hub.post(poll + "/entries/" + id(text)).as(room.token()).send(Map.of("state", state));
  }

  private String id(String text) {
    return (String)
        entries(presented()).stream()
            .filter(entry -> text.equals(entry.get("text")))
            .findFirst()
            .orElseThrow()
            .get("id");
  }

  private Map<String, Object> presented() {
    return hub.get(poll + "/result").as(room.token()).send().json();
  }

  private Map<String, Object> seen() {
    return hub.get(poll + "/result").send().json();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(Map<String, Object> tally) {
    return (List<Map<String, Object>>) ((Map<String, Object>) tally.get("result")).get("entries");
  }

  private static List<String> lines(Map<String, Object> tally) {
    return entries(tally).stream().map(e -> e.get("text") + " " + e.get("state")).toList();
  }

  private static long rev(Map<String, Object> tally) {
    return ((Number) tally.get("rev")).longValue();
  }

  @Test
  void votersSeeApprovedEntriesAndThePresenterSeesAllWithTheirState() {
    say("one");
    say("two");
    say("three");
    assertThat(lines(seen())).isEmpty();

    Got approved = mark("one", "approved");
    mark("two", "starred");
    mark("three", "hidden");

    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    assertThat(lines(approved.json()))
        .containsExactlyInAnyOrder("one approved", "two pending", "three pending");
    assertThat(lines(seen())).containsExactlyInAnyOrder("one approved", "two starred");
    assertThat(lines(presented()))
        .containsExactlyInAnyOrder("one approved", "two starred", "three hidden");
    assertThat(seen()).containsEntry("ballots", 3);
    mark("one", "hidden");
    assertThat(lines(seen())).containsExactly("two starred");
  }

  @Test
  void anApprovalIsSentLiveAndPendingEntriesAreNot() {
    try (VoterClient screen = VoterClient.connect(hub.vertx, hub.port);
        VoterClient presenter = VoterClient.connect(hub.vertx, hub.port)) {
      screen.join(room.code());
      presenter.join(room.code(), Optional.of(room.token()));
      say("rude");
      say("kind");
      presenter.awaitTally(1);
      screen.awaitTally(1);

      mark("kind", "approved");

      Map<String, Object> shown =
          screen.await(m -> "tally".equals(m.get("type")) && !entries(m).isEmpty());
      assertThat(lines(shown)).containsExactly("kind approved");
      Map<String, Object> led =
          presenter.await(m -> "tally".equals(m.get("type")) && lines(m).contains("kind approved"));
      assertThat(lines(led)).contains("rude pending");
      assertThat(screen.drain().toString()).doesNotContain("rude");
    }
    try (VoterClient late = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(late.join(room.code()).toString()).contains("kind").doesNotContain("rude");
    }
  }

  @Test
  void aChangedEntryIsPendingAgain() {
    String voter = say("fine");
    mark("fine", "approved");

    hub.clock.advance(1);
    say(voter, "not so fine");

    assertThat(lines(seen())).isEmpty();
    assertThat(lines(presented())).containsExactly("not so fine pending");
  }

  @Test
  void moderatingAClosedPollChangesTheRevisionOfItsResult() {
    say("late");
    step(poll, "close");
    long before = rev(presented());

    mark("late", "approved");

    assertThat(lines(seen())).containsExactly("late approved");
    assertThat(seen()).containsEntry("final", true);
    assertThat(rev(seen())).isGreaterThan(before);
    step(poll, "reopen");
    assertThat(lines(seen())).containsExactly("late approved");
    assertThat(rev(seen())).isGreaterThan(before + 1);
  }

  @Test
  void aResetDiscardsApprovals() {
    say("old");
    mark("old", "approved");

    step(poll, "reset");
    step(poll, "open");

    assertThat(lines(seen())).isEmpty();
    assertThat(lines(presented())).isEmpty();
  }

  @Test
  void csvExportsAreModeratedToo() {
    say("shown");
    say("kept back");
    mark("shown", "approved");

    String table = hub.get(poll + "/result").with("Accept", "text/csv").send().text();

    assertThat(table).startsWith("at,text\r\n").contains("shown").doesNotContain("kept back");
    assertThat(hub.get(poll + "/result").as(room.token()).with("Accept", "text/csv").send().text())
        .startsWith("at,text,state\r\n")
        .contains("kept back,pending");
  }

  @Test
  void severalEntriesAreApprovedAtOnceAndMissingOnesIgnored() {
    say("one");
    say("two");
    say("three");
    String all = poll + "/entries";
    List<String> ids = List.of(id("one"), "gone", id("three"));

    Got done = hub.post(all).as(room.token()).send(Map.of("entries", ids, "state", "approved"));

    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(lines(seen())).hasSize(2);
    for (Object wrong : List.of(List.of(), List.of(1), "x")) {
      Got refused =
          hub.post(all).as(room.token()).send(Map.of("entries", wrong, "state", "approved"));
      assertThat(refused.pointers()).containsExactly("/entries");
    }
    Got none =
        hub.post(all).as(room.token()).send(Map.of("entries", List.of("x"), "state", "hidden"));
    assertThat(none.status()).isEqualTo(422);
  }

  @Test
  void onlyThePresenterModeratesAndOnlyModeratedPolls() {
    String voter = say("x");
    Map<String, String> approved = Map.of("state", "approved");
    String entry = poll + "/entries/" + id("x");

    assertThat(hub.post(entry).as(voter).send(approved).status()).isEqualTo(403);
    assertThat(hub.post(entry).as(room.token()).send(Map.of("state", "pending")).pointers())
        .containsExactly("/state");
    assertThat(hub.post(poll + "/entries/none").as(room.token()).send(approved).status())
        .isEqualTo(422);
    assertThat(lines(seen())).isEmpty();
    String open = make(false);
    assertThat(hub.post(open + "/entries/none").as(room.token()).send(approved).status())
        .isEqualTo(422);
  }
}
