package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The WebSocket side of the contract, over real sockets: what those in a room do and see.
 *
 * @see ClientConnectionsTest
 */
@Tag("slow")
class AudienceTest extends OneRoomHub {
  @Test
  void joinedHasEverythingNeededToShowTheRoom() {
    String poll = hub.openPoll(room, Map.of());
    hub.draft(room, Map.of());

    Map<String, Object> joined = hub.connect().join(room.code().toLowerCase(Locale.ROOT));

    assertThat(joined).containsEntry("role", "voter").containsKeys("voter", "token", "now");
    assertThat(joined.get("room"))
        .isEqualTo(
            Map.of(
                "code",
                room.code(),
                "title",
                "A room",
                "stage",
                Map.of("follow", true, "rev", 0),
                "reactions",
                Map.of("emoji", List.of("👏", "🎉", "❤️", "😂", "😮"), "toVoters", false)));
    assertThat(joined.get("polls")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
    assertThat(joined.get("tallies")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
    assertThat(joined.get("ballots")).isEqualTo(Map.of());
    assertThat(joined.toString()).contains(poll);
  }

  @Test
  void aVoteIsAcknowledgedAndEverybodySeesTheTallyGrow() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);
    VoterClient other = hub.join(room);

    Map<String, Object> ack = voter.vote(poll, "b");

    assertThat(ack).containsEntry("type", "ack").containsEntry("poll", poll);
    assertThat((String) ack.get("receipt")).isNotBlank();
    Map<String, Object> tally = other.awaitTally(1);
    assertThat((Long) tally.get("rev")).isGreaterThanOrEqualTo((Long) ack.get("rev"));
    assertThat(tally.get("result").toString()).contains("id=b, votes=1");
    assertThat(tally).containsEntry("final", false);
  }

  @Test
  void aRepeatedVoteGetsTheSameReceiptAndCountsOnce() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient first = hub.connect();
    String token = (String) first.join(room.code()).get("token");
    Map<String, Object> ack = first.vote(poll, "a");

    VoterClient tab = hub.connect();
    Map<String, Object> joined = tab.join(room.code(), Optional.of(token));
    Map<String, Object> again = tab.vote(poll, "a");

    assertThat(joined.get("ballots")).isEqualTo(Map.of(poll, Map.of("choice", "a")));
    assertThat(again.get("rev")).isEqualTo(ack.get("rev"));
    assertThat(again.get("receipt")).isEqualTo(ack.get("receipt"));
    assertThat(result(poll)).containsEntry("ballots", 1);
  }

  @Test
  void aVoteCanBeChangedUnlessThePollForbidsIt() {
    String free = hub.openPoll(room, Map.of());
    String once = hub.openPoll(room, Map.of("change", false));
    VoterClient voter = hub.join(room);

    voter.vote(free, "a");
    voter.vote(free, "b");
    voter.vote(once, "a");
    Map<String, Object> refused = voter.vote(once, "b");

    assertThat(result(free).get("result").toString()).contains("id=a, votes=0", "id=b, votes=1");
    assertThat(refused).containsEntry("code", "already-voted").containsEntry("retry", false);
    assertThat(result(once).get("result").toString()).contains("id=a, votes=1");
  }

  @Test
  void otherConnectionsOfTheVoterReceiveTheBallot() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient tab = hub.connect();
    String token = (String) tab.join(room.code()).get("token");
    VoterClient other = hub.connect();
    other.join(room.code(), Optional.of(token));
    VoterClient stranger = hub.join(room);
    try (EventClient events = EventClient.open(hub.port(), room.code(), token)) {
      events.await("joined");

      Map<String, Object> ack = tab.vote(poll, "a");

      Map<String, Object> told =
          other.await(m -> m.get("type").equals("ballot") && m.get("receipt") != null);
      assertThat(told)
          .containsEntry("poll", poll)
          .containsEntry("ballot", Map.of("choice", "a"))
          .containsEntry("receipt", ack.get("receipt"));
      // What was counted while it joined may be told before, by the ballot alone.
      assertThat(events.await(m -> m.get("type").equals("ballot") && m.get("receipt") != null))
          .isEqualTo(told);

      Map<String, Object> byCall =
          hub.post(ballotsOf(poll), token, Map.of("ballot", Map.of("choice", "b")));
      // A ballot may be told more than once, so each waits for the one that is meant.
      Predicate<Map<String, Object>> ofCall =
          m -> m.get("type").equals("ballot") && byCall.get("receipt").equals(m.get("receipt"));
      assertThat(tab.await(ofCall))
          .isEqualTo(other.await(ofCall))
          .isEqualTo(events.await(ofCall))
          .containsEntry("ballot", Map.of("choice", "b"));

      assertThat(other.withdraw(poll)).containsEntry("type", "ack");
      Predicate<Map<String, Object>> takenBack =
          m -> m.get("type").equals("ballot") && m.get("ballot") == null;
      assertThat(tab.await(takenBack)).containsEntry("ballot", null);
      assertThat(events.await(takenBack)).containsEntry("ballot", null);
    }
    for (VoterClient each : List.of(tab, other, stranger)) {
      each.send(Map.of("type", "ping", "id", "last"));
      assertThat(each.await(m -> !Set.of("tally", "presence").contains(m.get("type"))))
          .containsEntry("type", "pong");
    }
  }

  private String ballotsOf(String poll) {
    return "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots";
  }

  @Test
  void concurrentVotesOnTwoConnectionsOfAVoterConverge() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient one = hub.connect();
    String token = (String) one.join(room.code()).get("token");
    VoterClient two = hub.connect();
    two.join(room.code(), Optional.of(token));

    // More than a voter may cast at once, so that some are counted in the place of others.
    for (int i = 0; i < 8; i++) {
      one.sendVote(poll, i % 2 == 0 ? "a" : "b");
      two.sendVote(poll, i % 2 == 0 ? "b" : "c");
    }

    List<Map<String, Object>> toOne = untilAnswered(one, "v8");
    List<Map<String, Object>> toTwo = untilAnswered(two, "v8");
    VoterClient third = hub.connect();
    Map<?, ?> standing = (Map<?, ?>) third.join(room.code(), Optional.of(token)).get("ballots");
    Object choice = ((Map<?, ?>) standing.get(poll)).get("choice");
    awaitShown(one, toOne, "b", choice);
    awaitShown(two, toTwo, "c", choice);
  }

  private static List<Map<String, Object>> untilAnswered(VoterClient client, String vote) {
    List<Map<String, Object>> heard = new ArrayList<>();
    client.await(
        message -> {
          heard.add(message);
          return vote.equals(message.get("id"));
        });
    return heard;
  }

  /** Waits until a page that was told this would show that ballot: its own last one, or a newer. */
  private static void awaitShown(
      VoterClient client, List<Map<String, Object>> heard, String own, Object wanted) {
    Object shown = shown(heard, own);
    while (!wanted.equals(shown)) {
      heard.add(client.await("ballot"));
      shown = shown(heard, own);
    }
    client.send(Map.of("type", "ping", "id", "p"));
    client.await(
        message -> {
          heard.add(message);
          return "pong".equals(message.get("type"));
        });
    assertThat(shown(heard, own)).isEqualTo(wanted);
  }

  private static Object shown(List<Map<String, Object>> heard, String own) {
    Object shown = null;
    for (Map<String, Object> message : heard) {
      if ("ballot".equals(message.get("type"))) {
        shown = ((Map<?, ?>) message.get("ballot")).get("choice");
      } else if ("ack".equals(message.get("type")) && "v8".equals(message.get("id"))) {
        shown = own;
      }
    }
    return shown;
  }

  @Test
  void aVoteIsWithdrawnByWebSocketOrHttpWhereChangesAreAllowed() {
    String free = hub.openPoll(room, Map.of());
    String once = hub.openPoll(room, Map.of("change", false));
    VoterClient voter = hub.connect();
    String token = (String) voter.join(room.code(), Optional.empty()).get("token");
    voter.vote(free, "a");
    voter.vote(once, "a");

    Map<String, Object> taken = voter.withdraw(free);
    Map<String, Object> refused = voter.withdraw(once);

    assertThat(taken).containsEntry("type", "ack").containsKey("receipt");
    assertThat(refused).containsEntry("code", "already-voted");
    assertThat(result(free)).containsEntry("ballots", 0);
    assertThat(result(once)).containsEntry("ballots", 1);
    VoterClient tab = hub.connect();
    assertThat(tab.join(room.code(), Optional.of(token)).get("ballots"))
        .isEqualTo(Map.of(once, Map.of("choice", "a")));
    Map<String, Object> closed = hub.step(room, free, "close", Map.of());
    assertThat(closed).containsEntry("state", "closed");
    assertThat(result(free)).containsEntry("ballots", 0).containsEntry("final", true);
    assertThat(voter.withdraw(free)).containsEntry("type", "ack");
  }

  @Test
  void aVoteForTheRunBeforeAResetIsRefused() {
    String poll = hub.openPoll(room, Map.of("change", false));
    VoterClient voter = hub.join(room);
    hub.step(room, poll, "reset", Map.of());
    Map<String, Object> opened = hub.step(room, poll, "open", Map.of());

    Map<String, Object> refused = voter.vote(poll, 1, "a");
    Map<String, Object> counted = voter.vote(poll, (int) opened.get("run"), "a");

    assertThat(refused).containsEntry("code", "poll-changed").containsEntry("retry", false);
    assertThat(counted).containsEntry("type", "ack");
    assertThat(result(poll)).containsEntry("ballots", 1);
  }

  @Test
  void revisionsDoNotRevealTheNumberOfVotesOfAHiddenResult() {
    String poll = hub.openPoll(room, Map.of("results", "hidden"));
    VoterClient first = hub.join(room);
    String before = hub.connect().join(room.code()).get("polls").toString();
    Map<String, Object> ack = first.vote(poll, "a");
    for (int i = 0; i < 5; i++) {
      hub.join(room).vote(poll, "b");
    }
    VoterClient last = hub.connect();

    assertThat(last.join(room.code()).get("polls").toString()).isEqualTo(before);
    assertThat(last.vote(poll, "a").get("rev")).isEqualTo(ack.get("rev"));
    long hidden = ((Number) hub.step(room, poll, "hide", Map.of()).get("rev")).longValue();
    hub.join(room).vote(poll, "a");
    long again = ((Number) hub.step(room, poll, "hide", Map.of()).get("rev")).longValue();
    assertThat(again).isEqualTo(hidden + 1);
  }

  @Test
  void theLastTallyIsFinalAndRevisionsOnlyIncrease() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient onlooker = hub.join(room);
    for (int i = 0; i < 20; i++) {
      hub.join(room).vote(poll, i % 3 == 0 ? "a" : "b");
    }

    Map<String, Object> closed = hub.step(room, poll, "close", Map.of());
    List<Long> revisions = new ArrayList<>();
    Map<String, Object> last =
        onlooker.await(
            message -> {
              if ("tally".equals(message.get("type"))) {
                revisions.add((Long) message.get("rev"));
              }
              return Boolean.TRUE.equals(message.get("final"));
            });

    assertThat(closed).containsEntry("state", "closed");
    assertThat(last).containsEntry("ballots", 20);
    assertThat(revisions).isSorted().doesNotHaveDuplicates();
    assertThat(result(poll)).isEqualTo(last);
  }

  @Test
  void aTimedPollClosesItselfAndALateVoteIsAnsweredWithItsLateness() {
    String poll = hub.draft(room, Map.of());
    VoterClient voter = hub.join(room);
    hub.step(room, poll, "open", Map.of("seconds", 1));
    voter.await("poll");
    voter.vote(poll, "a");

    voter.awaitFinalTally();
    Map<String, Object> late = voter.vote(poll, "b");

    assertThat(late).containsEntry("code", "not-open").containsKey("lateMs");
    assertThat(voter.vote(poll, "a")).as("a repeat of what counted").containsEntry("type", "ack");
    assertThat(result(poll)).containsEntry("final", true).containsEntry("ballots", 1);
  }

  @Test
  void hiddenResultsAreSentToPresentersOnlyUntilRevealed() {
    String poll = hub.openPoll(room, Map.of("results", "hidden"));
    VoterClient voter = hub.connect();
    assertThat(voter.join(room.code()).get("tallies"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
    VoterClient presenter = hub.connect();
    presenter.join(room.code(), Optional.of(room.token()));

    voter.vote(poll, "c");
    presenter.awaitTally(1);
    assertThat(voter.drain()).noneMatch(message -> "tally".equals(message.get("type")));

    hub.step(room, poll, "reveal", Map.of());
    assertThat(voter.await("poll").toString()).contains("visible=true");
    voter.awaitTally(1);
  }

  @Test
  void draftsAreSentToPresentersOnlyAndAResetPollDisappearsForVoters() {
    VoterClient voter = hub.join(room);
    VoterClient presenter = hub.connect();
    assertThat(presenter.join(room.code(), Optional.of(room.token())))
        .containsEntry("role", "presenter")
        .doesNotContainKey("voter");

    String poll = hub.draft(room, Map.of());
    assertThat(presenter.await("poll").toString()).contains("state=draft");
    hub.step(room, poll, "open", Map.of());
    assertThat(voter.await("poll").toString()).contains("state=open");
    hub.step(room, poll, "reset", Map.of());
    assertThat(voter.await("poll").toString()).contains("state=draft");
    assertThat(voter.vote(poll, "a")).containsEntry("code", "not-open");
    hub.call("DELETE", "/api/v1/rooms/" + room.code() + "/polls/" + poll, room.token(), null);
    assertThat(voter.await("poll-deleted")).containsEntry("poll", poll);
  }

  @Test
  void presenceCountsAVoterWithManyTabsOnceAndWatchersNotAtAll() {
    VoterClient first = hub.connect();
    String token = (String) first.join(room.code()).get("token");
    for (int i = 0; i < 5; i++) {
      hub.connect().join(room.code(), Optional.of(token));
    }
    VoterClient watching = hub.connect();
    watching.send(Map.of("type", "join", "room", room.code(), "watch", true));
    assertThat(watching.await("joined")).doesNotContainKeys("voter", "token");

    hub.join(room);

    assertThat(watching.await(presence(2))).isNotNull();
    String poll = hub.openPoll(room, Map.of());
    watching.await("poll");
    assertThat(watching.vote(poll, "a")).containsEntry("code", "forbidden");
  }

  private static Predicate<Map<String, Object>> presence(int present) {
    return message ->
        "presence".equals(message.get("type")) && message.get("present").equals(present);
  }

  @Test
  void aPollOfAnotherRoomIsUnknownHere() {
    RunningHub.Room other = hub.room();
    String poll = hub.openPoll(other, Map.of());
    VoterClient voter = hub.join(room);

    assertThat(voter.vote(poll, "a")).containsEntry("code", "unknown-poll");
  }

  @Test
  void anInvalidBallotIsRefusedWithAReasonAndNotCounted() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);

    assertThat(voter.vote(poll, "z")).containsEntry("code", "bad-ballot");
    voter.sendText("{\"type\":\"vote\",\"id\":\"x\",\"poll\":\"" + poll + "\",\"ballot\":7}");
    assertThat(voter.await("error")).containsEntry("code", "bad-ballot").containsEntry("id", "x");
    assertThat(result(poll)).containsEntry("ballots", 0);
  }

  @Test
  void votesSentRightAfterTheJoinAreCounted() {
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.connect();

    voter.send(Map.of("type", "join", "room", room.code()));
    voter.sendVote(poll, "a");

    assertThat(voter.await("ack")).containsEntry("poll", poll);
  }

  @Test
  void manyVotesInFlightOnOneConnectionAreAllAnswered(@TempDir Path other) {
    Map<String, String> unlimited = new HashMap<>(settings());
    unlimited.put("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    hub.close();
    hub = new RunningHub(other, unlimited);
    room = hub.room();
    String poll = hub.openPoll(room, Map.of());
    VoterClient voter = hub.join(room);

    for (int i = 0; i < 5000; i++) {
      voter.sendVote(poll, i % 2 == 0 ? "a" : "b");
    }

    for (int i = 0; i < 5000; i++) {
      voter.await("ack");
    }
    assertThat(result(poll)).containsEntry("ballots", 1);
  }

  private Map<String, Object> result(String poll) {
    return hub.get("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token());
  }
}
