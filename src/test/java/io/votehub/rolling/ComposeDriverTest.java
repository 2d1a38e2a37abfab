package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What {@code docker/deploy} makes of compose.yaml and the balancer's file, with a stand-in for
 * docker.
 */
@Tag("slow")
class ComposeDriverTest {
  private static final Path HUBS = Path.of("docker", "nginx", "hubs.conf");
  private static final Path OVERRIDE = Path.of("compose.override.yaml");

  @TempDir Path folder;

  private record Said(int exit, String text) {}

  @BeforeEach
  void copyWhatTheScriptChanges() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is not installed");
    for (String file :
        List.of(
            "compose.yaml",
            "docker/deploy",
            "docker/deploy.d/compose",
            "docker/make-secrets",
            HUBS.toString())) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(Path.of(file), folder.resolve(file));
    }
  }

  private Said deploy(String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("docker/deploy").toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Path stub = Path.of("src/test/resources/deploy").toAbsolutePath();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", stub + File.pathSeparator + System.getenv("PATH"),
                "DEPLOY_IMAGE", "registry.example.org/votehub",
                "DEPLOY_WATCH_S", "0"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private String read(Path file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private Map<?, ?> services() throws IOException {
    Map<?, ?> file =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(read(OVERRIDE));
    return (Map<?, ?>) file.get("services");
  }

  @Test
  void theFirstDeployMakesTheSecretsAndLeavesTheBalancersFileAsItIsShipped() throws Exception {
    Said said = deploy("up", "1.0");

    assertThat(said.exit).as(said.text).isZero();
    assertThat(folder.resolve("docker/secrets/redis-password")).isNotEmptyFile();
    assertThat(Files.getPosixFilePermissions(folder.resolve("docker/secrets")).toString())
        .doesNotContain("GROUP", "OTHERS");
    assertThat(read(HUBS)).isEqualTo(Files.readString(HUBS));
    assertThat(read(Path.of("docker.log")))
        .contains("--profile cluster up --detach --no-deps --no-build --quiet-pull hub-1")
        .doesNotContain("backup-of-cluster");
    assertThat(services().get("hub-2"))
        .isEqualTo(Map.of("image", "registry.example.org/votehub:1.0"));
  }

  @Test
  void hubsBesideThoseInServiceDifferInNothingButImageAndName() throws Exception {
    assertThat(deploy("up", "1.0").exit).isZero();

    Said said = deploy("up", "1.1", "blue-green");

    assertThat(said.exit).as(said.text).isZero();
    assertThat(services().get("hub-1")).isEqualTo(Map.of("scale", 0));
    assertThat(services().get("hub-1-green"))
        .isEqualTo(
            Map.of(
                "extends",
                Map.of("file", "compose.yaml", "service", "hub-1"),
                "image",
                "registry.example.org/votehub:1.1",
                "environment",
                Map.of("VOTEHUB_INSTANCE_ID", "hub-1-green")));
    assertThat(read(HUBS))
        .contains("server hub-3-green:8080 resolve max_fails=0;")
        .doesNotContain("hub-3:");
    assertThat(read(Path.of("docker.log")))
        .contains("backup-of-cluster once", "nginx -s reload", "rm --stop --force hub-3");
    assertThat(Files.getPosixFilePermissions(folder.resolve(HUBS)))
        .as("read by the balancer, which is another user")
        .contains(PosixFilePermission.OTHERS_READ);
    assertThat(deploy("rollback").exit).isZero();
    assertThat(services().keySet().toString()).isEqualTo("[hub-1, hub-2, hub-3]");
    assertThat(read(HUBS)).isEqualTo(Files.readString(HUBS));
  }

  @Test
  void anOverrideOfTheOperatorIsNotWrittenOver() throws Exception {
    Files.writeString(folder.resolve(OVERRIDE), "services: {}\n");

    Said said = deploy("up", "1.0");

    assertThat(said.exit).isEqualTo(1);
    assertThat(said.text).contains("compose.override.yaml is not from docker/deploy");
    assertThat(read(OVERRIDE)).isEqualTo("services: {}\n");
  }
}
