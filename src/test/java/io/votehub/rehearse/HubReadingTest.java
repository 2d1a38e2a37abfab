package io.votehub.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HubReadingTest {
  @Test
  void sharesAreReadFromTheMetricsOfAHub() {
    HubReading reading =
        HubReading.parse(
            """
            # HELP votehub_connections Open connections
            votehub_connections 5000.0
            votehub_connections_limit 20000.0
            process_open_fds 100.0
            process_max_fds 400.0
            process_cpu_seconds_total 2.0
            system_cpus 2.0
            jvm_memory_used_bytes{area="heap",id="Eden Space"} 90.0
            jvm_memory_max_bytes{area="heap",id="Eden Space"} 100.0
            jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 10.0
            jvm_memory_max_bytes{area="heap",id="Tenured Gen"} 100.0
            votehub_memory_used_bytes{share="rooms"} 1.0
            votehub_memory_budget_bytes{share="rooms"} 100.0
            votehub_memory_used_bytes{share="votes"} 30.0
            votehub_memory_budget_bytes{share="votes"} 100.0
            """);

    assertThat(reading.shares())
        .containsEntry("connections", 0.25)
        .containsEntry("files", 0.25)
        .containsEntry("heap", 0.1)
        .containsEntry("votes-memory", 0.3);
    assertThat(reading.cpus()).isEqualTo(2);
    assertThat(reading.cpuNanos()).isCloseTo(2e9, within(1.0));
  }

  @Test
  void aPageThatIsNotMetricsSaysNothing() {
    assertThat(HubReading.parse("<!doctype html>\n<p>Not found 404\n").shares()).isEmpty();
  }
}
