package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that runs as one user on files that root restored or copied. */
class OwnershipIT {
  private static final String USER = "10001";

  @TempDir Path folder;
  private Path data;
  private Path jar;

  private record Said(int exit, String text) {}

  @BeforeEach
  void requireRoot() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root has other users' rights");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    run("chmod", "755", folder.toString());
    data = Files.createDirectory(folder.resolve("data"));
    jar = Files.copy(HubProcess.JAR, folder.resolve("votehub.jar"));
    run("chown", USER + ":" + USER, data.toString());
  }

  private static Said run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private String[] votehub(boolean asRoot, String... arguments) {
    List<String> command = new ArrayList<>();
    if (!asRoot) {
      command.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--"));
    }
    command.addAll(
        List.of(
            "env",
            "VOTEHUB_DATA_DIR=" + data,
            "VOTEHUB_HTTP_PORT=0",
            "java",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString()));
    return Stream.concat(command.stream(), Stream.of(arguments)).toArray(String[]::new);
  }

  @Test
  void whatRootRestoresBelongsToTheHubsUserAndWhatRootCopiesIsNamedWithItsRemedy()
      throws Exception {
    Said made = run(votehub(true, "restore", emptyBackup().toString()));
    assertThat(made.exit).as(made.text).isZero();
    assertThat(Files.getAttribute(data.resolve("votes.db"), "unix:uid")).isEqualTo(10001);
    assertThat(run(votehub(false, "backup", "--to", data + "/x.backup")).exit).isZero();

    run("chown", "0:0", data.resolve("votes.db").toString());
    Said refused = run(votehub(false));
    assertThat(refused.exit).isOne();
    assertThat(refused.text)
        .contains(
            "votes.db belongs to root, and the hub runs as 10001, who may not use it",
            "chown -R 10001 " + data);

    run("chown", "-R", USER, data.toString());
    run("chmod", "400", data.resolve("votes.db").toString());
    Said closed = run(votehub(false));
    assertThat(closed.exit).isOne();
    assertThat(closed.text).contains("cannot be written").doesNotContain("belongs to");
    run("chmod", "600", data.resolve("votes.db").toString());

    Path key = Files.writeString(data.resolve("hub.key"), "0".repeat(64));
    run("chmod", "600", key.toString());
    Said unreadable = run(votehub(false));
    assertThat(unreadable.exit).isOne();
    assertThat(unreadable.text).contains("cannot read its key", "chown -R 10001 " + data);
  }

  private Path emptyBackup() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = folder.resolve("empty.backup");
    HubProcess hub = HubProcess.start(other, FreePort.find());
    hub.terminate();
    hub.awaitExit(60);
    Said taken =
        run(
            "env",
            "VOTEHUB_DATA_DIR=" + other.resolve("data"),
            "java",
            "-jar",
            jar.toString(),
            "backup",
            "--to",
            file.toString());
    assertThat(taken.exit).as(taken.text).isZero();
    return file;
  }
}
