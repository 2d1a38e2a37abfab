package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every decision of {@code docker/deploy}, with a driver whose hubs are folders. */
@Tag("slow")
class DeployScriptTest {
  private static final Path DRIVER = Path.of("src/test/resources/deploy/fake").toAbsolutePath();
  private static final int CUT_OFF = 3;
  private static final int KILLED = 137;

  @TempDir Path folder;
  private boolean two;

  private record Said(int exit, String text) {}

  @BeforeEach
  void makeVersions() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is not installed");
    Path versions = Files.createDirectory(folder.resolve("versions"));
    for (String good : List.of("1.0", "1.1", "1.2")) {
      Files.writeString(versions.resolve(good), "good\n");
    }
    for (String bad : List.of("ended", "unready", "slow", "failing")) {
      Files.writeString(versions.resolve(bad), bad + "\n");
    }
  }

  private Said deploy(String... arguments) throws Exception {
    return deploy(Map.of(), arguments);
  }

  private Said deploy(Map<String, String> settings, String... arguments) throws Exception {
    Process process = start(settings, arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private Process start(Map<String, String> settings, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("docker/deploy").redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>();
    environment.put("FAKE", folder.toString());
    environment.put("DEPLOY_DRIVER", DRIVER.toString());
    environment.put("DEPLOY_STATE", folder.resolve("state").toString());
    environment.put("DEPLOY_READY_S", "1");
    environment.put("DEPLOY_WARM_S", "0");
    environment.put("DEPLOY_WATCH_S", "0");
    if (two) {
      environment.put("DEPLOY_HUBS", "hub-1 hub-2");
    }
    environment.putAll(settings);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void isDone(Said said) {
    assertThat(said.exit).as(said.text).isZero();
  }

  /** What was done since the last call, without the backups. */
  private List<String> done() throws IOException {
    Path log = folder.resolve("log");
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    Files.deleteIfExists(log);
    return lines.stream().map(String::strip).toList();
  }

  private Map<String, String> running() throws IOException {
    Map<String, String> running = new HashMap<>();
    try (Stream<Path> hubs = Files.list(folder.resolve("hubs"))) {
      for (Path hub : hubs.toList()) {
        running.put(hub.getFileName().toString(), Files.readString(hub).strip());
      }
    }
    return running;
  }

  private static Map<String, String> three(String suffix, String version) {
    return Map.of("hub-1" + suffix, version, "hub-2" + suffix, version, "hub-3" + suffix, version);
  }

  @Test
  void aRollingDeployTakesABackupAndThenReplacesOneHubAfterTheOther() throws Exception {
    isDone(deploy("up", "1.0"));
    assertThat(done())
        .containsExactly(
            "balance hub-1 hub-2 hub-3", "start hub-1 1.0", "start hub-2 1.0", "start hub-3 1.0");

    isDone(deploy("up", "1.1"));

    assertThat(done())
        .containsExactly(
            "backup",
            "balance hub-2 hub-3",
            "start hub-1 1.1",
            "balance hub-1 hub-2 hub-3",
            "balance hub-1 hub-3",
            "start hub-2 1.1",
            "balance hub-1 hub-2 hub-3",
            "balance hub-1 hub-2",
            "start hub-3 1.1",
            "balance hub-1 hub-2 hub-3");
    assertThat(deploy("status").text)
        .contains("1.1 is in service (blue), before it 1.0")
        .contains("hub-2: 1.1 c0ffee, ready, 7 connections");
    isDone(deploy("up", "1.1"));
    assertThat(done()).as("already there").isEmpty();

    isDone(deploy("rollback"));
    assertThat(running()).isEqualTo(three("", "1.0"));
    assertThat(deploy("rollback").text).contains("There is nothing to go back to");
  }

  @Test
  void blueGreenMovesEverybodyToNewHubsAndBack() throws Exception {
    isDone(deploy("up", "1.0"));
    done();

    isDone(deploy("up", "1.1", "blue-green"));

    assertThat(done())
        .containsExactly(
            "backup",
            "start hub-1-green 1.1",
            "start hub-2-green 1.1",
            "start hub-3-green 1.1",
            "balance hub-1 hub-2 hub-3 hub-1-green hub-2-green hub-3-green",
            "balance hub-1-green hub-2-green hub-3-green",
            "stop hub-1",
            "stop hub-2",
            "stop hub-3");
    isDone(deploy("up", "1.2"));
    assertThat(running()).isEqualTo(three("-green", "1.2"));
    isDone(deploy("rollback"));
    assertThat(running()).isEqualTo(three("", "1.1"));
    assertThat(done()).doesNotContain("GAP");
  }

  @Test
  void aCanaryGetsItsShareUntilItGoesOnOrEnds() throws Exception {
    isDone(deploy("up", "1.0"));
    String usual = Files.readString(folder.resolve("hubs.conf"));

    isDone(deploy("up", "1.1", "canary", "10%"));

    assertThat(Files.readString(folder.resolve("hubs.conf")))
        .contains("server hub-1 weight=90 ", "server hub-1-green weight=30 ")
        .doesNotContain("random two");
    Said status = deploy("status");
    assertThat(status.exit).isZero();
    assertThat(status.text).contains("1.1 is the canary and gets 10 %");
    isDone(deploy("rollback"));
    assertThat(running()).isEqualTo(three("", "1.0"));
    assertThat(Files.readString(folder.resolve("hubs.conf"))).isEqualTo(usual);

    isDone(deploy("up", "1.1", "canary"));
    isDone(deploy("up", "1.1"));
    assertThat(running()).isEqualTo(three("", "1.1"));
    assertThat(Files.readString(folder.resolve("hubs.conf"))).isEqualTo(usual);
    assertThat(deploy("up", "1.2", "canary", "60%").text).contains("1 to 50 %");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ended", "unready", "slow", "failing", "slow blue-green", "failing canary 20%"})
  void aBadVersionIsPutOutOfServiceByItself(String bad) throws Exception {
    isDone(deploy("up", "1.0"));
    done();

    Said said = deploy(Map.of("DEPLOY_WATCH_S", "1"), ("up " + bad).split(" ", -1));

    assertThat(said.exit).as(said.text).isEqualTo(1);
    assertThat(said.text)
        .contains("Going back to 1.0", "was not put into service: ")
        .containsAnyOf(
            "ended by itself", "not ready within 1 s", "the p99 of an ack", "10,000 votes");
    assertThat(done()).doesNotContain("GAP");
    assertThat(running()).isEqualTo(three("", "1.0"));
    assertThat(deploy("status").exit).isZero();
  }

  /** Kills the script before and after each of its steps, and then lets it go on, or back. */
  @ParameterizedTest
  @ValueSource(strings = {"rolling", "blue-green", "canary"})
  void aDeployThatWasCutOffAnywhereIsContinuedOrUndoneByTheNextCall(String method)
      throws Exception {
    two = true;
    isDone(deploy("up", "1.0"));
    int cuts = 0;
    for (int step = 1; ; step++) {
      for (String moment : List.of("before", "after")) {
        Said cut =
            deploy(
                Map.of("FAKE_CUT_AT", Integer.toString(step), "FAKE_CUT", moment),
                "up",
                "1.1",
                method);
        if (cut.exit == 0) {
          assertThat(cuts).isPositive();
          return;
        }
        cuts++;
        assertThat(cut.exit).as(cut.text).isEqualTo(KILLED);
        Said status = deploy("status");
        assertThat(status.exit).as(status.text).isEqualTo(CUT_OFF);
        assertThat(status.text)
            .contains("The deploy of 1.1 (" + method + ") was cut off")
            .contains("docker/deploy up 1.1 continues it, docker/deploy rollback undoes it");

        boolean on = (step + cuts) % 2 == 0;
        isDone(on ? deploy("up", "1.1") : deploy("rollback"));
        if (on) {
          assertThat(running().values()).contains("1.1");
          isDone(deploy("rollback"));
        }
        assertThat(running()).isEqualTo(Map.of("hub-1", "1.0", "hub-2", "1.0"));
        assertThat(done()).as("%s step %d", moment, step).doesNotContain("GAP");
      }
    }
  }

  @Test
  void anotherVersionUndoesWhatWasCutOffFirst() throws Exception {
    isDone(deploy("up", "1.0"));
    deploy(Map.of("FAKE_CUT_AT", "2"), "up", "1.1");

    Said said = deploy("up", "1.2");

    isDone(said);
    assertThat(said.text).contains("The deploy of 1.1 was cut off. Going back to 1.0");
    assertThat(deploy("status").text).contains("1.2 is in service (blue), before it 1.0");
  }

  @Test
  void twoDeploysAtOnceRefuseEachOther() throws Exception {
    isDone(deploy("up", "1.0"));
    Process first = start(Map.of("DEPLOY_READY_S", "20"), "up", "unready");
    try (var lines = first.inputReader()) {
      assertThat(lines.lines().anyMatch(line -> line.contains("unready is started"))).isTrue();

      Said second = deploy("up", "1.1");
      Said status = deploy("status");

      assertThat(second.exit).isEqualTo(1);
      assertThat(second.text).contains("Another deploy is running");
      assertThat(status.text).contains("A deploy is running: rolling to unready");
    } finally {
      first.destroyForcibly().waitFor();
    }
    Files.writeString(folder.resolve("log"), "");
    isDone(deploy("rollback"));
    assertThat(done()).containsExactly("start hub-1 1.0", "balance hub-1 hub-2 hub-3");
  }

  @Test
  void withoutABackupOrAVersionNothingIsChanged() throws Exception {
    isDone(deploy("up", "1.0"));
    Files.createFile(folder.resolve("no-backup"));

    Said noBackup = deploy("up", "1.1");
    Said noVersion = deploy("up", "7.7");

    assertThat(noBackup.exit).isEqualTo(1);
    assertThat(noBackup.text).contains("There is no backup, so nothing was changed");
    assertThat(noVersion.text).contains("There is no version 7.7");
    assertThat(running()).isEqualTo(three("", "1.0"));
    isDone(deploy(Map.of("DEPLOY_BACKUP", "no"), "up", "1.1"));
  }
}
