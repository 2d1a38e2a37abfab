package io.votehub;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The WebSocket side of the contract holds on the engines of a cluster, too. */
@Tag("slow")
class ClusterAudienceTest extends AudienceTest {
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
