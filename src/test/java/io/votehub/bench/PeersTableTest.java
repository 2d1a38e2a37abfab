package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersTableTest {
  private final PeersTable table =
      new PeersTable(
          "hub", List.of("peer"), List.of(new PeersTable.Figure("fan-out", "cpu", "CPU")));

  @Test
  void theRatioIsTheMedianOfTheRatiosOfEachRound() {
    round(1, 2, 10);
    round(2, 30, 40);
    round(3, 6, 5);

    assertThat(row()).isEqualTo("| fan-out | CPU | 6.00 | 10.0 | 0.75 (0.20–1.20) |");
  }

  @Test
  void aRoundInWhichThePeerFailedIsCountedForTheHubOnly() {
    round(1, 2, 4);
    table.add(2, "hub", "fan-out", Map.of("cpu", 4));

    assertThat(row()).isEqualTo("| fan-out | CPU | 3.00 | 4.00 | 0.50 (0.50–0.50) |");
  }

  @Test
  void missingMeasurementsAreADash() {
    table.add(1, "hub", "another scenario", Map.of("cpu", 4));

    assertThat(row()).isEqualTo("| fan-out | CPU | – | – | – |");
  }

  @Test
  void thereIsNoRatioToZero() {
    round(1, 2, 0);

    assertThat(row()).isEqualTo("| fan-out | CPU | 2.00 | 0.00 | – |");
  }

  private void round(int round, double hub, double peer) {
    table.add(round, "hub", "fan-out", Map.of("cpu", hub));
    table.add(round, "peer", "fan-out", Map.of("cpu", peer));
  }

  private String row() {
    return table.markdown().lines().toList().get(2);
  }
}
