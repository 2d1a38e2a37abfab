package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Questions from the floor, over real sockets. */
@Tag("slow")
class QuestionsTest extends OneRoomHub {
  private int asks;

  private String open(Map<String, Object> settings) {
    Map<String, Object> made =
        hub.post(
            "/api/v1/rooms/" + room.code() + "/polls",
            room.token(),
            Map.of("question", "Your questions", "method", "questions", "settings", settings));
    String poll = (String) made.get("id");
    hub.step(room, poll, "open", Map.of());
    return poll;
  }

  private Map<String, Object> ask(VoterClient voter, String poll, int slot, String text) {
    return ask(voter, poll, slot, text, Map.of());
  }

  private Map<String, Object> ask(
      VoterClient voter, String poll, int slot, String text, Map<String, Object> more) {
    String id = "ask" + asks++;
    Map<String, Object> message = new HashMap<>(more);
    message.putAll(Map.of("type", "ask", "id", id, "poll", poll, "slot", slot, "text", text));
    voter.send(message);
    return voter.await(answer -> id.equals(answer.get("id")));
  }

  private Map<String, Object> support(VoterClient voter, String poll, Object... entries) {
    String id = voter.nextVoteId();
    voter.send(
        Map.of("type", "vote", "id", id, "poll", poll, "ballot", Map.of("up", List.of(entries))));
    return voter.await(answer -> id.equals(answer.get("id")));
  }

  private String entries(String poll) {
    return "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/entries";
  }

  private Map<String, Object> mark(String poll, Object entry, Map<String, Object> mark) {
    return hub.post(entries(poll) + "/" + entry, room.token(), mark);
  }

  private VoterClient presenter() {
    VoterClient presenter = hub.connect();
    presenter.join(room.code(), Optional.of(room.token()));
    return presenter;
  }

  private static Map<String, Object> awaitEntries(VoterClient client, String text) {
    return client.await(
        message -> message.get("type").equals("entries") && message.toString().contains(text));
  }

  private static Map<String, Object> json(HttpResponse<String> response) {
    try {
      return Json.readObject(response.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(response.body(), fault);
    }
  }

  @Test
  void everybodySeesAQuestionAndItsSupportGrow() {
    String poll = open(Map.of());
    VoterClient author = hub.join(room);
    VoterClient other = hub.join(room);
    VoterClient presenter = presenter();

    Map<String, Object> asked = ask(author, poll, 1, "Why\nnow?");

    assertThat(asked)
        .containsEntry("type", "asked")
        .containsEntry("state", "live")
        .doesNotContainKey("existing");
    Object entry = asked.get("entry");
    assertThat(awaitEntries(other, "Why").get("changed").toString())
        .contains("id=" + entry, "text=Why\nnow?", "score=0")
        .doesNotContain("author", "up=");
    assertThat(awaitEntries(presenter, "Why").get("changed").toString()).contains("up=0");

    assertThat(support(other, poll, entry)).containsEntry("type", "ack");
    support(author, poll, entry);
    Map<String, Object> tally = author.awaitTally(2);
    assertThat(tally.get("result").toString())
        .contains("id=" + entry, "score=2")
        .doesNotContain("up=");
    assertThat(presenter.awaitTally(2).get("result").toString()).contains("up=2, down=0, score=2");

    Map<String, Object> joined = hub.connect().join(room.code());
    assertThat(joined.get("entries").toString()).contains("Why\nnow?", "score=2", "more=0");
    assertThat(hub.csv("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token()))
        .contains("id,at,text,name,state,score,up,down,reply", "live,2,2,0");
  }

  @Test
  void slotsAreTheLimitAndARetryChangesNothing() {
    String poll = open(Map.of());
    VoterClient voter = hub.join(room);

    Map<String, Object> first = ask(voter, poll, 1, "One?");
    Map<String, Object> again = ask(voter, poll, 1, "One?");
    ask(voter, poll, 2, "Two?");
    ask(voter, poll, 3, "Three?");

    assertThat(again.get("entry")).isEqualTo(first.get("entry"));
    assertThat(ask(voter, poll, 4, "Four?")).containsEntry("code", "bad-ballot");
    assertThat(ask(voter, poll, 1, "Another?")).containsEntry("code", "conflict");
    assertThat((List<?>) hub.get(entries(poll), room.token()).get("entries")).hasSize(3);
  }

  @Test
  void aVoterWithdrawsItsOwnQuestionsOnly() {
    String poll = open(Map.of());
    VoterClient author = hub.connect();
    String token = (String) author.join(room.code()).get("token");
    VoterClient other = hub.connect();
    String stranger = (String) other.join(room.code()).get("token");
    Object entry = ask(author, poll, 1, "Why?").get("entry");
    awaitEntries(other, "Why?");

    assertThat(hub.call("DELETE", entries(poll) + "/" + entry, stranger, null).statusCode())
        .isEqualTo(403);
    assertThat(hub.call("DELETE", entries(poll) + "/" + entry, token, null).statusCode())
        .isEqualTo(204);
    assertThat(hub.call("DELETE", entries(poll) + "/" + entry, token, null).statusCode())
        .isEqualTo(204);

    assertThat(other.await("entries"))
        .containsEntry("changed", List.of())
        .containsEntry("removed", List.of(entry));
    assertThat(ask(author, poll, 1, "Another?")).containsEntry("state", "live");
  }

  @Test
  void aPendingQuestionIsInNoFrameOfVoters() {
    String poll = open(Map.of("moderated", true));
    VoterClient author = hub.connect();
    String token = (String) author.join(room.code()).get("token");
    VoterClient other = hub.join(room);
    VoterClient presenter = presenter();

    Map<String, Object> asked = ask(author, poll, 1, "Secret plans?");
    Object entry = asked.get("entry");
    assertThat(asked).containsEntry("state", "pending");
    awaitEntries(presenter, "Secret");
    assertThat(ask(author, poll, 1, "Public plans?").get("entry")).isEqualTo(entry);
    awaitEntries(presenter, "Public");
    support(author, poll, entry);
    presenter.awaitTally(1);
    Map<String, Object> joined = hub.connect().join(room.code());
    other.awaitTally(1);
    mark(poll, ask(author, poll, 2, "Shown?").get("entry"), Map.of("state", "live"));
    awaitEntries(other, "Shown?");

    assertThat(joined.toString() + other.drain()).doesNotContain("plans", entry.toString());
    assertThat(author.drain().toString()).doesNotContain("plans");
    assertThat(hub.get(entries(poll), null).toString()).doesNotContain("plans", entry.toString());
    assertThat(hub.get(entries(poll), token).get("mine").toString())
        .contains("slot=1", "state=pending", "text=Public plans?", "slot=2", "state=live");
    assertThat(hub.connect().join(room.code(), Optional.of(token)).get("asked").toString())
        .contains("slot=1", "state=pending", "text=Public plans?");
    assertThat(
            hub.get("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", token)
                .toString())
        .doesNotContain(entry.toString());
  }

  @Test
  void thePresenterPinsRepliesAndPutsAside() {
    String poll = open(Map.of());
    VoterClient voter = hub.join(room);
    Object one = ask(voter, poll, 1, "One?").get("entry");
    Object two = ask(voter, poll, 2, "Two?").get("entry");

    mark(poll, one, Map.of("pinned", true));
    Map<String, Object> marked =
        mark(poll, two, Map.of("pinned", true, "state", "answered", "reply", "Tomorrow."));

    assertThat(marked)
        .containsEntry("state", "answered")
        .containsEntry("pinned", true)
        .containsEntry("reply", "Tomorrow.");
    assertThat(awaitEntries(voter, "Tomorrow.").toString()).contains("state=answered");
    assertThat(hub.get(entries(poll), null).toString().split("pinned", -1)).hasSize(2);
    mark(poll, two, Map.of("state", "hidden"));
    voter.await(message -> List.of(two).equals(message.get("removed")));
    assertThat(hub.get(entries(poll), null).toString()).contains("One?").doesNotContain("Two?");
    assertThat(
            hub.call("POST", entries(poll) + "/" + two, room.token(), "{\"pinned\":true}")
                .statusCode())
        .isEqualTo(422);
    assertThat(
            hub.call("POST", entries(poll) + "/" + one, room.token(), "{\"state\":\"pending\"}")
                .statusCode())
        .isEqualTo(422);
    Map<String, Object> both =
        hub.post(
            entries(poll), room.token(), Map.of("entries", List.of(one, two), "state", "archived"));
    assertThat(both.toString()).contains("One?", "Two?", "archived").doesNotContain("pinned");
  }

  @Test
  void theSameTextAgainIsAnsweredWithTheQuestionThatExists() {
    String poll = open(Map.of("names", "optional"));
    VoterClient author = hub.join(room);
    VoterClient other = hub.join(room);
    Object entry = ask(author, poll, 1, "Why now?", Map.of("name", "Ada")).get("entry");

    Map<String, Object> again = ask(other, poll, 1, "WHY  NOW?");

    assertThat(again).containsEntry("entry", entry).containsEntry("existing", true);
    assertThat(hub.get(entries(poll), null).toString()).contains("name=Ada");
    mark(poll, entry, Map.of("state", "hidden"));
    assertThat(ask(other, poll, 1, "why now?"))
        .containsEntry("state", "pending")
        .doesNotContainKey("existing");
  }

  @Test
  void httpAsksAsTheSocketDoes() {
    String poll = open(Map.of("downvotes", true));
    String token =
        (String) hub.post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of()).get("token");

    Map<String, Object> asked =
        hub.post(entries(poll), token, Map.of("slot", 1, "text", "By HTTP?"));
    HttpResponse<String> unnamed =
        hub.call("POST", entries(poll), token, "{\"slot\":2,\"text\":\"Named?\",\"name\":\"Ada\"}");
    HttpResponse<String> nobody =
        hub.call("POST", entries(poll), null, "{\"slot\":1,\"text\":\"Who?\"}");

    assertThat(asked).containsEntry("state", "live").doesNotContainKey("id");
    assertThat(json(unnamed)).containsEntry("code", "bad-ballot");
    assertThat(json(nobody)).containsEntry("code", "bad-token");
    hub.post(
        "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots",
        token,
        Map.of("ballot", Map.of("down", List.of(asked.get("entry")))));
    assertThat(hub.get(entries(poll), null).toString()).contains("score=-1").doesNotContain("up=");
  }

  @Test
  void aResetForgetsTheQuestionsAndAClosedPollTakesNone() {
    String poll = open(Map.of());
    VoterClient voter = hub.join(room);
    Object entry = ask(voter, poll, 1, "One?").get("entry");
    hub.step(room, poll, "close", Map.of());

    assertThat(ask(voter, poll, 2, "Two?")).containsEntry("code", "not-open");
    assertThat(mark(poll, entry, Map.of("reply", "Yes."))).containsEntry("reply", "Yes.");
    hub.step(room, poll, "reopen", Map.of());
    assertThat(hub.get(entries(poll), null).toString()).contains("One?");
    hub.step(room, poll, "reset", Map.of());
    hub.step(room, poll, "open", Map.of());

    assertThat(hub.get(entries(poll), null)).containsEntry("entries", List.of());
    assertThat(hub.connect().join(room.code()).get("entries").toString()).contains("entries=[]");
    voter.await(
        message -> message.get("type").equals("poll") && message.toString().contains("run=2"));
    assertThat(ask(voter, poll, 1, "One?").get("entry")).isNotEqualTo(entry);
  }

  @Test
  void voterGetsChangedTextsOnceASecondAndAnOldClientTheWholeList() throws InterruptedException {
    Map<String, Object> made =
        hub.post(
            "/api/v1/rooms/" + room.code() + "/polls",
            room.token(),
            Map.of("question", "Ideas", "method", "text"));
    String poll = (String) made.get("id");
    hub.step(room, poll, "open", Map.of());
    VoterClient changes = hub.connect();
    changes.send(Map.of("type", "join", "room", room.code(), "entries", true));
    changes.await("joined");
    VoterClient old = hub.join(room);
    List<VoterClient> writers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      writers.add(hub.join(room));
    }
    changes.drain();
    old.drain();

    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      writers
          .get(i)
          .send(
              Map.of(
                  "type", "vote", "id", "v", "poll", poll, "ballot", Map.of("text", "Idea " + i)));
      writers.get(i).await(answer -> "v".equals(answer.get("id")));
      TimeUnit.MILLISECONDS.sleep(100);
    }
    List<Map<String, Object>> light = new ArrayList<>();
    List<Map<String, Object>> told = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!told.toString().contains("Idea 19") && System.nanoTime() < until) {
      Map<String, Object> message =
          changes.await(each -> List.of("tally", "entries").contains(each.get("type")));
      (message.get("type").equals("tally") ? light : told).add(message);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + 2;
    Map<String, Object> whole = old.awaitTally(20);

    assertThat(told.size()).as("changes in %d s", seconds).isBetween(2, (int) seconds);
    assertThat(light.size()).isBetween(2, (int) seconds);
    assertThat(light.get(light.size() - 1).toString()).doesNotContain("entries=");
    for (int i = 0; i < 20; i++) {
      assertThat((light.toString() + told).split("text=Idea " + i + "[,}]", -1)).hasSize(2);
      assertThat(whole.get("result").toString()).contains("Idea " + i);
    }
    hub.step(room, poll, "close", Map.of());
    assertThat(old.awaitFinalTally().get("result").toString()).contains("Idea 0", "Idea 19");
  }

  @Test
  void theWholeListIsReadInPages() {
    String poll = open(Map.of("perVoter", 10));
    List<Object> asked = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      VoterClient author = hub.join(room);
      for (int slot = 1; slot <= 10; slot++) {
        asked.add(ask(author, poll, slot, "Question " + slot + " of " + i).get("entry"));
      }
      author.close();
    }

    Map<String, Object> first = hub.get(entries(poll), null);
    Map<String, Object> second = hub.get(entries(poll) + "?after=" + first.get("next"), null);

    List<Object> read = new ArrayList<>(ids(first));
    assertThat(read).hasSize(200);
    read.addAll(ids(second));
    assertThat(read).doesNotHaveDuplicates().hasSameElementsAs(asked);
    assertThat(second).doesNotContainKey("next");
  }

  private static List<Object> ids(Map<String, Object> page) {
    List<Object> ids = new ArrayList<>();
    ((List<?>) page.get("entries")).forEach(each -> ids.add(((Map<?, ?>) each).get("id")));
    return ids;
  }
}
