package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.backup.Backup;
import io.votehub.backup.BackupException;
import io.votehub.backup.BackupFile;
import io.votehub.backup.Restore;
import io.votehub.backup.ResultCheck;
import io.votehub.identity.HubKey;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running hub with votes, its backups, and the hub restored from them. */
@Tag("slow")
class BackupOfAHubTest {
  private static final int VOTERS_BEFORE = 60;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  @AfterEach
  void stop() {
    RunningHub.await(vertx.close());
  }

  @Test
  void aRestoredHubHasEveryVoteAcknowledgedBeforeTheBackup() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("hub.backup");
    Backup.Source source = new Backup(vertx, "test").of(data);
    try (RunningHub hub = new RunningHub(data)) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll;
      Thread voting = new Thread(() -> vote(hub, room, path));
      voting.start();
      try {
        for (int i = 1; i <= 3; i++) {
          awaitVoters(i * VOTERS_BEFORE);
          Set<String> before = new HashSet<>(acknowledged);

          Backup.toFile(file, source);

          assertThat(votersIn(file)).containsAll(before);
        }
      } finally {
        stopped = true;
        voting.join();
      }
      hub.step(room, poll, "close", Map.of());
      Map<String, Object> result = hub.get(path + "/result", room.token());
      String sealed = checkpoint(hub, path, room);

      Backup.toFile(file, source);

      BackupFile backup = BackupFile.check(file);
      assertThat(ResultCheck.of(backup, VotingMethods.standard()).checked()).isOne();
      assertThat(ResultCheck.of(backup, VotingMethods.standard()).wrong()).isEmpty();
      assertRestored(backup, data, path, room, result, sealed);
    }
  }

  private void assertRestored(
      BackupFile backup,
      Path data,
      String path,
      RunningHub.Room room,
      Map<String, Object> result,
      String sealed)
      throws Exception {
    Path other = folder.resolve("other");
    new Restore(vertx).into(other, backup);
    Files.copy(data.resolve(HubKey.FILE), other.resolve(HubKey.FILE));

    try (RunningHub hub = new RunningHub(other)) {
      assertThat(hub.get(path + "/result", room.token())).isEqualTo(result);
      assertThat(checkpoint(hub, path, room)).isEqualTo(sealed);
      String poll = path.substring(path.lastIndexOf('/') + 1);
      hub.step(room, poll, "reopen", Map.of());
      int before = acknowledged.size();
      voteOnce(hub, room, path);
      assertThat(acknowledged).hasSize(before + 1);
      hub.step(room, poll, "close", Map.of());
      // The key is in no backup: what a restored hub seals has another origin.
      String again = checkpoint(hub, path, room);
      assertThat(again).contains("/seals/2\n");
      assertThat(again.lines().findFirst().orElseThrow().replace("/seals/2", ""))
          .isNotEqualTo(sealed.lines().findFirst().orElseThrow().replace("/seals/1", ""));
    }
  }

  private static String checkpoint(RunningHub hub, String path, RunningHub.Room room) {
    return hub.call("GET", path + "/checkpoint", room.token(), null).body();
  }

  private void vote(RunningHub hub, RunningHub.Room room, String path) {
    while (!stopped) {
      voteOnce(hub, room, path);
    }
  }

  private void voteOnce(RunningHub hub, RunningHub.Room room, String path) {
    Map<String, Object> voter =
        hub.post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of());
    hub.post(
        path + "/ballots", (String) voter.get("token"), Map.of("ballot", Map.of("choice", "a")));
    acknowledged.add((String) voter.get("voter"));
  }

  private void awaitVoters(int many) throws InterruptedException {
    long until = System.nanoTime() + 30_000_000_000L;
    while (acknowledged.size() < many && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(many);
  }

  private static Set<String> votersIn(Path file) throws BackupException {
    Set<String> voters = new HashSet<>();
    BackupFile.check(file)
        .tell(
            new StoreVisitor() {
              @Override
              public void room(Room room, OptionalLong usedAt) {}

              @Override
              public void poll(PollRecord record) {}

              @Override
              public void ballot(JournalEntry entry) {
                voters.add(entry.voter());
              }

              @Override
              public void pollEnds(boolean whole) {}

              @Override
              public void roomEnds(boolean whole) {}
            });
    return voters;
  }
}
