package io.votehub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.process.HubProcess;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.mongo.MongoStandIn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the real jar on bad days: disks that are really full (small file systems in
 * memory, which only root can mount), and processes that are really killed. Each ends with a
 * sentence and leaves all as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupFaultsScenario {
  private static final int BALLOTS = 200_000;

  @TempDir private static Path folder;
  private final List<Path> mounted = new ArrayList<>();
  private Path backup;
  private Path data;

  private record Said(int exit, String text) {}

  @BeforeAll
  void prepare() throws Exception {
    backup = folder.resolve("large.backup");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(backup))) {
      write(out);
    }
    data = folder.resolve("data");
    assertThat(votehub(data, "restore", backup.toString()).exit).isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    for (Path each : mounted) {
      run(Map.of(), "umount", each.toString());
    }
    mounted.clear();
  }

  private static void write(OutputStream out) throws IOException {
    Room room = new Room("AAA234", "Many", 1);
    List<Option> options = List.of(new Option("a", "A"), new Option("b", "B"));
    Poll poll =
        Poll.draft("p", room.code(), "?", "single", options, PollSettings.DEFAULT, 1)
            .withState(
                PollState.OPEN,
                new Poll.Times(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty()));
    BackupWriter writer = new BackupWriter(out, 3, "test", "embedded");
    writer.room(room, OptionalLong.empty());
    writer.poll(new PollRecord(poll, 1, 1, Map.of(), Optional.empty()));
    for (int i = 1; i <= BALLOTS; i++) {
      writer.ballot(
          new JournalEntry(
              Revision.of(1, i),
              "voter-%016x".formatted(i * 0x9E3779B97F4A7C15L),
              "{\"choice\":\"a\"}",
              i));
    }
    writer.pollEnds(true);
    writer.roomEnds(true);
    writer.end();
  }

  private static ProcessBuilder command(Map<String, String> settings, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB"));
    builder.environment().putAll(settings);
    return builder;
  }

  private static Said run(Map<String, String> settings, String... command) throws Exception {
    Process process = command(settings, command).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private static String[] jar(String... arguments) {
    return Stream.concat(
            Stream.of("java", "-Dvotehub.launcher=done", "-jar", HubProcess.JAR.toString()),
            Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static Said votehub(Path data, String... arguments) throws Exception {
    return run(Map.of("VOTEHUB_DATA_DIR", data.toString()), jar(arguments));
  }

  private Path disk(String name, int megabytes) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts file systems");
    Path disk = Files.createDirectory(folder.resolve(name));
    Said said =
        run(Map.of(), "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + disk);
    assumeTrue(said.exit == 0, said.text);
    mounted.add(disk);
    return disk;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFullDiskEndsABackupWithASentenceAndLeavesNoFile() throws Exception {
    Path disk = disk("full-backup", 4);

    Said said = votehub(data, "backup", "--to", disk.resolve("x.backup").toString());

    assertThat(said.exit).isOne();
    assertThat(said.text).contains("cannot be written", "No space left on device");
    assertThat(names(disk)).isEmpty();
    Said again = votehub(data, "backup", "--to", folder.resolve("again.backup").toString());
    assertThat(again.text).contains("200,000 ballots");
  }

  @Test
  void aFullDiskEndsARestoreWithASentenceAndLeavesTheFolderAsItWas() throws Exception {
    Path disk = disk("full-restore", 3);
    Path target = Files.createDirectory(disk.resolve("data"));
    Files.writeString(target.resolve("hub.key"), "0".repeat(64));

    Said said = votehub(target, "restore", backup.toString());

    assertThat(said.exit).isOne();
    assertThat(said.text).contains("nothing was changed").containsIgnoringCase("space");
    assertThat(names(target)).containsExactly("hub.key");
  }

  @Test
  void aFullTemporaryFolderEndsARestoreFromAPipeWithASentence() throws Exception {
    Path disk = disk("full-temporary", 4);
    Path target = folder.resolve("from-pipe");

    Said said =
        run(
            Map.of("VOTEHUB_DATA_DIR", target.toString()),
            "sh",
            "-c",
            "java -Dvotehub.launcher=done -Djava.io.tmpdir="
                + disk
                + " -jar "
                + HubProcess.JAR
                + " restore - < "
                + backup);

    assertThat(said.exit).isOne();
    assertThat(said.text).contains("No space left on device");
    assertThat(names(disk)).noneMatch(name -> name.endsWith(".backup"));
    assertThat(target).doesNotExist();
  }

  @Test
  void aRestoreThatIsKilledLeavesNoStoreAndBeginsAnew() throws Exception {
    Path target = folder.resolve("killed");
    Process restoring =
        command(Map.of("VOTEHUB_DATA_DIR", target.toString()), jar("restore", "" + backup))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitHalfOfIt(target, restoring);
    restoring.destroyForcibly().waitFor();

    assertThat(votehub(target, "restore", backup.toString(), "--dry-run").exit).isZero();
    Said again = votehub(target, "restore", backup.toString());

    assertThat(again.exit).as(again.text).isZero();
    assertThat(again.text).contains("200,000 ballots");
    assertThat(names(target)).containsExactly("votes.db");
    assertThat(votehub(target, "restore", backup.toString()).text).contains("1 room already");
  }

  private static void awaitHalfOfIt(Path target, Process restoring) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (beside(target) < 1 << 20) {
      assertThat(restoring.isAlive()).as("it was killed in the middle").isTrue();
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static long beside(Path target) throws IOException {
    if (!Files.exists(target)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(each -> each.toString().contains("restore-") && Files.isRegularFile(each))
          .mapToLong(each -> each.toFile().length())
          .sum();
    }
  }

  @Test
  void aRestoreIntoMongoDbThatIsKilledLeavesAMarkAndBeginsAnew() throws Exception {
    try (MongoStandIn mongo = MongoStandIn.start()) {
      Map<String, String> settings =
          Map.of(
              "VOTEHUB_MONGO_URI",
              mongo.uri("killed"),
              "VOTEHUB_REDIS_URI",
              "redis://127.0.0.1:6379");
      Process restoring =
          command(settings, jar("restore", backup.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      // After the first ballots and long before the last.
      while (!mongo.holds("killed", "ballots") && restoring.isAlive()) {
        LockSupport.parkNanos(2_000_000);
      }
      restoring.destroyForcibly().waitFor();

      assertThat(run(settings, jar("backup", "--to", folder.resolve("half").toString())).text)
          .contains("A backup is being restored into the database");
      Said again = run(settings, jar("restore", backup.toString()));
      assertThat(again.exit).as(again.text).isZero();
      assertThat(run(settings, jar("restore", backup.toString())).text).contains("1 room already");
    }
  }

  @Test
  void aDamagedShortOrNewerBackupChangesNothing() throws Exception {
    byte[] whole = Files.readAllBytes(backup);
    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 4;
    byte[] newer = whole.clone();
    newer[9] = 99;
    Path file = folder.resolve("bad.backup");
    Path target = folder.resolve("untouched");
    Map<byte[], String> faults =
        Map.of(
            flipped,
            "The backup is damaged",
            Arrays.copyOf(whole, whole.length - 7),
            "The backup is cut short",
            newer,
            "The backup has format 99");
    for (Map.Entry<byte[], String> each : faults.entrySet()) {
      Files.write(file, each.getKey());

      Said said = votehub(target, "restore", file.toString());

      assertThat(said.exit).isOne();
      assertThat(said.text).contains(each.getValue());
      assertThat(target).doesNotExist();
    }
    Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(votehub(target, "restore", file.toString(), "--dry-run").exit).isZero();
    assertThat(target).doesNotExist();
  }
}
