package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code votehub train}: a run from which a JVM learns. */
class TrainIT {
  private static final String INTERVAL = "VOTEHUB_SYNTHETIC_INTERVAL_MS";

  @TempDir Path folder;

  private HubProcess train(String intervalMs) throws Exception {
    return HubProcess.launch(folder, FreePort.find(), Map.of(INTERVAL, intervalMs), "train");
  }

  @Test
  void itEndsOnceTheHubIsWarm() throws Exception {
    try (HubProcess hub = train("1000")) {
      assertThat(hub.awaitExit(240)).isZero();
      assertThat(hub.output()).contains("Stopped").doesNotContain("Rate limits by address");
    }
  }

  @Test
  void withoutVotesOfItsOwnAHubCannotTrain() throws Exception {
    try (HubProcess hub = train("0")) {
      assertThat(hub.awaitExit(60)).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(hub.output()).contains("synthetic.interval-ms");
    }
  }
}
