package io.votehub;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub of its own for each test, with one room. */
abstract class OneRoomHub {
  @TempDir Path data;
  RunningHub hub;
  RunningHub.Room room;

  @BeforeEach
  void start() {
    hub = new RunningHub(data, settings());
    room = hub.room();
  }

  /** Settings of the hub, in addition to those of every test. */
  Map<String, String> settings() {
    return Map.of();
  }

  @AfterEach
  void stop() {
    hub.close();
  }
}
