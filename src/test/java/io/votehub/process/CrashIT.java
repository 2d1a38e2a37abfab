package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged jar in the middle of a burst of votes: no acknowledged vote is lost, none is
 * counted twice.
 */
class CrashIT {
  private static final int VOTERS = 40;
  private static final int KILLS = 3;
  private static final int ACKS_BETWEEN_KILLS = 2000;

  @TempDir Path folder;
  private final Vertx clients = Vertx.vertx();

  @AfterEach
  void stop() {
    clients.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aKillLosesNoAcknowledgedVoteAndCountsNoneTwice() throws Exception {
    int port = FreePort.find();
    HubProcess hub = startUnlimited(port);
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    String token = (String) room.get("token");
    String code = (String) room.get("code");
    String path = "/api/v1/rooms/" + code + "/polls";
    String poll = openPoll(hub, path, token, Map.of());
    Map<Integer, Voter> voters = new HashMap<>();

    for (int round = 0; round < KILLS; round++) {
      AtomicInteger acks = new AtomicInteger();
      for (int v = 0; v < VOTERS; v++) {
        voters.computeIfAbsent(v, Voter::new).burst(clients, port, code, poll, acks);
      }
      awaitAtLeast(acks, ACKS_BETWEEN_KILLS);
      hub.kill();
      voters.values().forEach(Voter::disconnect);
      hub = startUnlimited(port);
    }

    hub.json("POST", path + "/" + poll + "/close", token, Map.of());
    Map<String, Object> result = hub.json("GET", path + "/" + poll + "/result", token, null);
    String lines = hub.call("GET", path + "/" + poll + "/ballots", token, null).body();

    assertThat(result).containsEntry("final", true).containsEntry("ballots", VOTERS);
    assertThat(lines.lines().count()).as("one standing ballot a voter").isEqualTo(VOTERS);
    for (Voter voter : voters.values()) {
      voter.checkAgainst(hub.port(), clients, code, poll);
    }
    hub.close();
  }

  @Test
  void aTimedPollClosesOnTimeDespiteACrash() throws Exception {
    int port = FreePort.find();
    HubProcess hub = HubProcess.start(folder, port);
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    String token = (String) room.get("token");
    String code = (String) room.get("code");
    String path = "/api/v1/rooms/" + code + "/polls";
    String soon = openPoll(hub, path, token, Map.of("seconds", 2));
    String later = openPoll(hub, path, token, Map.of("seconds", 60));
    VoterClient voter = VoterClient.connect(clients, port);
    voter.join(code);
    voter.vote(soon, "a");
    voter.vote(later, "b");

    hub.kill();
    hub = HubProcess.start(folder, port);
    VoterClient back = VoterClient.connect(clients, port);
    back.join(code);

    if (!hub.json("GET", path + "/" + soon, token, null).get("state").equals("closed")) {
      back.awaitFinalTally();
    }
    assertThat(hub.json("GET", path + "/" + soon + "/result", token, null))
        .containsEntry("final", true)
        .containsEntry("ballots", 1);
    assertThat(hub.json("GET", path + "/" + later, token, null)).containsEntry("state", "open");
    assertThat(back.vote(later, "c")).containsEntry("type", "ack");
    hub.close();
  }

  private HubProcess startUnlimited(int port) throws IOException, InterruptedException {
    Map<String, String> unlimited = Map.of("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    HubProcess hub = HubProcess.launch(folder, port, unlimited);
    hub.awaitReady();
    return hub;
  }

  private static String openPoll(
      HubProcess hub, String path, String token, Map<String, Object> opening)
      throws IOException, InterruptedException {
    Map<String, Object> draft =
        Map.of("question", "Which?", "method", "single", "options", List.of("A", "B", "C"));
    String id = (String) hub.json("POST", path, token, draft).get("id");
    hub.json("POST", path + "/" + id + "/open", token, opening);
    return id;
  }

  private void awaitAtLeast(AtomicInteger acks, int wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (acks.get() < wanted) {
      assertThat(System.nanoTime()).as("%d acks in time", acks.get()).isLessThan(until);
      clients.timer(5).toCompletionStage().toCompletableFuture().join();
    }
  }

  /** A voter who keeps changing the vote, and records what was sent and acknowledged. */
  private static final class Voter {
    private static final String[] CHOICES = {"a", "b", "c"};

    private final int number;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private String token;
    private VoterClient client;
    private volatile int lastAcked = -1;
    private volatile int lastSent = -1;

    Voter(int number) {
      this.number = number;
    }

    private String choice(int vote) {
      return CHOICES[Math.floorMod(vote + number, CHOICES.length)];
    }

    void burst(Vertx clients, int port, String code, String poll, AtomicInteger acks) {
      client = VoterClient.connect(clients, port);
      token = (String) client.join(code, Optional.ofNullable(token)).get("token");
      VoterClient mine = client;
      mine.onEach(
          message -> {
            Integer vote = message.get("id") == null ? null : sent.get(message.get("id"));
            if ("ack".equals(message.get("type")) && vote != null) {
              lastAcked = Math.max(lastAcked, vote);
              acks.incrementAndGet();
              next(mine, poll);
            }
          });
      next(mine, poll);
    }

    private void next(VoterClient mine, String poll) {
      int vote = lastSent + 1;
      lastSent = vote;
      sent.put(mine.nextVoteId(), vote);
      mine.sendVote(poll, choice(vote));
    }

    void disconnect() {
      client.close();
      sent.clear();
    }

    /** The last acknowledged ballot stands, or a later one whose answer was lost. */
    void checkAgainst(int port, Vertx clients, String code, String poll) {
      VoterClient asking = VoterClient.connect(clients, port);
      Map<?, ?> ballots = (Map<?, ?>) asking.join(code, Optional.of(token)).get("ballots");
      String stands = (String) ((Map<?, ?>) ballots.get(poll)).get("choice");
      Set<String> possible = new HashSet<>();
      for (int vote = lastAcked; vote <= lastSent; vote++) {
        possible.add(choice(vote));
      }
      assertThat(lastAcked).isNotNegative();
      assertThat(possible).as("voter %d", number).contains(stands);
      asking.close();
    }
  }
}
