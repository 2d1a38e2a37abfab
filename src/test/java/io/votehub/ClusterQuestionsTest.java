package io.votehub;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Questions from the floor with the store, ledger and fan-out of a cluster. */
@Tag("slow")
class ClusterQuestionsTest extends QuestionsTest {
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
