package io.votehub;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** A running order with the store, ledger and fan-out of a cluster. */
@Tag("slow")
class ClusterAgendaTest extends AgendaTest {
  private ClusterEngines engines;

  @Override
  Map<String, String> settings() {
    engines = new ClusterEngines();
    return engines.settings("only");
  }

  @Override
  void stop() {
    super.stop();
    engines.close();
  }
}
