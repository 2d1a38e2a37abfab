package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.ClusterEngines;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions from the floor on three instances of the packaged jar, of which one is killed in the
 * middle, while voters send everything twice, over two instances.
 */
class QuestionsIT {
  private static final int VOTERS = 12;
  private static final int PER_VOTER = 3;

  @TempDir Path folder;
  private final Vertx clients = Vertx.vertx();
  private final ClusterEngines engines = new ClusterEngines();
  private final List<HubProcess> hubs = new ArrayList<>();
  private final Queue<String> frames = new ConcurrentLinkedQueue<>();
  private String code;
  private String token;
  private String path;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      Map<String, String> settings = new HashMap<>(engines.settings("hub" + i));
      settings.put("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
      settings.put("VOTEHUB_LIMITS_ENABLED", "false");
      Path own = Files.createDirectory(folder.resolve("hub" + i));
      hubs.add(HubProcess.launch(own, FreePort.find(), settings));
    }
    for (HubProcess hub : hubs) {
      hub.awaitReady();
    }
    Map<String, Object> room = call("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    code = (String) room.get("code");
    token = (String) room.get("token");
    path = "/api/v1/rooms/" + code + "/polls";
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (HubProcess hub : hubs) {
      hub.close();
    }
    clients.close().toCompletionStage().toCompletableFuture().join();
    engines.close();
  }

  /** A call to the instance that is not killed. */
  private Map<String, Object> call(String method, String to, String as, Map<String, Object> body) {
    try {
      return hubs.get(2).json(method, to, as, body);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  private String open(boolean moderated) {
    Map<String, Object> poll =
        Map.of(
            "question", "Ask", "method", "questions", "settings", Map.of("moderated", moderated));
    String id = (String) call("POST", path, token, poll).get("id");
    call("POST", path + "/" + id + "/open", token, Map.of());
    return id;
  }

  /** A voter on two instances, who repeats what was not answered on a living connection. */
  private final class Voter {
    private final int number;
    private final String voterToken;
    private final Map<String, Map<String, Object>> unanswered = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> answers = new ConcurrentHashMap<>();
    private VoterClient first;
    private VoterClient second;

    Voter(int number) {
      this.number = number;
      VoterClient fresh = VoterClient.connect(clients, hubs.get(0).port());
      voterToken = (String) fresh.join(code).get("token");
      first = listening(fresh);
      second = connect(1);
    }

    private VoterClient connect(int hub) {
      VoterClient client = VoterClient.connect(clients, hubs.get(hub).port());
      frames.add(client.join(code, Optional.of(voterToken)).toString());
      return listening(client);
    }

    private VoterClient listening(VoterClient client) {
      client.onEach(
          message -> {
            frames.add(message.toString());
            if (message.get("id") instanceof String id && !"busy".equals(message.get("code"))) {
              answers.putIfAbsent(id, message);
            }
          });
      return client;
    }

    /** Reconnects to another instance, and sends again what is unanswered. */
    void instanceDied() {
      first = connect(2);
      unanswered.values().forEach(first::send);
    }

    void ask(String poll, int slot, String text) {
      Map<String, Object> ask =
          Map.of(
              "type",
              "ask",
              "id",
              id("ask" + slot + poll),
              "poll",
              poll,
              "slot",
              slot,
              "text",
              text);
      sendTwice(ask);
    }

    void support(String poll, List<String> entries) {
      Map<String, Object> vote =
          Map.of("type", "vote", "id", id("vote"), "poll", poll, "ballot", Map.of("up", entries));
      sendTwice(vote);
    }

    private String id(String what) {
      String id = number + what;
      return id.substring(0, Math.min(64, id.length()));
    }

    private void sendTwice(Map<String, Object> message) {
      unanswered.put((String) message.get("id"), message);
      first.send(message);
      second.send(message);
    }

    Map<String, Object> answer(String what) {
      return answers.get(id(what));
    }

    boolean isAnswered() {
      return answers.keySet().containsAll(unanswered.keySet());
    }
  }

  private static void awaitAnswers(List<Voter> voters) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!voters.stream().allMatch(Voter::isAnswered)) {
      assertThat(System.nanoTime()).as("answers in time").isLessThan(until);
      for (Voter voter : voters) {
        voter.unanswered.forEach(
            (id, message) -> {
              if (!voter.answers.containsKey(id)) {
                voter.second.send(message);
              }
            });
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> questions(String poll) {
    return (List<Map<String, Object>>)
        call("GET", path + "/" + poll + "/entries", token, null).get("entries");
  }

  @Test
  void everyQuestionIsThereOnceAndEveryUpvoteCountsOneDespiteAKill() throws Exception {
    String poll = open(false);
    String waiting = open(true);
    List<Voter> voters = new ArrayList<>();
    for (int v = 0; v < VOTERS; v++) {
      voters.add(new Voter(v));
    }

    for (Voter voter : voters) {
      for (int slot = 1; slot <= PER_VOTER + 1; slot++) {
        voter.ask(poll, slot, "Question " + slot + " of " + voter.number);
      }
      voter.ask(waiting, 1, "Unapproved " + voter.number);
    }
    hubs.get(0).kill();
    voters.forEach(Voter::instanceDied);
    awaitAnswers(voters);

    List<Map<String, Object>> asked = questions(poll);
    assertThat(asked).hasSize(VOTERS * PER_VOTER);
    assertThat(asked).extracting(each -> each.get("text")).doesNotHaveDuplicates();
    assertThat(questions(waiting)).hasSize(VOTERS);
    for (Voter voter : voters) {
      assertThat(voter.answer("ask4" + poll)).containsEntry("code", "bad-ballot");
      assertThat(voter.answer("ask1" + poll)).containsEntry("type", "asked");
    }

    List<String> ids = asked.stream().map(each -> (String) each.get("id")).toList();
    for (Voter voter : voters) {
      voter.support(poll, ids.subList(0, voter.number + 1));
    }
    awaitAnswers(voters);

    Map<Object, Object> scores = new HashMap<>();
    questions(poll).forEach(each -> scores.put(each.get("id"), each.get("score")));
    for (int i = 0; i < ids.size(); i++) {
      assertThat(scores.get(ids.get(i))).as("votes for %d", i).isEqualTo(Math.max(0, VOTERS - i));
    }
    Map<String, Object> closed = call("POST", path + "/" + poll + "/close", token, Map.of());
    assertThat(closed).containsEntry("state", "closed");
    assertThat(call("GET", path + "/" + poll + "/result", token, null))
        .containsEntry("ballots", VOTERS);
    questions(waiting)
        .forEach(
            pending ->
                assertThat(frames)
                    .noneMatch(
                        frame ->
                            frame.contains("type=entries")
                                && frame.contains((String) pending.get("id"))));
    assertThat(frames)
        .noneMatch(frame -> frame.contains("Unapproved") && !frame.contains("asked={"));
  }
}
