package io.votehub.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.RunningHub;
import io.votehub.process.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SmokeCheckTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private boolean run(int port) {
    return new SmokeCheck(URI.create("http://127.0.0.1:" + port), out).run();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aHealthyHubPassesEveryStepAndKeepsNoRoom() {
    try (RunningHub hub = new RunningHub(folder, Map.of("VOTEHUB_LIMITS_ENABLED", "true"))) {
      boolean passed = run(hub.port());

      assertThat(passed).as(said()).isTrue();
      assertThat(said())
          .contains("single", "ranked", "text", "close by the clock", "export", "PASSED")
          .doesNotContain("FAIL");
    }
  }

  @Test
  void aHubThatCreatesNoRoomsFailsTheCheckWithItsAnswer() {
    try (RunningHub hub = new RunningHub(folder, Map.of("VOTEHUB_ROOMS_OPEN", "false"))) {
      assertThat(run(hub.port())).isFalse();
      assertThat(said()).contains("FAIL  make a room").contains("403").contains("FAILED");
    }
  }

  @Test
  void anUnreachableHubFailsAtTheFirstStep() throws Exception {
    assertThat(run(FreePort.find())).isFalse();
    assertThat(said()).startsWith("FAIL  page");
  }
}
