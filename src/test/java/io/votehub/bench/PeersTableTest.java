package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersTableTest {
  private final PeersTable table =
      new PeersTable(
          "fan-out",
          "hub",
          List.of(
              new PeersTable.Figure("cpu", "CPU", true),
              new PeersTable.Figure("share", "its core", false)));

  @Test
  void theRatioIsTheMedianOfTheRatiosOfEachRound() {
    round(1, 2, 10);
    round(2, 30, 40);
    round(3, 6, 5);

    assertThat(rows())
        .containsExactly(
            "| fan-out | CPU | its core |",
            "|---|---|---|",
            "| hub | 6.00 | – |",
            "| peer | 10.0; **0.75** (0.20–1.20) | – |");
  }

  @Test
  void oneRoundHasNoRange() {
    round(1, 2, 4);

    assertThat(rows()).contains("| peer | 4.00; **0.50** | – |");
  }

  @Test
  void aRoundInWhichThePeerFailedIsCountedForTheHubOnly() {
    round(1, 2, 4);
    table.add(2, "hub", Map.of("cpu", 4));

    assertThat(rows()).contains("| hub | 3.00 | – |", "| peer | 4.00; **0.50** | – |");
  }

  @Test
  void thereIsNoRatioToZero() {
    round(1, 2, 0);

    assertThat(rows()).contains("| peer | 0.00 | – |");
  }

  @Test
  void sharesAreNotCompared() {
    table.add(1, "hub", Map.of("share", 0.5));
    table.add(1, "peer", Map.of("share", 0.25));

    assertThat(rows()).contains("| hub | – | 0.50 |", "| peer | – | 0.25 |");
  }

  private void round(int round, double hub, double peer) {
    table.add(round, "hub", Map.of("cpu", hub));
    table.add(round, "peer", Map.of("cpu", peer));
  }

  private List<String> rows() {
    return table.markdown().lines().toList();
  }
}
