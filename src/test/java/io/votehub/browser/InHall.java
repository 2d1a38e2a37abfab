package io.votehub.browser;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The common setup of the page tests: a hub with one room, and browsers. */
abstract class InHall {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;
  Hall hall;

  /** The hub's settings, if the test needs other than the defaults. */
  Map<String, String> settings() {
    return Map.of();
  }

  @BeforeEach
  void openHall() {
    hall = new Hall(data, settings());
  }

  @AfterEach
  void closeHall() {
    hall.close();
  }
}
