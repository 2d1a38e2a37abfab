package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.votehub.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Docker Compose accepts the file with every profile; it needs no Docker for that. */
class ComposeConfigScenario {
  private static final String COMPOSE = "docker-compose";

  @BeforeEach
  void isInstalled() {
    assumeTrue(ServerProcess.isInstalled(COMPOSE), COMPOSE + " is not installed");
  }

  /** Fails if it says anything else than the answer, such as that a variable is not set. */
  private static List<String> compose(String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(COMPOSE));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB_"));
    Process process = builder.start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
    return said;
  }

  @Test
  void everyProfileIsValidAloneAndAllTogether() throws Exception {
    List<String> profiles = new ArrayList<>(compose("config", "--profiles"));
    assertThat(profiles)
        .contains("hub", "cluster", "monitoring", "logs", "tracing", "backup", "tls");
    profiles.add("*");

    for (String profile : profiles) {
      assertThat(compose("--profile", profile, "config", "--quiet")).as(profile).isEmpty();
      assertThat(compose("--profile", profile, "config", "--services")).as(profile).isNotEmpty();
    }
  }

  @Test
  void theExampleOfTheVariablesIsAValidFileOfThem() throws Exception {
    assertThat(compose("--env-file", ".env.example", "--profile", "*", "config", "--quiet"))
        .isEmpty();
  }
}
