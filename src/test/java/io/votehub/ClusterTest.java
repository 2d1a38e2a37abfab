package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one Redis and one MongoDB act as one hub. */
@Tag("slow")
class ClusterTest {
  @TempDir private Path folder;
  private ClusterEngines engines;
  private RunningHub one;
  private RunningHub two;
  private RunningHub.Room room;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    one = new RunningHub(folder, engines.settings("one"));
    two = new RunningHub(folder, engines.settings("two"));
    room = one.room();
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    engines.close();
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static void awaitState(VoterClient voter, String state) {
    voter.await(
        message ->
            "poll".equals(message.get("type"))
                && ((Map<?, ?>) message.get("poll")).get("state").equals(state));
  }

  @Test
  void aVoteAndItsTokenAreValidOnEveryInstance() {
    VoterClient here = one.join(room);
    VoterClient there = two.connect();
    String token = (String) there.join(room.code()).get("token");
    // A tally by the other instance may come before the ack, and whoever waits for the ack passes
    // it over.
    VoterClient lookingOn = two.join(room);
    String poll = one.openPoll(room, Map.of());
    awaitState(here, "open");
    awaitState(there, "open");

    Map<String, Object> mine = here.vote(poll, "a");
    Map<String, Object> theirs = there.vote(poll, "b");

    assertThat(theirs.get("rev")).isEqualTo(mine.get("rev"));
    assertThat(theirs.get("receipt")).isNotEqualTo(mine.get("receipt"));
    assertThat(here.awaitTally(2).get("result")).isEqualTo(lookingOn.awaitTally(2).get("result"));
    there.close();
    VoterClient back = one.connect();
    Map<String, Object> joined = back.join(room.code(), Optional.of(token));
    assertThat(joined.get("ballots")).isEqualTo(Map.of(poll, Map.of("choice", "b")));
    assertThat(back.vote(poll, "b").get("receipt")).isEqualTo(theirs.get("receipt"));
  }

  @Test
  void tabsOfOneVoterOnTwoInstancesShowTheSameBallot() {
    String poll = one.openPoll(room, Map.of());
    VoterClient here = one.connect();
    String token = (String) here.join(room.code()).get("token");
    VoterClient there = two.connect();
    there.join(room.code(), Optional.of(token));

    // Of a vote that is cast while the instances still learn of the tabs, the receipt may be
    // missing.
    there.vote(poll, "b");
    awaitBallot(here, "b");
    here.vote(poll, "a");
    awaitBallot(there, "a");

    Map<String, Object> theirs = there.vote(poll, "c");
    assertThat(awaitBallot(here, "c")).containsEntry("receipt", theirs.get("receipt"));
    Map<String, Object> ours = here.vote(poll, "b");
    assertThat(awaitBallot(there, "b")).containsEntry("receipt", ours.get("receipt"));

    String ballots = "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots";
    there.close();
    two.post(ballots, token, Map.of("ballot", Map.of("choice", "c")));
    awaitBallot(here, "c");
    one.post(ballots, token, Map.of("ballot", Map.of("choice", "a")));
    awaitBallot(here, "a");
  }

  private static Map<String, Object> awaitBallot(VoterClient client, String choice) {
    return client.await(
        message ->
            "ballot".equals(message.get("type"))
                && Map.of("choice", choice).equals(message.get("ballot")));
  }

  @Test
  void aTimedPollClosesEvenIfTheInstanceThatOpenedItHasStopped() {
    VoterClient there = two.join(room);
    String poll = one.draft(room, Map.of());
    one.step(room, poll, "open", Map.of("seconds", 2));
    awaitState(there, "open");
    there.vote(poll, "c");

    one.stopHub();

    Map<String, Object> last = there.awaitFinalTally();
    assertThat(last.get("ballots")).isEqualTo(1);
  }

  @Test
  void aKeyReplacedOnOneInstanceIsInvalidOnTheOther() {
    VoterClient old = two.connect();
    old.join(room.code(), Optional.of(room.token()));

    Map<String, Object> answer =
        one.post("/api/v1/rooms/" + room.code() + "/token", room.token(), Map.of());

    String key = (String) answer.get("token");
    VoterClient presenter = two.connect();
    assertThat(presenter.join(room.code(), Optional.of(key))).containsEntry("role", "presenter");
    assertThat(old.awaitClose()).isEqualTo(4503);
    String again = "/api/v1/rooms/" + room.code() + "/token";
    assertThat(two.call("POST", again, room.token(), "{}").statusCode()).isEqualTo(401);
    presenter.send(Map.of("type", "ping"));
    assertThat(presenter.await("pong")).isNotNull();
  }

  @Test
  void aHelpersKeyCountsOnEveryInstanceUntilItIsRevokedOnOne() {
    String keys = "/api/v1/rooms/" + room.code() + "/keys";
    VoterClient owner = two.connect();
    owner.join(room.code(), Optional.of(room.token()));
    Map<String, Object> added = one.post(keys, room.token(), Map.of("role", "moderator"));
    String key = (String) added.get("token");
    VoterClient helper = two.connect();
    assertThat(helper.join(room.code(), Optional.of(key))).containsEntry("role", "moderator");

    assertThat(one.call("DELETE", keys + "/" + added.get("id"), room.token(), "").statusCode())
        .isEqualTo(204);

    assertThat(helper.awaitClose()).isEqualTo(4503);
    owner.send(Map.of("type", "ping"));
    assertThat(owner.await("pong")).isNotNull();
    VoterClient again = two.connect();
    again.send(Map.of("type", "join", "room", room.code(), "token", key));
    assertThat(again.await("error")).containsEntry("code", "bad-token");
  }

  @Test
  void theStageIsSharedByAllInstancesAndSurvivesTheirRestart() {
    VoterClient screen = two.join(room);
    String stage = "/api/v1/rooms/" + room.code() + "/stage";

    assertThat(one.call("PUT", stage, room.token(), "{\"lobby\":true,\"rev\":0}").statusCode())
        .isEqualTo(200);

    assertThat(stage(screen.await("room"))).isEqualTo(Map.of("lobby", true, "rev", 1));
    assertThat(stage(two.connect().join(room.code()))).isEqualTo(Map.of("lobby", true, "rev", 1));
    assertThat(two.call("PUT", stage, room.token(), "{\"blank\":true,\"rev\":0}").statusCode())
        .isEqualTo(409);
    one.stopHub();
    assertThat(two.get("/api/v1/rooms/" + room.code(), null))
        .containsEntry("stage", Map.of("lobby", true, "rev", 1));
  }

  private static Object stage(Map<String, Object> message) {
    return ((Map<?, ?>) message.get("room")).get("stage");
  }

  @Test
  void reactionsOfAllInstancesAreOneSum() {
    VoterClient screen = one.connect();
    screen.send(Map.of("type", "join", "room", room.code(), "watch", true));
    screen.await("joined");
    for (int i = 0; i < 6; i++) {
      VoterClient voter = (i % 2 == 0 ? one : two).join(room);
      voter.send(Map.of("type", "react", "emoji", "👏"));
    }

    long sum = 0;
    while (sum < 6) {
      Map<?, ?> counts = (Map<?, ?>) screen.await("reactions").get("counts");
      sum += ((Number) counts.get("👏")).longValue();
    }

    assertThat(sum).isEqualTo(6);
  }

  @Test
  void concurrentClosesProduceOneResult() throws Exception {
    String poll = one.openPoll(room, Map.of());
    VoterClient voter = one.join(room);
    voter.vote(poll, "a");
    two.join(room).vote(poll, "b");

    List<Map<String, Object>> closed =
        List.of(one, two).parallelStream()
            .map(hub -> hub.step(room, poll, "close", Map.of()))
            .toList();

    assertThat(closed.get(0)).isEqualTo(closed.get(1)).containsEntry("state", "closed");
    assertThat(voter.awaitFinalTally().get("ballots")).isEqualTo(2);
  }

  @Test
  void dataLostByRedisIsRebuiltBeforeTheNextVoteCounts() throws Exception {
    String poll = one.openPoll(room, Map.of());
    VoterClient here = one.join(room);
    VoterClient there = two.join(room);
    here.vote(poll, "a");
    there.vote(poll, "b");

    engines.redis.kill();
    engines.redis.restart();
    awaitTrue(() -> one.call("GET", "/health/ready", null, null).statusCode() == 200);
    awaitTrue(() -> two.call("GET", "/health/ready", null, null).statusCode() == 200);
    here.vote(poll, "b");

    assertThat(there.awaitTally(2).get("result")).isNotNull();
    Map<String, Object> closed = two.step(room, poll, "close", Map.of());
    assertThat(closed).containsEntry("state", "closed");
    Map<String, Object> last = there.awaitFinalTally();
    assertThat(last.get("ballots")).isEqualTo(2);
    assertThat(last.get("result").toString()).contains("{id=b, votes=2");
  }

  @Test
  void presenceCountsTheVotersOfAllInstances() {
    VoterClient here = one.join(room);
    two.join(room);
    two.join(room);

    here.await(m -> "presence".equals(m.get("type")) && m.get("present").equals(3));
    assertThat(two.get("/api/v1/rooms/" + room.code(), null)).containsEntry("present", 3);
  }

  @Test
  void everyInstanceListsAllInstances() {
    for (RunningHub hub : List.of(one, two)) {
      Map<String, Object> cluster = hub.get("/health/cluster", null);
      assertThat(cluster).containsEntry("status", "UP");
      assertThat(ids(cluster)).isEqualTo(List.of("one", "two"));
    }

    one.stopHub();

    awaitTrue(() -> ids(two.get("/health/cluster", null)).equals(List.of("two")));
  }

  private static List<String> ids(Map<String, Object> cluster) {
    return ((List<?>) cluster.get("instances"))
        .stream().map(each -> (String) ((Map<?, ?>) each).get("id")).toList();
  }

  @Test
  void withoutRedisAnInstanceReportsItKeepsItsSocketsAndRecovers() throws Exception {
    String poll = one.openPoll(room, Map.of());
    VoterClient voter = one.join(room);
    engines.redis.kill();

    String id = voter.sendVote(poll, "a");
    Map<String, Object> refused = voter.await(m -> id.equals(m.get("id")));
    assertThat(refused).containsEntry("code", "unavailable").containsEntry("retry", true);
    awaitTrue(() -> one.call("GET", "/health/ready", null, null).statusCode() == 503);

    engines.redis.restart();
    awaitTrue(() -> one.call("GET", "/health/ready", null, null).statusCode() == 200);
    assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");
  }

  @Test
  void withoutMongoDbNoVoteIsAcknowledgedAndTheHubRecovers() {
    String poll = one.openPoll(room, Map.of());
    VoterClient voter = one.join(room);
    engines.mongo.stop();

    String id = voter.sendVote(poll, "a");
    Map<String, Object> refused = voter.await(m -> id.equals(m.get("id")));
    assertThat(refused).containsEntry("code", "unavailable").containsEntry("retry", true);

    engines.mongo.restart();
    awaitTrue(() -> one.call("GET", "/health/ready", null, null).statusCode() == 200);
    assertThat(voter.vote(poll, "a")).containsEntry("type", "ack");
    assertThat(one.step(room, poll, "close", Map.of())).containsEntry("state", "closed");
    assertThat(voter.awaitFinalTally().get("ballots")).isEqualTo(1);
  }
}
