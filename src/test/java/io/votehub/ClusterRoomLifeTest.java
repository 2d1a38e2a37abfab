package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.backup.Backup;
import io.votehub.backup.BackupFile;
import io.votehub.backup.Restore;
import io.votehub.image.SamplePictures;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and players of rooms on three instances that share Redis and MongoDB. */
@Tag("slow")
class ClusterRoomLifeTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static ClusterEngines engines;
  private static List<RunningHub> hubs;
  private RunningHub.Room room;
  private String path;

  @BeforeAll
  static void start() {
    engines = new ClusterEngines();
    hubs = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      hubs.add(new RunningHub(folder, engines.settings(name)));
    }
  }

  @AfterAll
  static void stop() {
    hubs.forEach(RunningHub::close);
    engines.close();
  }

  @BeforeEach
  void makeRoom() {
    room = hubs.get(0).room();
    path = "/api/v1/rooms/" + room.code();
  }

  private static CompletableFuture<HttpResponse<byte[]>> upload(
      RunningHub hub, RunningHub.Room room, byte[] picture) {
    return HTTP.sendAsync(
        HttpRequest.newBuilder(uri(hub, "/api/v1/rooms/" + room.code() + "/images"))
            .header("Authorization", "Bearer " + room.token())
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static URI uri(RunningHub hub, String path) {
    return URI.create("http://127.0.0.1:" + hub.port() + path);
  }

  private static Map<String, Object> json(HttpResponse<byte[]> answer) {
    try {
      return Json.readObject(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (BadJsonException fault) {
      throw new AssertionError(fault);
    }
  }

  private static HttpResponse<byte[]> shown(RunningHub hub, String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(uri(hub, path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Test
  void aPictureSentToOneInstanceIsServedByAllUntilItsRoomIsDeletedOnAnother() {
    byte[] file = SamplePictures.png(900, 300);
    Map<String, Object> added = json(upload(hubs.get(0), room, file).join());
    String id = (String) added.get("id");
    assertThat(json(upload(hubs.get(1), room, file).join())).isEqualTo(added);

    HttpResponse<byte[]> here = shown(hubs.get(0), "/i/" + id);
    HttpResponse<byte[]> there = shown(hubs.get(1), "/i/" + id);
    HttpResponse<byte[]> ofRoom = shown(hubs.get(2), "/i/" + id + "?room=" + room.code());
    assertThat(here.statusCode()).isEqualTo(200);
    assertThat(there.body()).isEqualTo(here.body()).isEqualTo(ofRoom.body());

    hubs.get(2).call("DELETE", path, room.token(), null);
    for (RunningHub each : hubs) {
      assertThat(shown(each, "/i/" + id + "?width=640").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void picturesAreInABackupAndInTheClusterThatItBecomes() throws Exception {
    List<Map<String, Object>> added = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      added.add(json(upload(hubs.get(i), room, SamplePictures.png(1700 + i, 800)).join()));
    }
    Path file = folder.resolve("pictures.backup");
    Backup.toFile(file, new Backup(hubs.get(0).clients(), "test").of(engines.mongo.uri("cluster")));

    try (ClusterEngines fresh = new ClusterEngines()) {
      new Restore(hubs.get(0).clients()).into(fresh.mongo.uri("cluster"), BackupFile.check(file));
      try (RunningHub restored = new RunningHub(folder, fresh.settings("restored"))) {
        for (Map<String, Object> each : added) {
          for (String form : List.of("?width=640", "?width=1600")) {
            assertThat(shown(restored, each.get("url") + form).body())
                .isEqualTo(shown(hubs.get(0), each.get("url") + form).body());
          }
        }
      }
    }
  }

  @Test
  void aRoomKeepsTwoHundredPicturesWhicheverInstancesTheyAreSentTo() {
    List<CompletableFuture<Integer>> sending = new ArrayList<>();
    for (int i = 0; i < hubs.size(); i++) {
      int hub = i;
      sending.add(CompletableFuture.supplyAsync(() -> kept(hub)));
    }

    assertThat(sending.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(200);
  }

  /** How many of 68 different pictures an instance took; the others were refused as too many. */
  private int kept(int hub) {
    int taken = 0;
    for (int i = 0; i < 68; i++) {
      HttpResponse<byte[]> answer =
          upload(hubs.get(hub), room, SamplePictures.png(10 + hub, 10 + i)).join();
      if (answer.statusCode() == 201) {
        taken++;
      } else {
        assertThat(json(answer)).containsEntry("code", "too-large");
      }
    }
    return taken;
  }

  @Test
  void aNameWantedOnThreeInstancesAtOnceIsGivenOnce() {
    for (int round = 0; round < 5; round++) {
      List<VoterClient> players = new ArrayList<>();
      for (RunningHub hub : hubs) {
        players.add(hub.join(room));
        players.add(hub.join(room));
      }
      List<String> spellings = List.of("Zoë " + round, "ZOE\u0308 " + round, "zoë  " + round);

      List<Map<String, Object>> answers = wanting(players, spellings);
      assertThat(answers)
          .as("round %d: %s", round, answers)
          .filteredOn(each -> "named".equals(each.get("type")))
          .hasSize(1);
      assertThat(answers)
          .filteredOn(each -> !"named".equals(each.get("type")))
          .hasSize(players.size() - 1)
          .allSatisfy(each -> assertThat(each).containsEntry("code", "conflict"));
      assertThat(wanting(players, spellings)).as("once more").isEqualTo(answers);
      players.forEach(VoterClient::close);
    }
  }

  private static List<Map<String, Object>> wanting(
      List<VoterClient> players, List<String> spellings) {
    for (int i = 0; i < players.size(); i++) {
      String name = spellings.get(i % spellings.size());
      players.get(i).send(Map.of("type", "name", "id", "n", "name", name));
    }
    return players.stream().map(each -> each.await(frame -> "n".equals(frame.get("id")))).toList();
  }

  @Test
  void aNameGivenByThePresenterReachesThePlayerOnEveryInstance() {
    VoterClient first = hubs.get(1).connect();
    Map<String, Object> joined = first.join(room.code());
    VoterClient second = hubs.get(2).connect();
    second.join(room.code(), Optional.of((String) joined.get("token")));

    hubs.get(0)
        .call(
            "PATCH",
            path + "/players/" + joined.get("voter"),
            room.token(),
            Json.write(Map.of("name", "Ada")));

    for (VoterClient each : List.of(first, second)) {
      assertThat(each.await(frame -> "Ada".equals(frame.get("name")))).isNotNull();
    }
  }

  @Test
  void onlyVotesForQuestionsThatExistCountWhicheverInstancesKnowThem() {
    Map<String, Object> draft =
        Map.of("question", "Yours", "method", "questions", "settings", Map.of());
    String poll = (String) hubs.get(0).post(path + "/polls", room.token(), draft).get("id");
    hubs.get(0).step(room, poll, "open", Map.of());
    VoterClient author = hubs.get(0).connect();
    String token = (String) author.join(room.code()).get("token");
    List<VoterClient> crowd = List.of(hubs.get(1).join(room), hubs.get(2).join(room));
    String entries = path + "/polls/" + poll + "/entries";
    for (int i = 0; i < 5; i++) {
      String id = "ask" + i;
      author.send(
          Map.of("type", "ask", "id", id, "poll", poll, "slot", 1, "text", "Question " + i));
      Map<String, Object> asked = author.await(frame -> id.equals(frame.get("id")));
      List<Object> up = new ArrayList<>();
      up.add(asked.get("entry"));
      for (int made = 0; made < 99; made++) {
        up.add(String.format("%016x", made));
      }
      for (VoterClient each : crowd) {
        each.send(Map.of("type", "vote", "id", id, "poll", poll, "ballot", Map.of("up", up)));
      }
      for (VoterClient each : crowd) {
        assertThat(each.await(frame -> id.equals(frame.get("id")))).containsEntry("type", "ack");
      }
      Object only = ((List<?>) hubs.get(0).get(entries, room.token()).get("entries")).get(0);
      assertThat(((Map<?, ?>) only).get("up")).isEqualTo(2);
      hubs.get(0).call("DELETE", entries + "/" + asked.get("entry"), token, null);
    }
    hubs.get(0).step(room, poll, "close", Map.of());
    Map<String, Object> result = hubs.get(1).get(path + "/polls/" + poll + "/result", room.token());
    assertThat(result.toString()).doesNotContain(String.format("%016x", 7));
  }

  @Test
  void rulesForWordsSetOnOneInstanceHoldOnAllAndInTheClusterThatABackupBecomes() throws Exception {
    wordRules(0, "refuse");
    String poll = openText();
    for (RunningHub each : hubs) {
      assertThat(said(each, poll, "BREXIT!")).isEqualTo("unwanted-words");
      assertThat(said(each, poll, "Damn, Scunthorpe")).isEqualTo("counted");
    }

    List<VoterClient> voters = hubs.stream().map(hub -> hub.join(room)).toList();
    wordRules(2, "mask");
    for (int i = 0; i < voters.size(); i++) {
      String text = "Br3xit " + i;
      until("counted", voters.get(i), poll, text);
      until("counted", voters.get(i), poll, text);
      voters.get(i).close();
    }
    assertThat(result(hubs.get(1), poll)).contains("****** 0", "****** 1", "****** 2");

    Path file = folder.resolve("words.backup");
    Backup.toFile(file, new Backup(hubs.get(0).clients(), "test").of(engines.mongo.uri("cluster")));
    try (ClusterEngines fresh = new ClusterEngines()) {
      new Restore(hubs.get(0).clients()).into(fresh.mongo.uri("cluster"), BackupFile.check(file));
      try (RunningHub restored = new RunningHub(folder, fresh.settings("restored"))) {
        assertThat(said(restored, poll, "Brexit 3")).isEqualTo("counted");
        assertThat(result(restored, poll)).contains("****** 3").doesNotContainIgnoringCase("exit");
      }
    }
  }

  private void wordRules(int hub, String mode) {
    Map<String, ?> rules =
        Map.of(
            "mode",
            mode,
            "languages",
            List.of("en"),
            "words",
            List.of("Brexit"),
            "exceptions",
            List.of("damn"));
    HttpResponse<String> answer =
        hubs.get(hub).call("PUT", path + "/word-rules", room.token(), Json.write(rules));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private String openText() {
    Map<String, Object> draft =
        Map.of("question", "Why?", "method", "text", "settings", Map.of("results", "live"));
    String poll = (String) hubs.get(1).post(path + "/polls", room.token(), draft).get("id");
    hubs.get(1).step(room, poll, "open", Map.of());
    return poll;
  }

  /** Says it as somebody new; the code of the refusal, or "counted". */
  private String said(RunningHub hub, String poll, String text) {
    VoterClient voter = hub.join(room);
    String heard = said(voter, poll, text);
    voter.close();
    return heard;
  }

  private static String said(VoterClient voter, String poll, String text) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    voter.send(Map.of("type", "vote", "id", id, "poll", poll, "ballot", Map.of("text", text)));
    Map<String, Object> answer = voter.await(frame -> id.equals(frame.get("id")));
    return "ack".equals(answer.get("type")) ? "counted" : (String) answer.get("code");
  }

  /** Repeats it until the change has reached the voter's instance. */
  private static void until(String expected, VoterClient voter, String poll, String text) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!expected.equals(said(voter, poll, text))) {
      assertThat(System.nanoTime()).as("the change arrives").isLessThan(deadline);
    }
  }

  private String result(RunningHub hub, String poll) {
    return hub.get(path + "/polls/" + poll + "/result", null).toString();
  }
}
