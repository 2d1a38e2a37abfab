package io.votehub.browser;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The common setup of the page tests: a hub with one room, and browsers. */
abstract class BrowserTest {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;
  RoomFixture fixture;

  /** The hub's settings, if the test needs other than the defaults. */
  Map<String, String> settings() {
    return Map.of();
  }

  @BeforeEach
  void openRoom() {
    fixture = new RoomFixture(data, settings());
  }

  @AfterEach
  void closeRoom() {
    fixture.close();
  }
}
