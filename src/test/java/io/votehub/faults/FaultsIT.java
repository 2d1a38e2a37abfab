package io.votehub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random voters and presenters on the packaged jar while faults are injected; afterwards every
 * guarantee is checked. The default run is short; {@code mvn -Pfaults verify} runs for {@code
 * -Dvotehub.faults.minutes}, optionally from a {@code -Dvotehub.faults.seed}. The printed seed
 * reproduces everything random except the scheduling of threads and processes.
 */
class FaultsIT {
  private static final int ROUND_S = 30;

  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aSingleHubKeepsItsPromisesUnderFaults() throws Exception {
    try (Cluster cluster = Cluster.embedded(vertx, folder)) {
      play(cluster, new Round.Crowd(30, 4));
    }
  }

  @Test
  void aClusterKeepsItsPromisesUnderFaults() throws Exception {
    try (Cluster cluster = Cluster.of(3, vertx, folder)) {
      play(cluster, new Round.Crowd(40, 5));
    }
  }

  private void play(Cluster cluster, Round.Crowd crowd) throws Exception {
    long seed = Long.getLong("votehub.faults.seed", System.nanoTime());
    long minutes = Long.getLong("votehub.faults.minutes", 0);
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    for (long round = seed; round == seed || System.nanoTime() < until; round++) {
      System.out.println("Faults with -Dvotehub.faults.seed=" + round);
      Round.Findings found = Round.play(vertx, cluster, crowd, ROUND_S, round);
      System.out.println(found.story());
      assertThat(found.faults())
          .as("seed %d%n%s%n%s", round, found.story(), cluster.output())
          .isEmpty();
    }
  }
}
