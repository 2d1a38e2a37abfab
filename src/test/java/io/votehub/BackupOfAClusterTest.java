package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.backup.Backup;
import io.votehub.backup.BackupException;
import io.votehub.backup.BackupFile;
import io.votehub.backup.PointInTime;
import io.votehub.backup.Restore;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreVisitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that are voted on, their backup, and the cluster that comes out of it. */
@Tag("slow")
class BackupOfAClusterTest {
  private static final String SECRET = "a secret that both clusters have, of 32 bytes and more";
  private static final int VOTERS = 40;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  @AfterEach
  void stop() {
    RunningHub.await(vertx.close());
  }

  private RunningHub hub(ClusterEngines engines, String name) {
    Map<String, String> settings = new HashMap<>(engines.settings(name));
    settings.put("VOTEHUB_AUTH_SECRET", SECRET);
    return new RunningHub(folder, settings);
  }

  @Test
  void everyVoteThatWasAcknowledgedBeforeABackupIsInTheClusterThatItBecomes() throws Exception {
    Path file = folder.resolve("cluster.backup");
    RunningHub.Room room;
    String poll;
    Set<String> before = new HashSet<>();
    long moment;
    Set<String> atMoment;
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub one = hub(engines, "one");
        RunningHub two = hub(engines, "two")) {
      room = one.room();
      poll = one.openPoll(room, Map.of());
      String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll;
      RunningHub.Room voted = room;
      List<Thread> voting =
          List.of(
              new Thread(() -> vote(one, voted, path)), new Thread(() -> vote(two, voted, path)));
      voting.forEach(Thread::start);
      try {
        awaitVoters(VOTERS);
        atMoment = new HashSet<>(acknowledged);
        // Instances note ballots by what they know of Redis's clock, which is late or early by the
        // time of an answer.
        moment = System.currentTimeMillis() + 100;
        for (int i = 2; i <= 4; i++) {
          awaitVoters(i * VOTERS);
          before = new HashSet<>(acknowledged);

          Backup.toFile(file, new Backup(vertx, "test").of(engines.mongo.uri("cluster")));

          assertThat(voters(file)).containsAll(before);
        }
      } finally {
        stopped = true;
        for (Thread each : voting) {
          each.join();
        }
      }
    }
    Set<String> kept = voters(file);
    assertThat(kept).containsAll(before);
    assertRestored(file, room, poll, kept.size());

    PointInTime then = PointInTime.of(BackupFile.check(file), moment);
    assertThat(then.gaps()).isEmpty();
    Path earlier = folder.resolve("earlier.backup");
    then.writeTo(earlier, "test");
    Set<String> keptThen = voters(earlier);
    assertThat(keptThen).containsAll(atMoment).hasSizeLessThan(kept.size());
    assertRestored(earlier, room, poll, keptThen.size());
  }

  /** On servers that know nothing of what was. */
  private void assertRestored(Path file, RunningHub.Room room, String poll, int ballots)
      throws Exception {
    String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll;
    try (ClusterEngines fresh = new ClusterEngines()) {
      new Restore(vertx).into(fresh.mongo.uri("cluster"), BackupFile.check(file));
      try (RunningHub one = hub(fresh, "one");
          RunningHub two = hub(fresh, "two")) {
        two.step(room, poll, "close", Map.of());
        Map<String, Object> result = one.get(path + "/result", room.token());
        assertThat(((Number) result.get("ballots")).intValue()).isEqualTo(ballots);
        assertThat(two.get(path + "/result", room.token())).isEqualTo(result);
      }
    }
  }

  private void vote(RunningHub hub, RunningHub.Room room, String path) {
    while (!stopped) {
      Map<String, Object> voter =
          hub.post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of());
      hub.post(
          path + "/ballots", (String) voter.get("token"), Map.of("ballot", Map.of("choice", "a")));
      acknowledged.add((String) voter.get("voter"));
    }
  }

  private void awaitVoters(int many) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (acknowledged.size() < many && System.nanoTime() < until) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(many);
  }

  private static Set<String> voters(Path file) throws BackupException {
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
