package io.votehub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, the container's backup script, and restic with a repository in a folder. */
class ResticIT {
  private static final Path SCRIPT = Path.of("docker", "backup").toAbsolutePath();
  @TempDir Path folder;
  private Path password;
  private Path status;

  private record Said(int exit, String text) {}

  @BeforeEach
  void requireRestic() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "restic"))),
        "restic is not installed");
    password = Files.writeString(folder.resolve("password"), "a key for tests");
    status = folder.resolve("status.prom");
  }

  private Said run(Path data, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB"));
    builder
        .environment()
        .putAll(
            Map.of(
                "RESTIC_REPOSITORY", folder.resolve("repository").toString(),
                "RESTIC_PASSWORD_FILE", password.toString(),
                "RESTIC_CACHE_DIR", folder.resolve("cache").toString(),
                "BACKUP_WORK", folder.resolve("work").toString(),
                "BACKUP_STATUS", status.toString(),
                "VOTEHUB", "java -XX:TieredStopAtLevel=1 -jar " + HubProcess.JAR,
                "VOTEHUB_DATA_DIR", data.toString()));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private Said votehub(Path data, String... arguments) throws Exception {
    return run(
        data,
        Stream.concat(
                Stream.of("java", "-XX:TieredStopAtLevel=1", "-jar", HubProcess.JAR.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void aLostHubIsRestoredFromItsRepository() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path data = home.resolve("data");
    HubProcess hub = HubProcess.launch(home, FreePort.find(), Map.of());
    hub.awaitReady();
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "Kept"));
    String path = "/api/v1/rooms/" + room.get("code");

    Said first = run(data, SCRIPT.toString());
    Said second = run(data, SCRIPT.toString());
    Path key = Files.copy(data.resolve("hub.key"), folder.resolve("hub.key"));
    hub.kill();

    assertThat(first.exit).as(first.text).isZero();
    assertThat(first.text).contains("Verified 1 rooms");
    assertThat(second.exit).as(second.text).isZero();
    assertThat(second.text).doesNotContain("Verified");
    assertThat(Files.readString(status))
        .containsPattern("votehub_backup_last_success_timestamp_seconds 1\\d{9}")
        .containsPattern("votehub_backup_last_verified_timestamp_seconds 1\\d{9}")
        .containsPattern("votehub_backup_size_bytes [1-9]");

    Path lost = folder.resolve("lost");
    Files.move(data, lost);
    Path file = folder.resolve("work").resolve("votehub.backup");
    Said dumped =
        run(data, "sh", "-c", "restic dump latest " + file + " > " + folder.resolve("dumped"));
    assertThat(dumped.exit).as(dumped.text).isZero();
    Said restored = votehub(data, "restore", folder.resolve("dumped").toString());
    assertThat(restored.exit).as(restored.text).isZero();
    assertThat(restored.text).contains("Restored 1 rooms").contains("hub.key");
    Files.copy(key, data.resolve("hub.key"));

    HubProcess again = HubProcess.launch(home, FreePort.find(), Map.of());
    again.awaitReady();
    assertThat(again.json("GET", path, (String) room.get("token"), null))
        .containsEntry("title", "Kept");
    again.kill();
  }

  @Test
  void aWrongPasswordOrACorruptRepositoryIsReported() throws Exception {
    Path data = Files.createDirectory(folder.resolve("home")).resolve("data");
    HubProcess hub = HubProcess.launch(data.getParent(), FreePort.find(), Map.of());
    hub.awaitReady();
    assertThat(run(data, SCRIPT.toString()).exit).isZero();
    String before = Files.readString(status);

    Files.writeString(password, "another key");
    Said wrong = run(data, SCRIPT.toString());
    Files.writeString(password, "a key for tests");
    flipAByteOfAPack();
    Said damaged = run(data, "restic", "check", "--read-data");
    hub.kill();

    assertThat(wrong.exit).isNotZero();
    assertThat(wrong.text).contains("is RESTIC_PASSWORD_FILE its key?");
    assertThat(Files.readString(status)).isEqualTo(before);
    assertThat(damaged.exit).as(damaged.text).isNotZero();
  }

  private void flipAByteOfAPack() throws IOException {
    try (Stream<Path> found = Files.walk(folder.resolve("repository").resolve("data"))) {
      Path pack = found.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(pack);
      bytes[bytes.length / 3] ^= 1;
      Files.delete(pack);
      Files.write(pack, bytes, StandardOpenOption.CREATE_NEW);
    }
  }
}
