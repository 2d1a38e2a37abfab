package io.votehub;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The rules for connections with the store and ledger of a cluster. */
@Tag("slow")
class ClusterClientConnectionsTest extends ClientConnectionsTest {
  private static ClusterEngines engines;

  @BeforeAll
  static void startEngines() {
    engines = new ClusterEngines();
  }

  @AfterAll
  static void stopEngines() {
    engines.close();
  }

  @Override
  Map<String, String> settings() {
    return engines.settings("only");
  }
}
